// What confidence is worth, against figures worked out by hand.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brierScore,
  calibrationError,
  confidenceFigures,
  reliabilityBins,
  riskCoverage,
  type JudgedAnswer,
} from '../../src/evaluation/confidence-figures.js';

const of = (...items: readonly (readonly [number, boolean])[]): JudgedAnswer[] =>
  items.map(([confidence, right]) => ({ confidence, right }));

describe('reliabilityBins', () => {
  it('puts answers into ten equal bins, a confidence of 1 into the last', () => {
    const bins = reliabilityBins(of([0.05, false], [0.31, true], [0.39, false], [1, true]));
    expect(bins.map(({ count }) => count)).toEqual([1, 0, 0, 2, 0, 0, 0, 0, 0, 1]);
    expect(bins[3]?.meanConfidence).toBeCloseTo(0.35);
    expect(bins[3]?.shareRight).toBe(0.5);
    expect(bins[1]).toEqual({ from: 0.1, count: 0, meanConfidence: null, shareRight: null });
  });
});

describe('calibrationError', () => {
  it('is the gap of each bin weighted by its answers', () => {
    // Bin .9: said .95, right 1/2, gap .45, two of four. Bin .2: said .25, right 0, gap .25, two of four.
    const answers = of([0.95, true], [0.95, false], [0.25, false], [0.25, false]);
    expect(calibrationError(answers)).toBeCloseTo(0.5 * 0.45 + 0.5 * 0.25);
  });

  it('is 0 where confidence means what it says', () => {
    expect(calibrationError(of([0.5, true], [0.5, false], [1, true], [0, false]))).toBe(0);
    expect(calibrationError([])).toBe(0);
  });
});

describe('brierScore', () => {
  it('is the mean squared distance from the truth', () => {
    expect(brierScore(of([0.8, true], [0.4, false]))).toBeCloseTo((0.04 + 0.16) / 2);
  });
});

describe('riskCoverage', () => {
  it('tells the share of wrong answers among the most confident', () => {
    const points = riskCoverage(of([0.2, false], [0.9, true], [0.7, false], [0.5, true]));
    expect(points.map(({ coverage }) => coverage)).toEqual([0.25, 0.5, 0.75, 1]);
    expect(points.map(({ risk }) => risk)).toEqual([0, 1 / 2, 1 / 3, 2 / 4]);
  });

  it('counts ties by their average, whatever their order', () => {
    const points = riskCoverage(of([0.9, true], [0.5, false], [0.5, true]));
    expect(points.map(({ risk }) => risk)).toEqual([0, 0.5 / 2, 1 / 3]);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(0.1, 0.5, 0.9), fc.boolean()), { minLength: 1 }),
        (items) => {
          const there = riskCoverage(of(...items)).map(({ risk }) => risk);
          const back = riskCoverage(of(...items.toReversed())).map(({ risk }) => risk);
          there.forEach((risk, i) => {
            expect(risk).toBeCloseTo(back[i] ?? NaN);
          });
        },
      ),
    );
  });
});

describe('confidenceFigures', () => {
  it('takes the area as the mean risk over every number of answers kept', () => {
    const figures = confidenceFigures(of([0.9, true], [0.7, false], [0.5, true], [0.2, false]));
    expect(figures?.aurc).toBeCloseTo((0 + 1 / 2 + 1 / 3 + 2 / 4) / 4);
    expect(figures).toMatchObject({ judged: 4, shareRight: 0.5 });
  });

  it('reports a long curve in fewer points and ends at full coverage', () => {
    const many = Array.from({ length: 1_234 }, (_, i): [number, boolean] => [i / 1_234, i % 3 > 0]);
    const curve = confidenceFigures(of(...many))?.riskCoverage ?? [];
    expect(curve).toHaveLength(50);
    expect(curve.at(-1)?.coverage).toBe(1);
    expect(curve.at(-1)?.risk).toBeCloseTo(412 / 1_234);
  });

  it('is null where nothing is judged', () => {
    expect(confidenceFigures([])).toBeNull();
  });
});
