// In: a question and the one before it. Out: the complete question to search. Rules, no model: a few forms of
// short question are completed from the earlier one; whatever has a topic of its own is taken as asked, and so
// is every language but English. What was made of a question is shown to whoever asked it.

import type { Span } from '../passages/passage.js';
import { ReadableError } from '../shared/errors.js';
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
import { isGreeting } from './small-talk.js';

export interface FollowUp {
  /** Complete: it needs no earlier question. */
  readonly question: string;
  readonly isFollowUp: boolean;
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
export function readFollowUp(
  question: string,
  earlier: { readonly question: string } | null,
): FollowUp {
  const asAsked: FollowUp = { question, isFollowUp: false };
  if (earlier === null || question.length > MAX_READING_CHARACTERS) return asAsked;
  if (earlier.question.length > MOST_EARLIER_CHARACTERS) return asAsked;
  try {
    const completed = complete(splitQuestion(question), splitQuestion(earlier.question));
    const most = earlier.question.length + question.length + MOST_ADDED_CHARACTERS;
    if (completed === null || completed === question) return asAsked;
    if (completed.length > Math.min(most, MAX_READING_CHARACTERS)) return asAsked;
    // What the parts read as filters, the whole must too.
    splitQuestion(completed);
    return { question: completed, isFollowUp: true };
  } catch (error) {
    // A filter that makes no sense is told by whoever searches.
    if (error instanceof ReadableError) return asAsked;
    throw error;
  }
}

type Parts = ReturnType<typeof splitQuestion>;

function complete(now: Parts, before: Parts): string | null {
  const hasTopic = !wordsOf(before.body).every(isEmptyWord) && !isGreeting(before.body);
  if (!hasTopic || wordsOf(now.body).length > MOST_WORDS) return null;
  const isFilterAlone = now.body === '' && writeQuestion('', now.operators) !== '';
  const completed = isFilterAlone ? before.body : completeBody(now.body, before.body);
  if (completed === null) return null;
  const isWhole = opensQuestion(wordsOf(completed)[0]);
  const body = isWhole ? `${completed.charAt(0).toUpperCase()}${completed.slice(1)}?` : completed;
  return writeQuestion(body, joinOperators(now, before, body));
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

const LEAD =
  /^((?:(?:ok|okay|so|well|yes|yeah|right),? )*)((?:(?:and|but|or|also|plus),? )?(?:(?:what about|how about|what of|(?:the )?same for) )?)/i;

/** A question word with nothing behind it, or with a word that only sharpens it. */
const ALONE =
  /^(?:(?:why|when|where|how|who)(?: (?:exactly|else|so|not|come))?|how (?:long|often|many|much)|(?:since|until) when|(?:by|with|to|for) whom|in which year|what else)$/;

/** "Who resigned?", "how many died?": one word, and everything else is left to the earlier question. */
const ELLIPTICAL =
  /^(?:who|why|how (?:many|much|often|long))(?: (?:was|were|is|are|did|has|have|had|been))* [\p{L}\p{N}'-]+$/u;

/** Whoever asks about us has left the subject. */
const ABOUT_US = /\b(?:you|your|yours|yourself|i|me|my)\b/;

function completeBody(now: string, before: string): string | null {
  const [lead = '', , led = ''] = LEAD.exec(now) ?? [];
  const rest = now.slice(lead.length);
  const words = wordsOf(rest);
  const folded = foldedWords(rest);
  const isSame = [folded, foldedWords(now)].includes(foldedWords(before));
  if (words.length === 0 || isSame || isGreeting(rest) || ABOUT_US.test(folded)) return null;
  const isLed = led !== '';
  if (ALONE.test(folded)) {
    return withQuestionWord(before, rest.charAt(0).toUpperCase() + rest.slice(1));
  }
  return opensQuestion(words[0])
    ? completeSentence({ rest, words, folded, isLed }, before)
    : completeFragment(rest, isLed, before);
}

function foldedWords(text: string): string {
  return wordsOf(text)
    .map((word) => word.folded)
    .join(' ');
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

function completeSentence(sentence: Sentence, before: string): string | null {
  const { rest, words, folded, isLed } = sentence;
  const names = namesOf(rest);
  const own = ownWords(sentence, names);
  const earlier = new Set(wordsOf(before).map((word) => word.folded));
  if (hasBarePronoun({ text: rest, words, names, own, earlier })) return withReferent(rest, before);
  const isKnown = names.some((name) => wordsOf(name.text).some((word) => earlier.has(word.folded)));
  const isNewName = names.length > 0 && !isKnown;
  if (own.length > 1) return null;
  if (own.length === 1) {
    const isElliptical = names.length === 0 && ELLIPTICAL.test(folded);
    // "And who won the cup?" asks for something else; "and why did Iran leave?" may go on.
    const isLedOn = isLed && (!isNewName || opensQuestion(words[1]));
    return isElliptical || isLedOn ? withTopic(rest, before) : null;
  }
  const isAsking = words.some(isAskingWord) || /\b(?:do|done)$/.test(folded);
  // "What happened in Syria?" and "what did Iran say to Iraq?" bring a subject of their own.
  const isOwn = isNewName && !isLed && (names.length > 1 || /\bhappen/.test(folded));
  return isAsking && !isOwn ? withTopic(rest, before) : null;
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
