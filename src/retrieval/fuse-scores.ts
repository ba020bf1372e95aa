// In: candidates of both legs. Out: one fused score each. A convex combination of scores, not of ranks:
// equal rank fusion fell below the better leg alone on two of four sets (DECISIONS.md).

import type { ScoreTrace } from './scored-passage.js';

export interface FusionWeights {
  /** Share of the dense score in the fused one. */
  readonly denseWeight: number;
  /** Share of the passage in its dense score; the rest is its best sentence's. */
  readonly passageShare: number;
  /** Share of the neighbourhood's mean cosine in the passage's part: what a passage stands in counts. */
  readonly contextShare: number;
}

/** Chosen on scifact, confirmed on squad2-dev-half, selqa and two question files (DECISIONS.md). */
export const FUSION: FusionWeights = { denseWeight: 0.9, passageShare: 0.65, contextShare: 0.6 };

export interface LegScores {
  readonly cosine: number;
  readonly contextCosine: number;
  readonly sentenceCosine: number;
  readonly bm25: number;
  readonly bestBm25: number;
  readonly denseRank: number | null;
  readonly lexicalRank: number | null;
  /** Added as it is; see `ScoreTrace`. */
  readonly bonus?: number;
}

/** Fuses one candidate's scores; the trace adds up by construction and a test holds it to that. */
export function fuseScores(scores: LegScores, weights: FusionWeights = FUSION): ScoreTrace {
  const passage =
    (1 - weights.contextShare) * scores.cosine + weights.contextShare * scores.contextCosine;
  const dense = weights.passageShare * passage + (1 - weights.passageShare) * scores.sentenceCosine;
  const lexical = scores.bestBm25 > 0 ? scores.bm25 / scores.bestBm25 : 0;
  return {
    cosine: scores.cosine,
    contextCosine: scores.contextCosine,
    sentenceCosine: scores.sentenceCosine,
    dense,
    bm25: scores.bm25,
    lexical,
    score: weights.denseWeight * dense + (1 - weights.denseWeight) * lexical + (scores.bonus ?? 0),
    ...(scores.bonus === undefined ? {} : { bonus: scores.bonus }),
    denseRank: scores.denseRank,
    lexicalRank: scores.lexicalRank,
  };
}
