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
  /** How strongly the place counts; 0 leaves it out. */
  readonly position: number;
}

/** Chosen on one half of 33 news articles, confirmed on the other (DECISIONS.md). */
export const DOCUMENT_WEIGHTS: DocumentWeights = { centrality: 0.5, position: 1 };

/** Share of a document after which a place counts half, at least as many sentences as are wanted. */
const HALF_AFTER = 1 / 15;

/** Words above which a sentence counts less, by the square of the excess: a summary is short. */
const LONG = 40;

/** Chooses at most so many sentences of a document. */
export function summarizeDocument(
  sentences: readonly Sentence[],
  most: number,
  weights: DocumentWeights = DOCUMENT_WEIGHTS,
): SummarySentence[] {
  const likeness = likenessOf(sentences);
  const centrality = centralityOf(sentences, likeness);
  const halfAfter = Math.max(most, sentences.length * HALF_AFTER);
  const scores = sentences.map(({ position, text }, i) => {
    const central = (centrality[i] ?? 0) ** weights.centrality;
    const brevity = Math.min(1, LONG / text.split(' ').length) ** 2;
    return (brevity * central) / (1 + position / halfAfter) ** weights.position;
  });
  const stretches = chooseSentences({ sentences, scores, likeness, most });
  const scored = new Map(sentences.map((sentence, i) => [sentence, scores[i] ?? 0]));
  return showStretches(stretches, (stretch) =>
    Math.max(...stretch.map((sentence) => scored.get(sentence) ?? 0)),
  );
}
