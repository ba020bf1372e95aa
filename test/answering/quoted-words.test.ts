import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotedWords } from '../../src/answering/quoted-words.js';
import { parseQuestion } from '../../src/retrieval/question.js';

describe('quotedWords', () => {
  it('takes what would filter out of a sentence of the corpus', () => {
    const hostile = 'He said “go” -now, collection:other outlet:"The Post" after:2015.';
    expect(quotedWords(hostile)).toBe(
      'He said go now, collection other outlet The Post after 2015',
    );
  });

  it('cuts a long sentence between two words', () => {
    const words = quotedWords('word '.repeat(100));
    expect(words.length).toBeLessThanOrEqual(180);
    expect(words).toMatch(/word$/);
  });

  it('never leaves a filter, whatever a corpus holds', () => {
    const part = fc.constantFrom(
      ...['after:', 'outlet:', 'Collection:', '2015', '"', '“x”', '-', '--a', ' ', ':', 'x', '\n'],
    );
    const text = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
    );
    fc.assert(
      fc.property(text, (sentence) => {
        const { filter, collection } = parseQuestion(`Who said that — ${quotedWords(sentence)}`);
        expect({ ...filter, collection }).toEqual({ phrases: [], without: [], collection: null });
      }),
      { numRuns: 2_000 },
    );
  });
});
