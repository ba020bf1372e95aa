// A ranking of our sentences, carried over to a set's.

import { describe, expect, it } from 'vitest';
import { rankGivenSentences, sentenceChoice } from '../../src/evaluation/sentence-choice.js';

const ranked = (...items: readonly (readonly [string, number])[]) =>
  items.map(([text, score]) => ({ text, score }));

describe('rankGivenSentences', () => {
  it('follows our scores where both split alike, whatever marks differ', () => {
    const given = ['He left.', '“She stayed!”', 'Nobody knew.'];
    const own = ranked(['She stayed!', 0.9], ['He left.', 0.5], ['Nobody  knew', 0.7]);
    expect(rankGivenSentences(given, own)).toEqual([1, 2, 0]);
  });

  it('puts a sentence without a letter last, which matched everything before', () => {
    expect(rankGivenSentences(['', '—', 'He left.'], ranked(['He left.', 0.1]))).toEqual([2, 0, 1]);
  });

  it('gives all parts of one own sentence its score, the longest first', () => {
    const given = ['Sgt.', 'Davis believed he was prepared.', 'He was not.'];
    const own = ranked(['Sgt. Davis believed he was prepared.', 0.9], ['He was not.', 0.4]);
    expect(rankGivenSentences(given, own)).toEqual([1, 0, 2]);
  });

  it('takes the own sentence that shares most where we split further', () => {
    const given = ['It rained; and the long road to the sea was closed.', 'They waited.'];
    const own = ranked(
      ['It rained;', 0.9],
      ['and the long road to the sea was closed.', 0.2],
      ['They waited.', 0.5],
    );
    expect(rankGivenSentences(given, own)).toEqual([1, 0]);
  });

  it('does not take a short sentence for part of a long one that holds its letters', () => {
    const given = ['Yes.', 'Eyes were on them, and yes was said.'];
    const own = ranked(['Yes.', 0.1], ['Eyes were on them, and yes was said.', 0.8]);
    expect(rankGivenSentences(given, own)).toEqual([1, 0]);
  });

  it('finds what is said twice at both places', () => {
    const given = ['No.', 'Why?', 'No.'];
    const own = ranked(['No.', 0.9], ['No.', 0.9], ['Why?', 0.1]);
    expect(rankGivenSentences(given, own)).toEqual([0, 2, 1]);
  });
});

describe('sentenceChoice', () => {
  const context = { _id: 'd', title: '', text: 'A b. C d.', sentences: ['A b.', 'C d.'] };
  const answerer = { rankSentences: () => Promise.resolve(ranked(['C d.', 0.9], ['A b.', 0.2])) };

  it('measures the first and the mean precision against the gold sentences', async () => {
    const query = { _id: 'q', text: 'Who?', gold_sentence_idx: [0] };
    expect(await sentenceChoice(answerer, query, context)).toEqual({ hit1: 0, map: 0.5 });
  });

  it('is null without gold sentences', async () => {
    expect(await sentenceChoice(answerer, { _id: 'q', text: 'Who?' }, context)).toBeNull();
  });
});
