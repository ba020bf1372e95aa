// In: a folded word. Out: its Porter stem, as the lexical leg's tokenizer makes it. Stems are remembered:
// a corpus has far fewer distinct words than words.

import { stemmer } from 'stemmer';

/** About 5 MB at most; beyond that the memory starts afresh. */
const REMEMBERED_STEMS = 50_000;

const remembered = new Map<string, string>();

/** The Porter stem of a folded word. */
export function stem(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED_STEMS) remembered.clear();
  const fresh = stemmer(word);
  remembered.set(word, fresh);
  return fresh;
}
