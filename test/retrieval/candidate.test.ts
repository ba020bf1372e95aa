// What is preferred is added to the score, and the trace says so.

import { describe, expect, it } from 'vitest';
import { addPreference } from '../../src/retrieval/candidate.js';
import { scoredOf } from '../support/builders.js';

describe('addPreference', () => {
  it('adds to the score of what is preferred, orders anew, and leaves the others as they are', () => {
    const scored = [0.9, 0.8].map((cosine, i) => scoredOf('x', { label: i + 1, cosine }));
    const candidates = scored.map(({ passage, trace }) => ({ label: passage.label, trace }));
    const passages = scored.map(({ passage }) => passage);
    const [first, second] = addPreference(candidates, passages, ({ label }) =>
      label === 2 ? 0.2 : 0,
    );
    expect(first?.label).toBe(2);
    expect(first?.trace.bonus).toBe(0.2);
    expect(first?.trace.score).toBeCloseTo((candidates[1]?.trace.score ?? 0) + 0.2, 12);
    expect(second).toEqual(candidates[0]);
  });
});
