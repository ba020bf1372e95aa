// The scale of the confidence, fitted to a few labelled questions.

import { describe, expect, it } from 'vitest';
import type { Features } from '../../src/answering/features.js';
import { CONFIDENCE } from '../../src/answering/outcome.js';
import { calibrate } from '../../src/evaluation/calibrate.js';

const NAMES = Object.keys(CONFIDENCE.weights) as (keyof Features)[];
const NONE = Object.fromEntries(NAMES.map((name) => [name, 0])) as unknown as Features;
/** A model whose logit is the cosine. */
const MODEL = { intercept: 0, weights: { ...NONE, cosine: 1 } };

const answer = (logit: number, right: boolean) => ({ features: { ...NONE, cosine: logit }, right });

describe('calibrate', () => {
  it('leaves a confidence that means what it says nearly as it is', () => {
    const answers = Array.from({ length: 40 }, (_, i) =>
      answer(i % 2 === 0 ? 1.1 : -1.1, i % 8 < 6 === (i % 2 === 0)),
    );
    const { scale } = calibrate(answers, MODEL);
    expect(scale.slope).toBeGreaterThan(0.4);
    expect(Math.abs(scale.offset)).toBeLessThan(0.5);
  });

  it('moves a confidence that is too modest up, and says that it pays', () => {
    const answers = Array.from({ length: 60 }, (_, i) => answer(-1 + (i % 5) / 4, i % 6 !== 0));
    const { scale, pays, brier, right, questions } = calibrate(answers, MODEL);
    expect(scale.offset).toBeGreaterThan(0.5);
    expect(pays).toBe(true);
    expect(brier.after).toBeLessThan(brier.before);
    expect([right, questions]).toEqual([50, 60]);
  });

  it('does not pay where the questions turn the order around', () => {
    const answers = Array.from({ length: 40 }, (_, i) => answer(i % 2 === 0 ? 2 : -2, i % 2 === 1));
    expect(calibrate(answers, MODEL).pays).toBe(false);
  });

  it('keeps away from certainty where a few questions are told apart perfectly', () => {
    const answers = Array.from({ length: 20 }, (_, i) => answer(i % 2 === 0 ? 2 : -2, i % 2 === 0));
    const { slope } = calibrate(answers, MODEL).scale;
    expect(slope).toBeLessThan(3);
  });
});
