// In: candidates of both legs. Out: one fused score each. A convex combination of scores, not of ranks:
// equal rank fusion fell below the better leg alone on two of four sets (DECISIONS.md).

import type { ScoreTrace } from './scored-passage.js';

export interface FusionWeights {
  /** Share of the dense score in the fused one; the rest is the words'. */
  readonly denseWeight: number;
  /** Share of the passage in its dense score; the rest is its best sentence's. */
  readonly passageShare: number;
  /** Share of the neighbourhood's mean cosine in the passage's part: what a passage stands in counts. */
  readonly contextShare: number;
  /** Share of the covered terms in the words' score. */
  readonly coverageShare: number;
  /** Share of the words' order in the words' score; what is left is BM25's. */
  readonly orderShare: number;
}

/** For questions, the same on every corpus; swept over four sets (DECISIONS.md). */
export const FUSION: FusionWeights = {
  denseWeight: 0.77,
  passageShare: 0.5,
  contextShare: 0.5,
  coverageShare: 0.45,
  orderShare: 0.4,
};

/**
 * For statements, such as a claim or somebody's message: who asks uses words of the answer, who states uses
 * words of their own, and there meaning finds more (scifact, DECISIONS.md).
 */
export const STATEMENT_FUSION: FusionWeights = {
  denseWeight: 0.9,
  passageShare: 0.65,
  contextShare: 0.6,
  coverageShare: 0,
  orderShare: 0,
};

export interface LegScores {
  readonly cosine: number;
  readonly contextCosine: number;
  readonly sentenceCosine: number;
  readonly bm25: number;
  readonly bestBm25: number;
  /** Null or absent where the passage's words were not read. */
  readonly coverage?: number | null;
  readonly order?: number | null;
  readonly denseRank: number | null;
  readonly lexicalRank: number | null;
  /** Added as it is; see `ScoreTrace`. */
  readonly bonus?: number;
}

/** Fuses one candidate's scores; the trace adds up by construction and a test holds it to that. */
export function fuseScores(scores: LegScores, weights: FusionWeights = FUSION): ScoreTrace {
  const { passageShare, contextShare, coverageShare, orderShare, denseWeight } = weights;
  const passage = (1 - contextShare) * scores.cosine + contextShare * scores.contextCosine;
  const dense = passageShare * passage + (1 - passageShare) * scores.sentenceCosine;
  const bm25Share = scores.bestBm25 > 0 ? scores.bm25 / scores.bestBm25 : 0;
  const coverage = scores.coverage ?? bm25Share;
  const order = scores.order ?? bm25Share;
  const lexical =
    coverageShare * coverage + orderShare * order + (1 - coverageShare - orderShare) * bm25Share;
  return {
    cosine: scores.cosine,
    contextCosine: scores.contextCosine,
    sentenceCosine: scores.sentenceCosine,
    dense,
    bm25: scores.bm25,
    bm25Share,
    coverage,
    order,
    lexical,
    score: denseWeight * dense + (1 - denseWeight) * lexical + (scores.bonus ?? 0),
    ...(scores.bonus === undefined ? {} : { bonus: scores.bonus }),
    denseRank: scores.denseRank,
    lexicalRank: scores.lexicalRank,
  };
}
