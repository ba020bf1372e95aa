// The trace of a fused score adds up.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FUSION,
  fuseScores,
  STATEMENT_FUSION,
  type LegScores,
} from '../../src/retrieval/fuse-scores.js';

const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const bm25 = fc.double({ min: 0, max: 50, noNaN: true });

const legs = fc.record({
  cosine,
  contextCosine: cosine,
  sentenceCosine: cosine,
  bm25,
  bestBm25: bm25,
  denseRank: fc.constant(1),
  lexicalRank: fc.constant(null),
  bonus: fc.double({ min: 0, max: 0.1, noNaN: true }),
}) satisfies fc.Arbitrary<LegScores>;

const weightsArbitrary = fc.record({
  denseWeight: share,
  passageShare: share,
  contextShare: share,
  coverageShare: share,
  orderShare: share,
});

describe('fuseScores', () => {
  it('adds up: cosines make dense; words lexical; both and what is preferred make the score', () => {
    fc.assert(
      fc.property(legs, weightsArbitrary, (scores, weights) => {
        const { denseWeight: dense, passageShare: passage, contextShare: context } = weights;
        const { coverageShare, orderShare } = weights;
        const trace = fuseScores(scores, weights);
        const rest = 1 - coverageShare - orderShare;
        expect(trace.lexical).toBe(
          coverageShare * trace.coverage + orderShare * trace.order + rest * trace.bm25Share,
        );
        const whole = (1 - context) * trace.cosine + context * trace.contextCosine;
        expect(trace.dense).toBe(passage * whole + (1 - passage) * trace.sentenceCosine);
        const ranks = dense * trace.dense + (1 - dense) * trace.lexical;
        expect(trace.score).toBe(ranks + (trace.bonus ?? 0));
        expect(trace.bonus).toBe(scores.bonus);
        expect(trace.bm25).toBe(scores.bm25);
      }),
    );
  });

  it('never ranks a passage lower for a better cosine or more words', () => {
    fc.assert(
      fc.property(legs, share, bm25, (scores, more, words) => {
        const base = fuseScores(scores).score;
        expect(
          fuseScores({ ...scores, cosine: scores.cosine + more }).score,
        ).toBeGreaterThanOrEqual(base);
        const wordier = { ...scores, bm25: scores.bm25 + words };
        expect(fuseScores(wordier).score).toBeGreaterThanOrEqual(base);
      }),
    );
  });

  it('gives the best of the lexical leg a lexical score of 1, and 0 where no word matched', () => {
    const cosines = { cosine: 0.5, contextCosine: 0.5, sentenceCosine: 0.5 };
    const scores = { ...cosines, denseRank: null, lexicalRank: 1 };
    expect(fuseScores({ ...scores, bm25: 7, bestBm25: 7 }).lexical).toBe(1);
    expect(fuseScores({ ...scores, bm25: 0, bestBm25: 0 }).lexical).toBe(0);
  });

  it('takes BM25 for what was not read of the words', () => {
    const cosines = { cosine: 0.5, contextCosine: 0.5, sentenceCosine: 0.5 };
    const ranks = { denseRank: null, lexicalRank: 1 };
    const unread = fuseScores({ ...cosines, ...ranks, bm25: 3, bestBm25: 6 });
    expect(unread).toMatchObject({ coverage: 0.5, order: 0.5 });
    expect(unread.lexical).toBeCloseTo(0.5, 12);
  });

  it('weighs with shares', () => {
    for (const weight of [FUSION, STATEMENT_FUSION].flatMap((weights): number[] =>
      Object.values({ ...weights }),
    )) {
      expect(weight).toBeGreaterThanOrEqual(0);
      expect(weight).toBeLessThanOrEqual(1);
    }
  });
});
