// A whole data set of three queries against figures worked out by hand.

import { describe, expect, it } from 'vitest';
import type { Citation, Outcome } from '../../src/answering/answer.js';
import type { Answerer } from '../../src/answering/answerer.js';
import type { DataSet } from '../../src/evaluation/data-set.js';
import { evaluateDataSet } from '../../src/evaluation/evaluate-data-set.js';
import { fakeAnswerer } from '../console/fake-answerer.js';
import { answerOf, citationOf } from '../replies/answers.js';

const DATA_SET: DataSet = {
  documents: ['a', 'b', 'c'].map((_id) => ({ _id, title: '', text: `Text of ${_id}. More.` })),
  queries: [
    { _id: 'q1', text: 'first', answers: ['text of a'], context_id: 'a' },
    { _id: 'q2', text: 'second', answers: ['more'], context_id: 'b', answerable: true },
    { _id: 'q3', text: 'nothing', answerable: false, context_id: 'c' },
  ],
  judgements: new Map([
    ['q1', new Map([['a', 1]])],
    ['q2', new Map([['b', 1]])],
  ]),
};

interface Told {
  readonly ranking: readonly string[];
  readonly outcome: Outcome;
  readonly confidence: number;
}

const TOLD: Readonly<Record<string, Told>> = {
  first: { ranking: ['a', 'b', 'c'], outcome: 'answer', confidence: 0.9 },
  second: { ranking: ['a', 'b', 'a'], outcome: 'closest', confidence: 0.2 },
  nothing: { ranking: ['c'], outcome: 'answer', confidence: 0.5 },
};

function cite(id: string): Citation {
  const text = `Text of ${id}. More.`;
  return citationOf(text, { highlight: { start: 0, end: 10 }, document: { id } });
}

function telling(): Answerer {
  return {
    ...fakeAnswerer(),
    sources: ({ question }) => {
      const { ranking, ...judgement } = TOLD[question] ?? { ranking: [] };
      const citations = ranking.map(cite);
      return Promise.resolve({ answer: answerOf({ ...judgement, citations }), citations });
    },
    rankSentences: ({ documentId }) =>
      Promise.resolve([{ text: documentId === 'a' ? 'Nothing.' : 'More.', score: 1 }]),
  };
}

describe('evaluateDataSet', () => {
  it('gives a document the rank of its best passage', async () => {
    const { retrieval } = await evaluateDataSet(telling(), DATA_SET);
    expect(retrieval).toMatchObject({ queries: 2, mrr10: 0.75, hit1: 0.5, recall10: 1 });
    expect(retrieval.ndcg10).toBeCloseTo((1 + 1 / Math.log2(3)) / 2);
    expect(retrieval.recallAt.slice(0, 2)).toEqual([
      { k: 1, recall: 0.5 },
      { k: 2, recall: 1 },
    ]);
  });

  it('tells where a highlight holds the answer: over all, where found, and where given', async () => {
    const { highlight, answerInHighlight } = await evaluateDataSet(telling(), DATA_SET);
    expect(answerInHighlight).toBe(0.5);
    expect(highlight).toEqual({
      queries: 2,
      overall: 0.5,
      paragraphFound: { queries: 1, share: 1 },
      paragraphGiven: { queries: 2, share: 0.5 },
    });
  });

  it('judges confidence by citation 1, and an unanswerable question as wrong', async () => {
    const { confidence, outcomes, refusal } = await evaluateDataSet(telling(), DATA_SET);
    // Right at .9, wrong at .5 and .2: risks 0, 1/2 and 2/3 of one, two and three answers kept.
    expect(confidence).toMatchObject({ judged: 3, shareRight: 1 / 3 });
    expect(confidence?.aurc).toBeCloseTo((0 + 1 / 2 + 2 / 3) / 3);
    expect(confidence?.brier).toBeCloseTo((0.01 + 0.25 + 0.04) / 3);
    expect(outcomes.answerable).toEqual({ queries: 2, answer: 0.5, closest: 0.5, none: 0 });
    expect(outcomes.unanswerable?.answer).toBe(1);
    expect(refusal).toMatchObject({ wronglyAnswered: 1, auroc: 0.5 });
  });

  it('has no figure for what the set does not tell', async () => {
    const figures = await evaluateDataSet(telling(), { ...DATA_SET, queries: [], documents: [] });
    expect(figures).toMatchObject({
      confidence: null,
      highlight: null,
      shown: null,
      latency: null,
    });
    expect(figures).toMatchObject({ sentences: null, sentencesGiven: null, refusal: null });
  });
});
