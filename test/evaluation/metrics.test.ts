// Metrics against values computed by hand.

import { describe, expect, it } from 'vitest';
import {
  auroc,
  averagePrecision,
  mean,
  ndcg,
  recall,
  reciprocalRank,
} from '../../src/evaluation/metrics.js';

const grades = new Map([
  ['a', 3],
  ['b', 1],
  ['z', 0],
]);

describe('ndcg', () => {
  it('is the gain of a ranking over that of the best one', () => {
    // DCG = 1/log2(2) + 3/log2(4) = 2.5; ideal = 3/log2(2) + 1/log2(3) = 3.6309.
    expect(ndcg(['b', 'x', 'a'], grades, 10)).toBeCloseTo(2.5 / 3.63093, 5);
    expect(ndcg(['a', 'b'], grades, 10)).toBe(1);
  });

  it('looks no further than k, in the ideal as well', () => {
    expect(ndcg(['b', 'a'], grades, 1)).toBeCloseTo(1 / 3, 12);
    expect(ndcg(['x', 'a'], grades, 1)).toBe(0);
  });

  it('is 0 where nothing is relevant or nothing was found', () => {
    expect(ndcg(['a'], new Map(), 10)).toBe(0);
    expect(ndcg([], grades, 10)).toBe(0);
  });
});

describe('reciprocalRank', () => {
  it('is 1 over the rank of the first relevant document within k', () => {
    expect(reciprocalRank(['x', 'z', 'b', 'a'], grades, 10)).toBe(1 / 3);
    expect(reciprocalRank(['x', 'z', 'b'], grades, 2)).toBe(0);
    expect(reciprocalRank(['z'], grades, 10)).toBe(0);
  });
});

describe('recall', () => {
  it('is the share of the relevant documents within k', () => {
    expect(recall(['a', 'x'], grades, 10)).toBe(0.5);
    expect(recall(['x', 'a', 'b'], grades, 2)).toBe(0.5);
    expect(recall(['b', 'a'], grades, 10)).toBe(1);
    expect(recall(['z'], new Map([['z', 0]]), 10)).toBe(0);
  });
});

describe('averagePrecision', () => {
  it('is the mean precision at each relevant item', () => {
    expect(averagePrecision([5, 1, 7, 2], new Set([1, 2]))).toBe((1 / 2 + 2 / 4) / 2);
    expect(averagePrecision([1], new Set([1, 9]))).toBe(0.5);
    expect(averagePrecision([1], new Set())).toBe(0);
  });
});

describe('auroc', () => {
  const of = (positives: readonly number[], negatives: readonly number[]) =>
    auroc([
      ...positives.map((score) => ({ score, positive: true })),
      ...negatives.map((score) => ({ score, positive: false })),
    ]);

  it('is the share of pairs in the right order', () => {
    expect(of([0.9, 0.8], [0.1, 0.2])).toBe(1);
    expect(of([0.1], [0.9])).toBe(0);
    // Pairs: .9>.5, .9>.3, .4<.5, .4>.3: three of four.
    expect(of([0.9, 0.4], [0.5, 0.3])).toBe(0.75);
  });

  it('counts ties half', () => {
    expect(of([0.5], [0.5])).toBe(0.5);
    // Pairs: .5=.5, .5>.1, .9>.5, .9>.1: three and a half of four.
    expect(of([0.5, 0.9], [0.5, 0.1])).toBe(0.875);
    expect(of([1, 1, 1], [1, 1])).toBe(0.5);
  });

  it('is null without both kinds', () => {
    expect(of([1], [])).toBeNull();
    expect(of([], [1])).toBeNull();
  });
});

describe('mean', () => {
  it('is null for nothing', () => {
    expect(mean([])).toBeNull();
    expect(mean([1, 2, 6])).toBe(3);
  });
});
