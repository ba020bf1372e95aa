// Which of neighbouring sentences answers.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemTerms } from '../../src/answering/highlight.js';
import { stem } from '../../src/retrieval/stem.js';
import { allWords } from '../../src/retrieval/terms.js';
import { scoreSentences } from '../../src/answering/score-sentences.js';

const terms = [
  { term: 'ferry', frequency: 3, idf: 3 },
  { term: 'stopped', frequency: 9, idf: 2 },
];

const stemsOf = (text: string) => new Set(allWords(text).map(stem));

function best(sentences: readonly (readonly [string, number])[], question: string) {
  const inputs = sentences.map(([text, cosine]) => ({ text, cosine, stems: stemsOf(text) }));
  const scores = scoreSentences(inputs, stemTerms(terms, question)).map(({ score }) => score);
  return sentences[scores.indexOf(Math.max(...scores))]?.[0];
}

describe('scoreSentences', () => {
  it('follows the cosines where words do not tell', () => {
    expect(
      best(
        [
          ['It rained.', 0.5],
          ['It snowed.', 0.6],
        ],
        'ferry stopped',
      ),
    ).toBe('It snowed.');
  });

  it('lets the words of the sentence before count', () => {
    const text = [
      ['The ferry stopped.', 0.5],
      ['It was in May.', 0.6],
      ['All was well.', 0.6],
    ] as const;
    expect(best(text, 'When was it that the ferry stopped?')).not.toBe('All was well.');
  });

  it('prefers what tells a sentence from its neighbours to what all of them say', () => {
    const text = [
      ['The ferry sails.', 0.6],
      ['The ferry stopped.', 0.55],
      ['A ferry is a ship.', 0.6],
    ] as const;
    expect(best(text, 'the ferry stopped')).toBe('The ferry stopped.');
  });

  it('prefers a sentence that holds the kind of answer asked for', () => {
    const text = [
      ['The ferry stopped for long.', 0.6],
      ['The ferry stopped in May 2015.', 0.58],
    ] as const;
    expect(best(text, 'When did the ferry stop?')).toBe('The ferry stopped in May 2015.');
    expect(best(text, 'ferry stop')).toBe('The ferry stopped for long.');
  });

  it('gives every sentence a finite score and shares from 0 to 1', () => {
    const sentence = fc.record({
      text: fc.string(),
      cosine: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 8 }), fc.string(), (sentences, question) => {
        const scores = scoreSentences(
          sentences.map((one) => ({ ...one, stems: stemsOf(one.text) })),
          stemTerms(terms, question),
        );
        expect(scores).toHaveLength(sentences.length);
        for (const { score, overlap, overlapWithBefore } of scores) {
          expect(Number.isFinite(score)).toBe(true);
          expect(overlap).toBeLessThanOrEqual(overlapWithBefore);
          expect(overlapWithBefore).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
