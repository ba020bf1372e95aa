// In: the words of an answer that were read otherwise than typed. Out: what was searched, in the corpus' own
// spelling, for the quiet line above the passages. Each word is told once.

import type { UnderstoodWord } from '../understanding/understanding.js';

/** What was searched where it is not what was typed. */
export interface SearchedWords {
  /** Instead of what was typed: a slip mended, a name in the corpus' spelling. */
  readonly instead: readonly string[];
  /** Beside it: the other form of an abbreviation. */
  readonly also: readonly string[];
}

/** Tells what was searched; null where it is what was typed. */
export function searchedWords(understood: readonly UnderstoodWord[] = []): SearchedWords | null {
  if (understood.length === 0) return null;
  const of = (isBeside: boolean): string[] => {
    const chosen = understood.filter(({ kind }) => (kind === 'abbreviation') === isBeside);
    return [...new Set(chosen.map(({ to }) => to))];
  };
  return { instead: of(false), also: of(true) };
}

/** The line in words: `Searched for “Turkmenistan”; also for “CSTO”`; the face writes each word. */
export function searchedLine(
  { instead, also }: SearchedWords,
  write: (word: string) => string,
): string {
  const list = (words: readonly string[]): string => words.map(write).join(', ');
  if (instead.length === 0) return `Also searched for ${list(also)}`;
  return `Searched for ${list(instead)}${also.length === 0 ? '' : `; also for ${list(also)}`}`;
}
