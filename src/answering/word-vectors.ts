// In: short texts. Out: each as the weights of its words, of length 1: rare among them weighs more. What two
// texts have in common is then one product, without a model.

import { stem } from '../retrieval/stem.js';
import { contentTerms } from '../retrieval/terms.js';

/** Weights by stemmed word; empty for a text without a word. */
export type WordVector = ReadonlyMap<string, number>;

/** The word vectors of texts, in their order. */
export function wordVectors(texts: readonly string[]): WordVector[] {
  const stems = texts.map((text) => [...new Set(contentTerms(text).map(stem))]);
  const frequency = new Map<string, number>();
  for (const word of stems.flat()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  return stems.map((all) => {
    const weights = all.map((word) => Math.log(1 + texts.length / (frequency.get(word) ?? 1)));
    const length = Math.hypot(...weights);
    return new Map(all.map((word, i) => [word, (weights[i] ?? 0) / length]));
  });
}
