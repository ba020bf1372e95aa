// The fit of the confidence: it finds what generated the labels.

import { describe, expect, it } from 'vitest';
import { fitLogistic, probability } from '../../src/evaluation/fit-logistic.js';
import { randomNumbers } from '../support/random.js';

describe('fitLogistic', () => {
  it('finds the signs of the weights and probabilities that hold on average', () => {
    const next = randomNumbers(7);
    const rows = Array.from({ length: 400 }, () => {
      const values = [next() * 2 - 1, next() * 2 - 1, next()];
      const chance = 1 / (1 + Math.exp(-(3 * (values[0] ?? 0) - 2 * (values[1] ?? 0))));
      return { values, positive: next() < chance };
    });
    const model = fitLogistic(rows);
    expect(model.weights[0]).toBeGreaterThan(1);
    expect(model.weights[1]).toBeLessThan(-0.7);
    const expected = rows.reduce((sum, row) => sum + probability(model, row.values), 0);
    const positives = rows.filter((row) => row.positive).length;
    expect(Math.abs(expected - positives) / rows.length).toBeLessThan(0.02);
  });
});
