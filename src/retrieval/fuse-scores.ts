// In: candidates of both legs. Out: one fused score each. A convex combination of scores, not of ranks:
// equal rank fusion fell below the better leg alone on two of four sets (DECISIONS.md).

import type { ScoreTrace } from './scored-passage.js';

export interface FusionWeights {
  /** Share of the dense score in the fused one. */
  readonly denseWeight: number;
  /** Share of the passage's own cosine in its dense score; the rest is its best sentence's. */
  readonly passageShare: number;
}

/** Chosen on squad2-dev-half, confirmed on scifact, selqa and the seeds (DECISIONS.md). */
export const FUSION: FusionWeights = { denseWeight: 0.85, passageShare: 0.5 };

export interface LegScores {
  readonly cosine: number;
  readonly sentenceCosine: number;
  readonly bm25: number;
  readonly bestBm25: number;
  readonly denseRank: number | null;
  readonly lexicalRank: number | null;
}

/** Fuses one candidate's scores; the trace adds up by construction and a test holds it to that. */
export function fuseScores(scores: LegScores, weights: FusionWeights = FUSION): ScoreTrace {
  const dense =
    weights.passageShare * scores.cosine + (1 - weights.passageShare) * scores.sentenceCosine;
  const lexical = scores.bestBm25 > 0 ? scores.bm25 / scores.bestBm25 : 0;
  return {
    cosine: scores.cosine,
    sentenceCosine: scores.sentenceCosine,
    dense,
    bm25: scores.bm25,
    lexical,
    score: weights.denseWeight * dense + (1 - weights.denseWeight) * lexical,
    denseRank: scores.denseRank,
    lexicalRank: scores.lexicalRank,
  };
}
