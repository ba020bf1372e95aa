// From what was found to an answer: outcome, citations and an explanation that adds up.

import { describe, expect, it } from 'vitest';
import { piecesWithout } from '../../src/retrieval/pieces.js';
import { FUSION } from '../../src/retrieval/fuse-scores.js';
import { composeAnswer, type ComposeInput } from '../../src/answering/compose-answer.js';
import type { Features } from '../../src/answering/features.js';
import { parseQuestion } from '../../src/retrieval/question.js';
import type { ScoredPassage } from '../../src/retrieval/scored-passage.js';
import { scoredOf } from '../support/builders.js';

const STRONG = scoredOf('Karzai was tired. He left Bagram at night.', {
  label: 1,
  cosine: 0.9,
  sentenceCosines: [0.5, 0.95],
  bm25: 9,
  document: { title: 'T', date: '2021-07', outlet: 'O', url: 'https://example.org/' },
  passage: { first: 3, last: 4, ordinal: 2 },
});
const WEAK = scoredOf('Apples were cheap.', {
  label: 2,
  cosine: 0.1,
  sentenceCosines: [0.1],
  bestBm25: 9,
});
const NEAR = scoredOf('Nothing was said of it at all.', {
  label: 3,
  cosine: 0.1,
  sentenceCosines: [0.1],
});

function compose(ranked: readonly ScoredPassage[], parts: Partial<ComposeInput> = {}) {
  const question = parts.question ?? parseQuestion('Who left Bagram?');
  const terms = question.terms.map((term) => ({ term, frequency: 1, idf: 2 }));
  return composeAnswer({
    id: undefined,
    question,
    retrieval: { ranked, terms, bestBm25: 9, weights: FUSION },
    present: terms.map(() => true),
    limit: 5,
    isLimitGiven: true,
    corpus: { documents: 2, first: '2015', last: '2021-07' },
    timings: { embedMs: 1, searchMs: 2, totalMs: 3 },
    explain: false,
    ...parts,
  });
}

describe('composeAnswer', () => {
  it('cites what it found, verbatim and with all that a reader needs', () => {
    const answer = compose([STRONG, WEAK]);
    expect(answer.outcome).toBe('answer');
    expect(answer.confidence).toBeGreaterThan(0.5);
    expect(answer.citations[0]).toEqual({
      n: 1,
      label: 1,
      document: {
        id: 'a-000000',
        title: 'T',
        outlet: 'O',
        date: '2021-07',
        url: 'https://example.org/',
        file: 'a.md',
      },
      paragraph: { first: 3, last: 4, of: 9 },
      text: STRONG.passage.text,
      highlight: { start: 18, end: 42 },
      lead: { start: 0, end: 17 },
      score: STRONG.trace.score,
    });
    expect(answer.citations.map(({ n }) => n)).toEqual([1, 2]);
  });

  it('gives back the question as asked, and the id only where one was given', () => {
    expect(compose([STRONG])).not.toHaveProperty('id');
    const question = parseQuestion('"Bagram" -Kabul who left?');
    const answer = compose([STRONG], { id: 'q7', question });
    expect(answer).toMatchObject({ id: 'q7', question: '"Bagram" -Kabul who left?' });
    expect(answer.corpus).toEqual({ documents: 2, first: '2015', last: '2021-07' });
  });

  it('cites each distinct passage once and no more than asked for', () => {
    expect(compose([STRONG, STRONG, WEAK]).citations).toHaveLength(2);
    expect(compose([STRONG, WEAK, NEAR], { limit: 2 }).citations).toHaveLength(2);
  });

  it('shows nothing that scores much less than the best, unless so many are asked for', () => {
    const shown = compose([STRONG, WEAK], { isLimitGiven: false }).citations;
    expect(shown.map(({ label }) => label)).toEqual([1]);
    const all = piecesWithout(['support']);
    expect(compose([STRONG, WEAK], { isLimitGiven: false, pieces: all }).citations).toHaveLength(2);
  });

  it('says where a passage begins or ends inside a sentence', () => {
    const cut = { start: false, end: true };
    const passage = { ...STRONG.passage, cut };
    expect(compose([{ ...STRONG, passage }]).citations[0]?.cut).toEqual(cut);
    expect(compose([STRONG]).citations[0]).not.toHaveProperty('cut');
  });

  it('cites nothing where nothing is near', () => {
    const answer = compose([NEAR, WEAK], { present: [false, false] });
    expect(answer).toMatchObject({ outcome: 'none', reason: 'nothing_near', citations: [] });
    expect(answer.confidence).toBeLessThan(0.15);
  });

  it('cites nothing on a greeting, however near something is', () => {
    const answer = compose([STRONG], { question: parseQuestion('Hello there!') });
    expect(answer).toMatchObject({ outcome: 'none', reason: 'greeting', citations: [] });
  });

  it('cites nothing where the filters leave nothing', () => {
    expect(compose([])).toMatchObject({ outcome: 'none', reason: 'filtered', citations: [] });
  });

  it('calls it noise where no word stands in the corpus and nothing is near', () => {
    const question = parseQuestion('qwfp arst');
    const terms = question.terms.map((term) => ({ term, frequency: 0, idf: 5 }));
    const retrieval = { ranked: [NEAR], terms, bestBm25: 0, weights: FUSION };
    const answer = compose([], { question, retrieval, present: [false, false] });
    expect(answer).toMatchObject({ outcome: 'none', reason: 'noise', citations: [] });
  });

  it('explains itself only where asked, and the explanation adds up', () => {
    expect(compose([STRONG])).not.toHaveProperty('explanation');
    const { explanation, confidence } = compose([STRONG, WEAK], { explain: true });
    if (explanation === undefined) throw new Error('an explanation was asked for');
    const { features, weights, logit, matches, terms } = explanation;
    const names = Object.keys(features) as (keyof Features)[];
    const sum = names.reduce((all, name) => all + (weights[name] ?? 0) * features[name], 0);
    expect((weights.intercept ?? 0) + sum).toBeCloseTo(logit, 9);
    expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(confidence, 12);
    expect(Object.keys(weights).sort()).toEqual(['intercept', ...names].sort());
    expect(matches.map((match) => match.n)).toEqual([1, 2]);
    expect(matches[0]?.trace).toEqual(STRONG.trace);
    expect(terms.map(({ term }) => term)).toEqual(['left', 'bagram']);
  });
});
