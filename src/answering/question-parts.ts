// In: a question. Out: its parts: words with their places, the names among them, the stretch that says when,
// and the filters, which are kept apart so that rewording never touches them.

import { parseQuestion } from '../retrieval/question.js';
import type { Span } from '../passages/passage.js';
import { foldText } from '../shared/fold-text.js';
import type { Filter } from '../store/knowledge-store.js';
import {
  AUXILIARIES,
  COUNTRIES,
  FUNCTION_WORDS,
  GENERIC_WORDS,
  QUESTION_WORDS,
} from './question-words.js';

export interface Word extends Span {
  readonly text: string;
  /** Folded, without a possessive ending. */
  readonly folded: string;
}

/** A name with what is known of its kind; a person is guessed from a second capitalised word. */
export interface Name extends Span {
  readonly text: string;
  readonly kind: 'country' | 'person' | 'unknown';
}

/** The filters of a question, apart from its words. */
export interface Operators extends Filter {
  readonly collection: string | null;
}

/**
 * Splits a question into its words and its filters.
 *
 * @throws ReadableError as parseQuestion does
 */
export function splitQuestion(question: string): { body: string; operators: Operators } {
  const { text, filter, collection } = parseQuestion(question);
  // A lone quotation mark would begin a phrase once another one is written behind it.
  const plain = text.replace(/["“”]/g, ' ').replace(/\s+/g, ' ').trim();
  return { body: plain.replace(/[\s?!.…,;:]+$/u, ''), operators: { ...filter, collection } };
}

/** Writes a body and its filters as one question; phrases are marked where they stand. */
export function writeQuestion(body: string, operators: Operators): string {
  const { after, before, outlet, collection, phrases = [], without = [] } = operators;
  let marked = body;
  const apart: string[] = [];
  for (const phrase of phrases) {
    if (marked.includes(phrase)) marked = marked.replace(phrase, () => `"${phrase}"`);
    else apart.push(`"${phrase}"`);
  }
  return [
    marked,
    ...apart,
    ...without.map((word) => `-${word}`),
    ...written({ after, before, outlet, collection: collection ?? undefined }),
  ]
    .join(' ')
    .trim();
}

function written(fields: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined || value === '') return [];
    return [
      /^[^\s"“”]+$/.test(value) ? `${name}:${value}` : `${name}:"${value.replace(/["“”]/g, '')}"`,
    ];
  });
}

/** The words of a text, with their places. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’.-](?=[\p{L}\p{N}]))*/gu)].map(
    ({ 0: word, index }) => ({
      text: word,
      folded: foldText(word).replace(/'s$/, ''),
      start: index,
      end: index + word.length,
    }),
  );
}

/** True for a word that opens a question: a question word or an auxiliary. */
export function opensQuestion(word: Word | undefined): boolean {
  return word !== undefined && (QUESTION_WORDS.has(word.folded) || AUXILIARIES.has(word.folded));
}

/** True for a word that names no topic. */
export function isEmptyWord({ folded }: Word): boolean {
  return FUNCTION_WORDS.has(folded) || AUXILIARIES.has(folded) || GENERIC_WORDS.has(folded);
}

/** The names in a text: runs of capitalised words, and countries however they are written. */
export function namesOf(text: string): Name[] {
  const words = wordsOf(text);
  const runs: Word[][] = [];
  words.forEach((word, i) => {
    if (!isName(word, { previous: words[i - 1], next: words[i + 1], text })) return;
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && joins(text.slice(last.end, word.start))) {
      run.push(word);
    } else {
      runs.push([word]);
    }
  });
  return runs.map((run) => nameOf(text, run));
}

function nameOf(text: string, run: readonly Word[]): Name {
  const start = run[0]?.start ?? 0;
  const end =
    (run.at(-1)?.end ?? 0) - (/['’]s$/.exec(text.slice(0, run.at(-1)?.end))?.[0].length ?? 0);
  const isCountry = run.some((word) => COUNTRIES.has(word.folded));
  return {
    text: text.slice(start, end),
    start,
    end,
    kind: isCountry ? 'country' : run.length > 1 ? 'person' : 'unknown',
  };
}

function isName(
  word: Word,
  around: {
    readonly previous: Word | undefined;
    readonly next: Word | undefined;
    readonly text: string;
  },
): boolean {
  if (COUNTRIES.has(word.folded)) return word.text !== 'un';
  if (!/^\p{Lu}/u.test(word.text) || isEmptyWord(word) || MONTH.test(word.text)) return false;
  const { previous, next, text } = around;
  const isOpening = previous === undefined || /[.?!]\s*$/.test(text.slice(0, word.start));
  // The first word of a sentence is capitalised anyway.
  if (!isOpening || /^\p{Lu}{2,}$/u.test(word.text)) return true;
  return (
    next !== undefined && /^\p{Lu}/u.test(next.text) && joins(text.slice(word.end, next.start))
  );
}

function joins(between: string): boolean {
  return between === ' ' || between === '-' || between === ' of ';
}

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const MONTH = new RegExp(`^(?:${MONTHS})$`, 'i');
const YEAR = String.raw`(?:1[89]|20)\d{2}(?:-\d{2}){0,2}`;
const TIMES = [
  `(?:\\d{1,2}(?:st|nd|rd|th)? )?(?:${MONTHS})\\.?(?: \\d{1,2}(?:st|nd|rd|th)?)?,? ${YEAR}`,
  YEAR,
  String.raw`(?:the )?(?:1[89]|20)\d0s`,
  '(?:last|this|next) (?:week|month|year|spring|summer|autumn|winter|decade)',
];
/** A month or a day without its year says when only behind a preposition: "may" is a verb. */
const BEHIND = [
  ...TIMES,
  `(?:\\d{1,2}(?:st|nd|rd|th)? )?(?:${MONTHS})(?: \\d{1,2}(?:st|nd|rd|th)?)?`,
];
const PREPOSITION =
  '(?:in|on|since|before|after|until|till|during|from|by|around) (?:(?:early|late|mid)[ -]|the (?:spring|summer|autumn|winter|start|beginning|end|middle) of )?';
const WHEN = [
  `between (?:${TIMES.join('|')}) and (?:${TIMES.join('|')})`,
  `${PREPOSITION}(?:${BEHIND.join('|')})(?: (?:to|until) (?:${TIMES.join('|')}))?`,
  `(?:${TIMES.join('|')})`,
  'today|now|nowadays|yesterday',
].join('|');
const WHEN_INSIDE = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${WHEN})(?![\\p{L}\\p{N}-])`, 'iu');

/** The stretch of a text that says when, such as "before March 2016"; null where none does. */
export function whenOf(text: string): Span | null {
  const found = WHEN_INSIDE.exec(text);
  return found === null ? null : { start: found.index, end: found.index + found[0].length };
}
