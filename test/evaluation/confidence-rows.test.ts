// The rows that a confidence model is fitted to.

import { describe, expect, it } from 'vitest';
import { confidenceRows, FOREIGN } from '../../src/evaluation/confidence-rows.js';
import type { DataSet } from '../../src/evaluation/data-set.js';
import type { ObservedQuery } from '../../src/evaluation/observed-query.js';

const document = (_id: string, title: string) => ({ _id, title, text: 'x' });

const SET: DataSet = {
  documents: [document('a', 'A'), document('b', 'B'), document('c', 'C')],
  queries: [],
  judgements: new Map([
    ['q1', new Map([['a', 1]])],
    ['q2', new Map([['a', 1]])],
    ['q3', new Map([['b', 1]])],
  ]),
};

/** A query with its article and the document found first. */
function observed(query: Partial<ObservedQuery['query']>, first: string): ObservedQuery {
  const whole = { _id: 'q', text: 'x', answerable: true, ...query };
  return { query: whole, ranking: [first], features: null } as unknown as ObservedQuery;
}

const ALL = [
  observed({ _id: 'q1', context_id: 'a' }, 'a'),
  observed({ _id: 'q2', context_id: 'a' }, 'c'),
  observed({ _id: 'q3', context_id: 'b' }, 'b'),
  observed({ _id: 'q4', context_id: 'c', answerable: false }, 'c'),
  observed({ _id: `${FOREIGN}1` }, 'a'),
  observed({ _id: `${FOREIGN}2` }, 'b'),
];

describe('confidenceRows', () => {
  it('takes every second article, and all that is foreign', () => {
    const { direction } = confidenceRows(ALL, SET);
    expect(direction.map(({ right }) => right)).toEqual([true, false, false, false, false]);
  });

  it('lets each kind count as much as its share, however many there are', () => {
    const weights = confidenceRows(ALL, SET).direction.map(({ weight = 1 }) => weight);
    const [first = 0, second = 0, adversarial = 0, ...foreign] = weights;
    expect(first).toBe(second);
    expect(adversarial / (first + second)).toBeCloseTo(0.3, 12);
    expect(foreign.reduce((sum, weight) => sum + weight, 0) / (first + second)).toBeCloseTo(
      0.85,
      12,
    );
  });

  it('leaves questions written to confuse out of the scale', () => {
    const scale = confidenceRows(ALL, SET).scale(100);
    expect(scale.map(({ right }) => right)).toEqual([true, false, false, false]);
    expect(scale.reduce((sum, { weight = 1 }) => sum + weight, 0)).toBeCloseTo(100, 9);
  });
});
