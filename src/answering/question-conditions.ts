// In: a question and what was found for it. Out: which conditions that the question sets are not met there: a
// number, a name, a negation. Words next to each other look alike to a vector whatever the number is; most
// questions on a known topic whose answer is not there differ from an answered one in just such a word.

import { foldText } from '../shared/fold-text.js';

const NUMBER = /\d[\d.,]*\d|\d/g;
/** A capital that does not open the question or a sentence in it. */
const NAME = /(?<!^)(?<![.?!]\s)\b\p{Lu}[\p{L}\p{N}'’-]+/gu;
const NEGATION = /\b(?:not|no|never|without|none|neither|nor|cannot|unlike|except)\b|n['’]t\b/i;

/** Share of the question's numbers that do not stand in a text as they are; 0 where it has none. */
export function numbersMissing(question: string, text: string): number {
  return shareOf(question.match(NUMBER), (number) => !text.includes(number));
}

/** Share of the question's names that do not stand in a text, in whatever case; 0 where it has none. */
export function namesMissing(question: string, text: string): number {
  const folded = foldText(text);
  const names = question.match(NAME)?.map((name) => foldText(name).replace(/['’]s$/u, ''));
  return shareOf(names ?? null, (name) => !folded.includes(name));
}

/** 1 where the question denies something and the sentence denies nothing. */
export function negationMissing(question: string, sentence: string): number {
  return NEGATION.test(question) && !NEGATION.test(sentence) ? 1 : 0;
}

function shareOf(found: readonly string[] | null, isMissing: (item: string) => boolean): number {
  if (found === null || found.length === 0) return 0;
  return found.filter(isMissing).length / found.length;
}
