// What an explanation tells adds up to what it explains, whatever the weights are.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Features } from '../../src/answering/features.js';
import { CONFIDENCE, judge } from '../../src/answering/outcome.js';
import { FEATURE_WORDS } from '../../src/replies/feature-words.js';
import { showFigure, tellFeatures, weighFeatures } from '../../src/replies/weigh-features.js';

const NAMES = Object.keys(FEATURE_WORDS) as (keyof Features)[];
const number = fc.double({ min: -20, max: 20, noNaN: true });

const numbersFor = (names: readonly string[]): fc.Arbitrary<Record<string, number>> =>
  fc.record(Object.fromEntries(names.map((name) => [name, number])));

describe('weighFeatures', () => {
  it('adds up to the logit for any features and weights, known or not', () => {
    const names = [...NAMES, 'of another version'];
    const weights = numbersFor(['intercept', ...names]);
    fc.assert(
      fc.property(numbersFor(names), weights, (features, given) => {
        const weighed = weighFeatures({ features, weights: given });
        const logit = names.reduce(
          (sum, name) => sum + (features[name] ?? 0) * (given[name] ?? 0),
          given.intercept ?? 0,
        );
        const sum = weighed.features.reduce((all, one) => all + one.contribution, weighed.base);
        expect(weighed.logit).toBeCloseTo(logit, 6);
        expect(sum).toBeCloseTo(logit, 6);
      }),
    );
  });

  it('comes to the confidence that an answer is given', () => {
    const any = numbersFor(NAMES) as fc.Arbitrary<Record<keyof Features, number>>;
    fc.assert(
      fc.property(any, (features) => {
        const weights = { intercept: CONFIDENCE.intercept, ...CONFIDENCE.weights };
        const { logit } = weighFeatures({ features: { ...features }, weights });
        expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(judge(features).confidence, 6);
      }),
    );
  });

  it('puts what weighs most first', () => {
    const { features } = weighFeatures({
      features: { cosine: 0.7, sentenceCosine: 0.3, unknown: 0.33 },
      weights: { cosine: 1, sentenceCosine: 1, unknown: 1 },
    });
    expect(features.map(({ name }) => name)).toEqual(['sentenceCosine', 'cosine', 'unknown']);
  });
});

describe('tellFeatures', () => {
  const tell = (features: Record<string, number>, weight: number) =>
    tellFeatures(
      weighFeatures({
        features,
        weights: Object.fromEntries(Object.keys(features).map((name) => [name, weight])),
      }),
    );

  it('has words for every feature, for and against', () => {
    for (const name of NAMES) {
      const { usual, goodSign } = FEATURE_WORDS[name];
      const weight = goodSign === 'more' ? 10 : -10;
      const all = [tell({ [name]: usual + 0.3 }, weight), tell({ [name]: usual - 0.3 }, weight)];
      expect(all.flatMap(({ speaksFor }) => speaksFor)).toHaveLength(1);
      expect(all.flatMap(({ speaksAgainst }) => speaksAgainst)).toHaveLength(1);
    }
  });

  it('leaves out what weighs next to nothing, and what nobody has words for', () => {
    const nothing = { speaksFor: [], speaksAgainst: [] };
    expect(tell({ cosine: 0.661 }, 10)).toEqual(nothing);
    expect(tell({ novelty: 5 }, 10)).toEqual(nothing);
  });

  it('does not tell a feature whose weight only corrects its neighbours', () => {
    expect(tell({ lexicalStrength: 0.9 }, -5)).toEqual({ speaksFor: [], speaksAgainst: [] });
  });
});

describe('showFigure', () => {
  it('writes two digits without a leading nought', () => {
    expect([0.784, 1, -0.05, 0, 12.3].map(showFigure)).toEqual([
      '.78',
      '1.00',
      '-.05',
      '.00',
      '12.30',
    ]);
  });
});
