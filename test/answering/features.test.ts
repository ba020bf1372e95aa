// The numbers that tell an answered question from one that is not.

import { describe, expect, it } from 'vitest';
import { computeFeatures } from '../../src/answering/features.js';
import { scoredOf } from '../support/builders.js';

const highlight = {
  highlight: { start: 0, end: 5 },
  lead: null,
  overlap: 0.2,
  overlapWithBefore: 0.25,
  cosine: 0.6,
};
const asked = { question: 'rare common absent', vocabularyGap: 0.1 };
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
    const features = computeFeatures({ ...asked, top, others: [], terms, present, highlight });
    expect(features.coverage).toBe(3 / 8);
    expect(features.unknown).toBe(4 / 8);
    expect(features.lexicalStrength).toBe(2 / 8);
    expect(features.sentenceCoverage).toBe(0.25);
  });

  it('measures how far the best stands above the others', () => {
    const input = {
      ...asked,
      top,
      others: [other(0.3), other(0.5)],
      terms,
      present: [],
      highlight,
    };
    const features = computeFeatures(input);
    expect(features.prominence).toBeCloseTo(top.trace.dense - 0.4, 12);
    expect(features).toMatchObject({ cosine: 0.8, sentenceCosine: 0.6 });
    expect(computeFeatures({ ...input, others: [] }).prominence).toBe(0);
  });

  it('is finite where the question has no words', () => {
    const features = computeFeatures({
      ...asked,
      top,
      others: [],
      terms: [],
      present: [],
      highlight,
    });
    expect(Object.values(features).every(Number.isFinite)).toBe(true);
  });

  it('tells which conditions of the question are not met', () => {
    const found = scoredOf('Karzai met 12 envoys in Kabul. Nobody else came.', {});
    const sentence = { ...highlight, highlight: { start: 0, end: 30 } };
    const of = (question: string) =>
      computeFeatures({
        ...asked,
        question,
        top: found,
        others: [],
        terms: [],
        present: [],
        highlight: sentence,
      });
    expect(of('How many envoys did Karzai meet?')).toMatchObject({
      namesMissing: 0,
      kindMissing: 0,
    });
    expect(of('Why did Karzai meet envoys?').kindMissing).toBe(1);
    expect(of('Did the 30 envoys of Ghani come?')).toMatchObject({
      numbersMissing: 1,
      namesMissing: 1,
    });
    expect(of('Who did not meet envoys?').negationMissing).toBe(1);
    expect(of('Who met envoys?').negationMissing).toBe(0);
  });

  it('takes a gap above that of a few documents for no larger', () => {
    const input = { ...asked, top, others: [], terms: [], present: [], highlight };
    expect(computeFeatures({ ...input, vocabularyGap: 0.9 }).vocabularyGap).toBe(0.4);
  });
});
