// In: a question, the turn before it, what its answer said and the outlets of the corpus. Out: how the question
// may be read: as asked, completed, as a wish for more, or as asking who said what was quoted. Pure; where a
// reading is uncertain it says so, and the corpus decides (weigh-readings.ts).

import { ReadableError } from '../shared/errors.js';
import { personMeant } from './antecedent.js';
import type { EarlierAnswer } from './earlier-turn.js';
import { MAX_READING_CHARACTERS, readFollowUp } from './follow-up.js';
import { foldedWords, LEAD } from './follow-up-forms.js';
import { outletAsked, withOutlet } from './outlet-asked.js';
import { splitQuestion, writeQuestion } from './question-parts.js';
import { quotedWords } from './quoted-words.js';

export type Reading =
  | { readonly kind: 'asked' }
  | { readonly kind: 'completed'; readonly question: string; readonly isCertain: boolean }
  /** Further passages on the earlier question. */
  | { readonly kind: 'more' }
  /** Who said what the earlier answer marked; `question` holds its words. */
  | { readonly kind: 'speaker'; readonly question: string };

export interface TurnBefore {
  /** Complete. */
  readonly question: string;
  /** What its answer marked; null where it is not known or there was none. */
  readonly answer: EarlierAnswer | null;
  /** The outlets of its corpus; empty where they are not known. */
  readonly outlets: readonly string[];
}

const MORE =
  /^(?:(?:please )?(?:tell|show|give) me more(?: please| (?:about|on|of) (?:it|this|that))?|(?:some |any )?more(?: please)?|what else(?: (?:is|was) (?:said|there)(?: about (?:it|this|that))?)?|anything (?:else|more)|any others?|go on|continue|next|carry on)$/;

const SPEAKER =
  /^(?:who (?:(?:exactly |actually )?(?:said|says|say|claimed|claims|wrote|writes|told|thinks|thought|believes) (?:that|this|so|it)|is quoted(?: there| here)?)|says who|whose (?:words|opinion|view|claim) (?:is|was|are|were) (?:that|this|it|those|these)|according to whom)$/;

const PERSON = /\b(?:he|she|him|his|her|hers)\b/i;

/** True where the words of the earlier answer may complete a question. */
export function needsAnswer(question: string): boolean {
  return SPEAKER.test(formOf(question)) || PERSON.test(question);
}

/** "Tell me more", "who said that?": a wish that names nothing by itself. */
export function isMoreOrSpeaker(question: string): boolean {
  const form = formOf(question);
  return MORE.test(form) || SPEAKER.test(form);
}

/** Reads a question in the light of the turn before. */
export function readTurn(question: string, before: TurnBefore): Reading {
  const form = formOf(question);
  if (MORE.test(form)) return { kind: 'more' };
  if (SPEAKER.test(form) && before.answer !== null) {
    const words = quotedWords(before.answer.sentence);
    const asked = `${form.charAt(0).toUpperCase()}${form.slice(1)}`;
    if (words !== '') return { kind: 'speaker', question: `${asked} — ${words}` };
  }
  const person = PERSON.test(question) ? personMeant(before.question, before.answer) : null;
  const outlet = readOutlet(question, before);
  if (outlet !== null) return { kind: 'completed', question: outlet, isCertain: true };
  const read = readFollowUp(question, { question: before.question, person });
  return read.isFollowUp
    ? { kind: 'completed', question: read.question, isCertain: read.isCertain }
    : { kind: 'asked' };
}

/** Without its filters, what leads on and its punctuation, in small letters. */
function formOf(question: string): string {
  try {
    const { body } = splitQuestion(question);
    return foldedWords(body.slice(LEAD.exec(body)?.[1]?.length ?? 0)).replace(/^(?:and|but) /, '');
  } catch (error) {
    // A filter that makes no sense is told by whoever searches.
    if (error instanceof ReadableError) return '';
    throw error;
  }
}

/** "And according to Inforos?" asks the same of one outlet. */
function readOutlet(question: string, before: TurnBefore): string | null {
  return orAsAsked(() => {
    const now = splitQuestion(question);
    const asked = outletAsked(now.body, before.outlets);
    if (asked === null) return null;
    const earlier = splitQuestion(before.question);
    const body = withOutlet(earlier.body, asked, before.outlets);
    const outlet = asked.outlet ?? earlier.operators.outlet;
    return writeQuestion(`${body}?`, { ...earlier.operators, ...withoutEmpty(now), outlet });
  });
}

function withoutEmpty({ operators }: ReturnType<typeof splitQuestion>): object {
  return Object.fromEntries(
    Object.entries(operators).filter(([, value]) =>
      Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null,
    ),
  );
}

/** What is too long, or does not come out as a question, is taken as asked. */
function orAsAsked(read: () => string | null): string | null {
  try {
    const completed = read();
    if (completed === null || completed.length > MAX_READING_CHARACTERS) return null;
    splitQuestion(completed);
    return completed;
  } catch (error) {
    if (error instanceof ReadableError) return null;
    throw error;
  }
}
