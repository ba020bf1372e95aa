// Tells whether a word is plain English, so that no right word is taken for a slip. The list (a quarter of a
// million words, 2.7 MB) stays one text, which is searched by halving: a set of it would take eight times that.

import { readFileSync } from 'node:fs';
import wordListPath from 'word-list';

let list: string | null = null;

/** Whether a folded word stands in the list of English words. */
export function isEnglishWord(word: string): boolean {
  list ??= readFileSync(wordListPath, 'utf8');
  return hasLine(list, word);
}

/** Whether a text of sorted lines holds a line. */
export function hasLine(text: string, wanted: string): boolean {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const start = text.lastIndexOf('\n', Math.floor((low + high) / 2) - 1) + 1;
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    const line = text.slice(start, end);
    if (line === wanted) return true;
    if (line < wanted) low = end + 1;
    else high = start - 1;
  }
  return false;
}
