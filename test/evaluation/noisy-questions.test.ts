// Questions with one word changed, the same in every run.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startRandom } from '../../src/benchmarks/seeded-random.js';
import { noisyQuestions } from '../../src/evaluation/noisy-questions.js';

const QUESTION = { id: '1', question: 'What did Lavrov say about Turkmenistan?', answerable: true };

describe('noisyQuestions', () => {
  it('puts one slip into a word that carries meaning', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [noisy] = noisyQuestions([QUESTION], 'slip', startRandom(seed));
        const words = QUESTION.question.split(' ');
        const changed = noisy?.question.split(' ').filter((word, i) => word !== words[i]);
        expect(changed).toHaveLength(1);
        expect(changed?.[0]).toMatch(/^[LT]/);
      }),
    );
  });

  it('writes a name in Cyrillic, and leaves out questions without one', () => {
    const plain = { ...QUESTION, question: 'what did they say?' };
    const only = { ...QUESTION, question: 'What did Lavrov say?' };
    const noisy = noisyQuestions([plain, only], 'cyrillic', startRandom(1));
    expect(noisy.map(({ question }) => question)).toEqual(['What did Лавров say?']);
  });
});
