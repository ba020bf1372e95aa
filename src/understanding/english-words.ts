// Tells whether a word is plain English, so that no right word is taken for a slip. One string of a quarter of
// a million words (2.7 MB), read at the first question that holds a word the corpus does not know.

import { readFileSync } from 'node:fs';
import wordListPath from 'word-list';

let list: string | null = null;

/** Whether a folded word stands in the list of English words; country names count as words. */
export function isEnglishWord(word: string): boolean {
  list ??= `\n${readFileSync(wordListPath, 'utf8')}\n`;
  return list.includes(`\n${word}\n`);
}
