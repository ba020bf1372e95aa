// Folding for comparison.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/shared/fold-text.js';

describe('foldText', () => {
  it.each([
    ['Erdoğan', 'erdogan'],
    ['İSTANBUL ışık', 'istanbul isik'],
    ['Ｆｕｌｌ', 'full'],
    ['Bagram’s “day”', 'bagram\'s "day"'],
    ['a \n\t b', 'a b'],
    ['ﬁrst', 'first'],
    ['Ёлка', 'елка'],
  ])('folds %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});
