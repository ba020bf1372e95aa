// In: a text, or a term that was asked. Out: its words as the lexical leg compares them: folded, cut at everything that is
// neither letter nor digit, and stemmed. It cuts as FTS5's unicode61 does and stems as its porter does but for words with
// "yy", so that two stores meet the same words; test/store holds the two against each other.

import { stem } from '../retrieval/stem.js';
import { foldText } from '../shared/fold-text.js';

/** Letters, digits and what is in private use. */
const WORD = /[\p{L}\p{N}\p{Co}]+/gu;

/** FTS5's porter leaves longer and shorter words as they are, counted in bytes. */
const MOST_STEMMED = 64;
const LEAST_STEMMED = 3;

/** What is kept of a word: no word that somebody asks for is longer, and no index takes more than 2 KB. */
const MOST_CHARACTERS = 256;

/** The words of a text, in order, each as often as it stands there. */
export function wordsOf(text: string): string[] {
  return (foldText(text).match(WORD) ?? []).map(stemmed);
}

function stemmed(word: string): string {
  const bytes = Buffer.byteLength(word);
  if (bytes < LEAST_STEMMED || bytes > MOST_STEMMED) return word.slice(0, MOST_CHARACTERS);
  return stem(word);
}
