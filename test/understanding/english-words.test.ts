// Looking a word up in a sorted list.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasLine, isEnglishWord } from '../../src/understanding/english-words.js';

describe('hasLine', () => {
  it('finds every line of a sorted text and nothing else', () => {
    const word = fc.stringMatching(/^[a-e]{1,4}$/);
    fc.assert(
      fc.property(fc.uniqueArray(word), word, fc.constantFrom('', '\n'), (words, other, end) => {
        const text = [...words].sort().join('\n') + end;
        for (const known of words) expect(hasLine(text, known)).toBe(true);
        expect(hasLine(text, other)).toBe(words.includes(other));
      }),
    );
  });
});

describe('isEnglishWord', () => {
  it('knows English words in their forms, and neither names nor slips', () => {
    expect(['aa', 'astronomers', 'withdrew', 'zebra'].every(isEnglishWord)).toBe(true);
    expect(['turkmenistan', 'recieve', 'xqz', ''].some(isEnglishWord)).toBe(false);
  });
});
