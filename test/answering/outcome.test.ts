// Confidence: a sum of weighted features, and three outcomes in its order.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Features } from '../../src/answering/features.js';
import { ANSWER_AT, CLOSEST_AT, CONFIDENCE, judge } from '../../src/answering/outcome.js';

const number = fc.double({ min: -1, max: 1, noNaN: true });
const features: fc.Arbitrary<Features> = fc.record({
  cosine: number,
  sentenceCosine: number,
  coverage: number,
  sentenceCoverage: number,
  lexicalStrength: number,
  prominence: number,
  unknown: number,
  order: number,
  negationMissing: number,
  numbersMissing: number,
  namesMissing: number,
  kindMissing: number,
  vocabularyGap: number,
});
const names = Object.keys(CONFIDENCE.weights) as (keyof Features)[];

describe('judge', () => {
  it('adds up: intercept and weighted features make the logit, the logit the confidence', () => {
    fc.assert(
      fc.property(features, (given) => {
        const { logit, confidence } = judge(given);
        const sum = names.reduce((all, name) => all + CONFIDENCE.weights[name] * given[name], 0);
        expect(logit).toBeCloseTo(CONFIDENCE.intercept + sum, 9);
        expect(confidence).toBeCloseTo(1 / (1 + Math.exp(-logit)), 12);
      }),
    );
  });

  it('moves with each feature in the direction of its weight', () => {
    fc.assert(
      fc.property(features, fc.constantFrom(...names), (given, name) => {
        const more = judge({ ...given, [name]: given[name] + 0.5 }).confidence;
        const direction = Math.sign(CONFIDENCE.weights[name]);
        expect(Math.sign(more - judge(given).confidence)).toBe(direction);
      }),
    );
  });

  it('is surer with a nearer passage, a nearer sentence and more of the words', () => {
    const { cosine, sentenceCosine, coverage, sentenceCoverage } = CONFIDENCE.weights;
    expect(Math.min(cosine, sentenceCosine, coverage, sentenceCoverage)).toBeGreaterThanOrEqual(0);
  });

  it.each([
    [ANSWER_AT, 'answer'],
    [ANSWER_AT - 0.001, 'closest'],
    [CLOSEST_AT + 0.001, 'closest'],
    [CLOSEST_AT - 0.001, 'none'],
  ])('says of a confidence of %d: %s', (confidence, outcome) => {
    const weights = {
      ...CONFIDENCE.weights,
      ...Object.fromEntries(names.map((name) => [name, 0])),
    };
    const intercept = Math.log(confidence / (1 - confidence)) + 1e-12;
    const zero = { ...weights } satisfies Features;
    expect(judge(zero, { intercept, weights }).outcome).toBe(outcome);
  });
});
