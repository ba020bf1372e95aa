// Small figures against values worked out by hand: highlights, outcomes, what is shown, recall against k.

import { describe, expect, it } from 'vitest';
import { highlightFigures } from '../../src/evaluation/highlight-figures.js';
import { latencyByPart } from '../../src/evaluation/latency-figures.js';
import { outcomesByLabel } from '../../src/evaluation/outcome-shares.js';
import { RECALL_STEPS, recallCurve } from '../../src/evaluation/recall-curve.js';
import { charactersShown, citedFigures } from '../../src/evaluation/shown-figures.js';
import { citationOf } from '../replies/answers.js';

describe('highlightFigures', () => {
  const first = citationOf('Rollo came from Norway. He died in 930.', {
    highlight: { start: 0, end: 23 },
  });
  const sentence = (text: string) => [{ text, score: 1 }];

  it('tells all questions, those whose paragraph was found, and the paragraph given apart', () => {
    const figures = highlightFigures([
      { answers: ['norway'], first, isFound: true, given: sentence('From  Norway.') },
      { answers: ['930'], first, isFound: true, given: sentence('He died in 930.') },
      { answers: ['Rouen'], first, isFound: false, given: sentence('In Rouen.') },
      { answers: ['Rouen'], first: undefined, isFound: false, given: [] },
    ]);
    expect(figures).toEqual({
      queries: 4,
      overall: 0.25,
      paragraphFound: { queries: 2, share: 0.5 },
      paragraphGiven: { queries: 4, share: 0.75 },
    });
  });

  it('is null where no query has answers, and leaves out what was not given', () => {
    expect(highlightFigures([])).toBeNull();
    const figures = highlightFigures([{ answers: [''], first, isFound: false, given: null }]);
    expect(figures).toMatchObject({ overall: 0, paragraphGiven: { queries: 0, share: null } });
  });
});

describe('outcomesByLabel', () => {
  it('gives the share of each outcome by label', () => {
    const outcomes = outcomesByLabel([
      { answerable: true, outcome: 'answer' },
      { answerable: true, outcome: 'closest' },
      { answerable: true, outcome: 'answer' },
      { answerable: true, outcome: 'none' },
    ]);
    expect(outcomes).toEqual({
      answerable: { queries: 4, answer: 0.5, closest: 0.25, none: 0.25 },
      unanswerable: null,
    });
  });
});

describe('what is shown', () => {
  it('counts characters and citations, of answers that have any', () => {
    const lists = [[citationOf('four'), citationOf('sixsix')], [], [citationOf('ab')]];
    expect(charactersShown(lists)).toBe(4);
    expect(citedFigures(lists)).toEqual({ citations: 1.5, characters: 6 });
    expect(citedFigures([[]])).toBeNull();
    expect(charactersShown([])).toBeNull();
  });
});

describe('recallCurve', () => {
  it('averages over the queries at every step', () => {
    const ranks = [1, 3, 60];
    const curve = recallCurve(ranks, (rank, k) => (rank <= k ? 1 : 0));
    expect(curve.map(({ k }) => k)).toEqual([...RECALL_STEPS]);
    const third = 1 / 3;
    const expected = [third, third, 2 / 3, 2 / 3, 2 / 3, 2 / 3, 2 / 3, 1];
    expect(curve.map(({ recall }) => recall)).toEqual(expected);
    expect(recallCurve([], () => 1)).toEqual([]);
  });
});

describe('latencyByPart', () => {
  it('gives medians and 95th percentiles', () => {
    const timings = [10, 20, 30].map((totalMs) => ({ totalMs, embedMs: 5, searchMs: totalMs - 5 }));
    expect(latencyByPart(timings)).toEqual({
      total: { p50Ms: 20, p95Ms: 29 },
      embed: { p50Ms: 5, p95Ms: 5 },
      search: { p50Ms: 15, p95Ms: 24 },
    });
    expect(latencyByPart([])).toBeNull();
  });
});
