// The numbers that tell an answered question from one that is not.

import { describe, expect, it } from 'vitest';
import { computeFeatures } from '../../src/answering/features.js';
import { scoredOf } from '../support/builders.js';

const highlight = { highlight: { start: 0, end: 1 }, lead: null, overlap: 0.25, cosine: 0.6 };
const top = scoredOf('Best.', { cosine: 0.8, sentenceCosines: [0.6], bm25: 2 });
const other = (cosine: number) => scoredOf('Other.', { cosine });
const terms = [
  { term: 'rare', frequency: 1, idf: 3 },
  { term: 'common', frequency: 9, idf: 1 },
  { term: 'absent', frequency: 0, idf: 4 },
];

describe('computeFeatures', () => {
  it('weighs words by how rare they are', () => {
    const present = [true, false, false];
    const features = computeFeatures({ top, others: [], terms, present, highlight });
    expect(features.coverage).toBe(3 / 8);
    expect(features.unknown).toBe(4 / 8);
    expect(features.lexicalStrength).toBe(2 / 8);
    expect(features.sentenceCoverage).toBe(0.25);
  });

  it('measures how far the best stands above the others', () => {
    const input = { top, others: [other(0.3), other(0.5)], terms, present: [], highlight };
    const features = computeFeatures(input);
    expect(features.prominence).toBeCloseTo(top.trace.dense - 0.4, 12);
    expect(features).toMatchObject({ cosine: 0.8, sentenceCosine: 0.6 });
    expect(computeFeatures({ ...input, others: [] }).prominence).toBe(0);
  });

  it('is finite where the question has no words', () => {
    const features = computeFeatures({ top, others: [], terms: [], present: [], highlight });
    expect(Object.values(features).every(Number.isFinite)).toBe(true);
  });
});
