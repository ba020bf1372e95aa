// The word of the retrieval stage: a passage with every score that led to its rank, so that a rank can
// be explained and the explanation checked by arithmetic.

import type { SentenceVectors, StoredPassage } from '../store/knowledge-store.js';

export interface ScoreTrace {
  /** Cosine of question and passage. */
  readonly cosine: number;
  /** Mean cosine of the passage and its neighbours; equals `cosine` where they were not read. */
  readonly contextCosine: number;
  /** Cosine of question and the passage's best sentence; equals `cosine` where it was not read. */
  readonly sentenceCosine: number;
  /**
   * `passageShare * ((1 - contextShare) * cosine + contextShare * contextCosine)
   * + (1 - passageShare) * sentenceCosine`.
   */
  readonly dense: number;
  /** Okapi BM25 as the store gave it; 0 where no term matched. */
  readonly bm25: number;
  /** `bm25` over the best BM25 of this question. */
  readonly bm25Share: number;
  /** Share of the question's idf mass in the passage; equals `bm25Share` where it was not read. */
  readonly coverage: number;
  /** Share of the question's neighbouring words side by side; equals `bm25Share` where it was not read. */
  readonly order: number;
  /**
   * `coverageShare * coverage + orderShare * order + (1 - coverageShare - orderShare) * bm25Share`.
   */
  readonly lexical: number;
  /** Added for the time that the question asks about; absent where nothing was. */
  readonly bonus?: number;
  /** `denseWeight * dense + (1 - denseWeight) * lexical + bonus`: what ranks. */
  readonly score: number;
  /** 1-based ranks in the two candidate lists; null where the passage was not in that list. */
  readonly denseRank: number | null;
  readonly lexicalRank: number | null;
}

export interface ScoredPassage {
  readonly passage: StoredPassage;
  readonly trace: ScoreTrace;
  /** Cosine of the question with each sentence, in the passage's order. */
  readonly sentenceCosines: readonly number[];
}

/** Cosines of a query with every sentence of a passage. */
export function sentenceCosines(query: Float32Array, vectors: SentenceVectors): number[] {
  const { count, dimension, scales, values } = vectors;
  const cosines: number[] = [];
  for (let i = 0; i < count; i += 1) {
    let sum = 0;
    const offset = i * dimension;
    for (let k = 0; k < dimension; k += 1) sum += (query[k] ?? 0) * (values[offset + k] ?? 0);
    cosines.push(sum * (scales[i] ?? 0));
  }
  return cosines;
}
