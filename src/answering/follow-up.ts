// In: a question and the one before it. Out: the complete question to search. Rules, no model: a few forms of
// short question are completed from the earlier one; whatever has a topic of its own is taken as asked, and so
// is every language but English. What was made of a question is shown to whoever asked it.

import type { Span } from '../passages/passage.js';
import { ReadableError } from '../shared/errors.js';
import { personMeant } from './antecedent.js';
import { hasBarePronoun } from './bare-pronoun.js';
import {
  withPhrase,
  withQuestionWord,
  withReferent,
  withSubject,
  withTime,
  withTopic,
} from './complete-question.js';
import {
  isEmptyWord,
  namesOf,
  opensQuestion,
  splitQuestion,
  whenOf,
  wordsOf,
  writeQuestion,
  type Operators,
  type Word,
} from './question-parts.js';
import { GENERIC_WORDS, PREPOSITIONS } from './question-words.js';
import { ABOUT_US, ALONE, foldedWords, LEAD } from './follow-up-forms.js';
import { isGreeting } from './small-talk.js';

export interface FollowUp {
  /** Complete: it needs no earlier question. */
  readonly question: string;
  readonly isFollowUp: boolean;
  /** False where the question might as well stand alone: the corpus is then asked which reading it supports. */
  readonly isCertain: boolean;
}

export interface EarlierQuestion {
  /** Complete. */
  readonly question: string;
  /** Whom "he" or "she" means; where it is not given, whom the question itself speaks of. */
  readonly person?: string | null;
}

/** Longer readings are no longer read: a question is then taken as asked. */
export const MAX_READING_CHARACTERS = 300;

/** A reading holds the two questions, a dash and a word between them; anything longer was misread. */
const MOST_ADDED_CHARACTERS = 20;

/** Words beyond which nobody asks a follow-up. */
const MOST_WORDS = 25;

/** Words of what stands behind "what about". */
const MOST_PHRASE_WORDS = 7;

/** Characters of an earlier question that are looked at: whoever asks more has left the short form. */
const MOST_EARLIER_CHARACTERS = 1_000;

/** Reads a question, as a follow-up of an earlier one where it is one. Never throws. */
export function readFollowUp(question: string, earlier: EarlierQuestion | null): FollowUp {
  const asAsked: FollowUp = { question, isFollowUp: false, isCertain: true };
  if (earlier === null || question.length > MAX_READING_CHARACTERS) return asAsked;
  if (earlier.question.length > MOST_EARLIER_CHARACTERS) return asAsked;
  try {
    const before = splitQuestion(earlier.question);
    const person = earlier.person === undefined ? personMeant(before.body, null) : earlier.person;
    const completed = complete(splitQuestion(question), { ...before, person });
    const most =
      earlier.question.length +
      question.length +
      (earlier.person?.length ?? 0) +
      MOST_ADDED_CHARACTERS;
    if (completed === null || completed.text === question) return asAsked;
    if (completed.text.length > Math.min(most, MAX_READING_CHARACTERS)) return asAsked;
    // What the parts read as filters, the whole must too.
    splitQuestion(completed.text);
    return { question: completed.text, isFollowUp: true, isCertain: completed.isCertain };
  } catch (error) {
    // A filter that makes no sense is told by whoever searches.
    if (error instanceof ReadableError) return asAsked;
    throw error;
  }
}

type Parts = ReturnType<typeof splitQuestion>;

interface Before {
  readonly body: string;
  readonly person: string | null;
}

interface Completed {
  readonly text: string;
  readonly isCertain: boolean;
}

function complete(now: Parts, before: Parts & Before): Completed | null {
  const hasTopic = !wordsOf(before.body).every(isEmptyWord) && !isGreeting(before.body);
  if (!hasTopic || wordsOf(now.body).length > MOST_WORDS) return null;
  const isFilterAlone = now.body === '' && writeQuestion('', now.operators) !== '';
  const completed = isFilterAlone ? certain(before.body) : completeBody(now.body, before);
  if (completed === null) return null;
  const { text, isCertain } = completed;
  const isWhole = opensQuestion(wordsOf(text)[0]);
  const body = isWhole ? `${text.charAt(0).toUpperCase()}${text.slice(1)}?` : text;
  return { text: writeQuestion(body, joinOperators(now, before, body)), isCertain };
}

function certain(text: string): Completed {
  return { text, isCertain: true };
}

/** The new filters win; another time in words takes the place of an earlier filter by date. */
function joinOperators(now: Parts, before: Parts, body: string): Operators {
  const isOtherTime = whenOf(now.body) !== null;
  const other = namesOf(now.body).length > 0;
  // A phrase that was a name has made way for the new one.
  const isStill = (phrase: string): boolean =>
    body.includes(phrase) || !other || !/^\p{Lu}/u.test(phrase);
  const { after, before: until, ...rest } = before.operators;
  return {
    ...rest,
    ...(isOtherTime ? {} : { after, before: until }),
    ...Object.fromEntries(Object.entries(now.operators).filter(([, value]) => isGiven(value))),
    phrases: joined(now.operators.phrases, before.operators.phrases?.filter(isStill)),
    without: joined(now.operators.without, before.operators.without),
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function joined(a: readonly string[] = [], b: readonly string[] = []): string[] {
  return [...new Set([...a, ...b])];
}

/** "Who resigned?", "how many died?": one word, and everything else is left to the earlier question. */
const ELLIPTICAL =
  /^(?:who|why|how (?:many|much|often|long))(?: (?:was|were|is|are|did|has|have|had|been))* [\p{L}\p{N}'-]+$/u;

function completeBody(now: string, before: Before): Completed | null {
  const [lead = '', , led = ''] = LEAD.exec(now) ?? [];
  const rest = now.slice(lead.length);
  const words = wordsOf(rest);
  const folded = foldedWords(rest);
  const isSame = [folded, foldedWords(now)].includes(foldedWords(before.body));
  if (words.length === 0 || isSame || isGreeting(rest) || ABOUT_US.test(folded)) return null;
  const isLed = led !== '';
  if (ALONE.test(folded)) {
    return certain(withQuestionWord(before.body, rest.charAt(0).toUpperCase() + rest.slice(1)));
  }
  if (opensQuestion(words[0])) return completeSentence({ rest, words, folded, isLed }, before);
  const completed = completeFragment(rest, isLed, before.body);
  return completed === null ? null : certain(completed);
}

/** "In 2015?", "and Turkey?", "what about the border?", "and with Iran in 2016?" */
function completeFragment(rest: string, isLed: boolean, before: string): string | null {
  const place = whenOf(rest);
  const when = place === null ? '' : rest.slice(place.start, place.end);
  const other = place === null ? rest : rest.slice(0, place.start) + rest.slice(place.end);
  const phrase = other.replace(/^[\s,]+|[\s,]+$|,? (?:too|then|though|instead|exactly)$/gu, '');
  if (phrase === '') {
    const isPlain = isLed || /\d/.test(when);
    return isPlain ? withTime(before, when) : null;
  }
  if (!isLed || !isPhrase(phrase)) return null;
  const base = when === '' ? before : withTime(before, when);
  const [first, second] = wordsOf(phrase);
  return first !== undefined && second !== undefined && PREPOSITIONS.has(first.folded)
    ? withPhrase(base, first.folded, phrase.slice(second.start))
    : withSubject(base, phrase);
}

/** Few words, one of which names something; "Korrin closed the border" is a sentence. */
function isPhrase(phrase: string): boolean {
  // Behind a lead, a capital letter is a name's.
  const text = `and ${phrase}`;
  const words = wordsOf(text).slice(1);
  const isThing = /^(?:the|its|their|his|her) /i.test(phrase);
  if (words.length > MOST_PHRASE_WORDS || (!isThing && words.every(isEmptyWord))) return false;
  const last = namesOf(text).at(-1);
  const behind = last === undefined ? [] : words.filter((word) => word.start >= last.end);
  const hasObject = words.some((word, i) => {
    const before = words[i - 1];
    return before !== undefined && !isEmptyWord(before) && /^(?:the|an?)$/.test(word.folded);
  });
  return !hasObject && behind.filter((word) => !isEmptyWord(word)).length < 2;
}

interface Sentence {
  readonly rest: string;
  readonly words: readonly Word[];
  readonly folded: string;
  readonly isLed: boolean;
}

function completeSentence(sentence: Sentence, before: Before): Completed | null {
  const { rest, words, folded, isLed } = sentence;
  const names = namesOf(rest);
  const own = ownWords(sentence, names);
  const earlier = new Set(wordsOf(before.body).map((word) => word.folded));
  if (hasBarePronoun({ text: rest, words, names, own, earlier })) {
    return certain(withReferent(rest, before.body, before.person));
  }
  const isKnown = names.some((name) => wordsOf(name.text).some((word) => earlier.has(word.folded)));
  const isNewName = names.length > 0 && !isKnown;
  const goesOn = { text: withTopic(rest, before.body), isCertain: !isNewName };
  if (own.length > 1) return null;
  if (own.length === 1) {
    const isElliptical = names.length === 0 && ELLIPTICAL.test(folded);
    // "And who won the cup?" asks for something else; "and why did Iran leave?" may go on.
    const isLedOn = isLed && (!isNewName || opensQuestion(words[1]));
    return isElliptical || isLedOn ? goesOn : null;
  }
  const isAsking = words.some(isAskingWord) || /\b(?:do|done)$/.test(folded);
  // "What happened in Syria?", "and what happened in May 2016?" and "what did Iran say to Iraq?" bring a subject of their own.
  const isEvent = /\bhappen/.test(folded);
  const isOwn =
    (isNewName && !isLed && (names.length > 1 || isEvent)) || (isEvent && whenOf(rest) !== null);
  return isAsking && !isOwn ? goesOn : null;
}

/** The words of a sentence that carry a topic: no names, no time, nothing that any question may hold. */
function ownWords({ rest, words }: Sentence, names: readonly Span[]): Word[] {
  const when = whenOf(rest);
  const taken = when === null ? names : [...names, when];
  return words.filter(
    (word) =>
      !isEmptyWord(word) &&
      !taken.some(({ start, end }) => word.start >= start && word.start < end),
  );
}

function isAskingWord({ folded }: Word): boolean {
  return GENERIC_WORDS.has(folded);
}
