// How much of a question stands in a passage, and in which order.

import { describe, expect, it } from 'vitest';
import { passageWords, questionWords, wordEvidence } from '../../src/retrieval/word-evidence.js';
import { scoredOf } from '../support/builders.js';

const terms = [
  { term: 'consulate', frequency: 2, idf: 3 },
  { term: 'closed', frequency: 40, idf: 1 },
];

function evidenceOf(text: string, question = 'Which consulate closed?', title = 'A title') {
  const { passage } = scoredOf(text, { document: { title } });
  return wordEvidence(questionWords({ text: question }, terms), passageWords(passage));
}

describe('wordEvidence', () => {
  it('weighs the terms that are there by how rare they are, in any form', () => {
    expect(evidenceOf('Two CONSULATES stood there.').coverage).toBe(0.75);
    expect(evidenceOf('It was closing.').coverage).toBe(0.25);
    expect(evidenceOf('The consulate was closing.').coverage).toBe(1);
    expect(evidenceOf('Nothing.').coverage).toBe(0);
  });

  it('takes what the title says for said', () => {
    expect(evidenceOf('It was closing.', undefined, 'The consulate').coverage).toBe(1);
  });

  it('sees whether words that stand together in the question stand together in one sentence', () => {
    expect(evidenceOf('The consulate closed.').order).toBeGreaterThan(0.5);
    expect(evidenceOf('Closed was the consulate.').order).toBe(0);
    expect(evidenceOf('It was a consulate. Closed it was.').order).toBe(0);
  });

  it('does not count two stop words that stand together', () => {
    const words = questionWords({ text: 'What was it that the consulate closed?' }, terms);
    expect([...words.pairs.keys()]).toEqual(['the consul', 'consul close']);
  });

  it('is nothing for a question without words, and reads a passage once', () => {
    const { passage } = scoredOf('The consulate closed.', {});
    const words = passageWords(passage);
    expect(wordEvidence(questionWords({ text: '' }, []), words)).toEqual({ coverage: 0, order: 0 });
    expect(passageWords(passage)).toBe(words);
  });
});
