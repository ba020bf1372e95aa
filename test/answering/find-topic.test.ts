// Which of what was found is on a topic: judged one by one, as the first passage of an answer is.

import { describe, expect, it } from 'vitest';
import { findTopic } from '../../src/answering/find-topic.js';
import { CONFIDENCE } from '../../src/answering/outcome.js';
import type { ScoredPassage } from '../../src/retrieval/scored-passage.js';
import { scoredOf } from '../support/builders.js';

const TERMS = [{ term: 'bagram', frequency: 3, idf: 2 }];

const near = (text: string, label: number): ScoredPassage =>
  scoredOf(text, { label, cosine: 0.85, sentenceCosines: [0.9], bm25: 5, bestBm25: 9 });
const far = (text: string, label: number): ScoredPassage =>
  scoredOf(text, { label, cosine: 0.1, sentenceCosines: [0.1], bestBm25: 9 });

/** Finds the topic; the labels given hold its word. */
function onTopic(ranked: readonly ScoredPassage[], holding: readonly number[]) {
  const presence = [new Set(holding)];
  const asked = { question: 'bagram', model: CONFIDENCE, vocabularyGap: 0.1 };
  return findTopic({ ...asked, ranked, terms: TERMS, presence, background: 20 });
}

const BASE = near('The last soldiers left the air base of Bagram at night.', 1);
const TREATY = near('Bagram was built by Soviet engineers in the fifties.', 2);
const COPY = near('THE LAST soldiers left the air base of Bagram at night!', 3);
const APPLES = far('Apples were cheap in the north that year.', 4);

describe('findTopic', () => {
  it('keeps what speaks of the topic, numbered by rank, and leaves the rest', () => {
    const found = onTopic([BASE, TREATY, APPLES], [1, 2]);
    expect(found.map(({ citation }) => [citation.n, citation.label])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(found.every(({ isStrong }) => isStrong)).toBe(true);
  });

  it('counts a wire copy once', () => {
    const found = onTopic([BASE, COPY, APPLES], [1, 3]);
    expect(found.map(({ citation }) => citation.label)).toEqual([1]);
  });

  it('gives nothing where nothing is near, and nothing of nothing', () => {
    expect(onTopic([APPLES], [])).toEqual([]);
    expect(onTopic([], [])).toEqual([]);
  });
});
