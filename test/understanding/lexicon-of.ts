// A lexicon of a few texts, and a corpus that knows exactly their words.

import { readLexicon, type Lexicon } from '../../src/understanding/lexicon.js';
import type { KnownCorpus } from '../../src/understanding/mend-words.js';
import { words } from '../../src/retrieval/terms.js';

export function lexiconOf(...texts: readonly string[]): Promise<Lexicon> {
  return readLexicon(slicesOf(texts));
}

export function corpusOf(...texts: readonly string[]): KnownCorpus {
  const known = texts.map((text) => new Set(words(text)));
  const frequency = (word: string) => known.filter((set) => set.has(word)).length;
  const lexicon = lexiconOf(...texts);
  return {
    frequencies: (asked) => Promise.resolve(asked.map(frequency)),
    lexicon: () => lexicon,
    isCommon: (word) => word === 'monet',
  };
}

async function* slicesOf(texts: readonly string[]): AsyncIterable<readonly string[]> {
  for (const text of texts) yield await Promise.resolve([text]);
}
