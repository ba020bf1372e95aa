// In: the sentences of one document. Out: those that say most of it, in its order. A sentence counts by how
// central it is times where it stands: in news the first sentences say most, and a reader expects them.

import { centralityOf, likenessOf } from './centrality.js';
import { chooseSentences } from './choose-sentences.js';
import type { Sentence } from './sentences.js';
import { showStretches } from './show-stretch.js';
import type { SummarySentence } from './summary.js';

export interface DocumentWeights {
  /** Exponent of the centrality; 0 leaves it out. */
  readonly centrality: number;
  /** Sentences after which a place counts half; Infinity leaves it out. */
  readonly halfLife: number;
}

export const DOCUMENT_WEIGHTS: DocumentWeights = { centrality: 1, halfLife: 5 };

/** Chooses at most so many sentences of a document. */
export function summarizeDocument(
  sentences: readonly Sentence[],
  most: number,
  weights: DocumentWeights = DOCUMENT_WEIGHTS,
): SummarySentence[] {
  const likeness = likenessOf(sentences);
  const centrality = centralityOf(sentences, likeness);
  const scores = sentences.map(
    ({ position }, i) =>
      (centrality[i] ?? 0) ** weights.centrality / (1 + position / weights.halfLife),
  );
  const stretches = chooseSentences({ sentences, scores, likeness, most });
  const scored = new Map(sentences.map((sentence, i) => [sentence, scores[i] ?? 0]));
  return showStretches(stretches, (stretch) =>
    Math.max(...stretch.map((sentence) => scored.get(sentence) ?? 0)),
  );
}
