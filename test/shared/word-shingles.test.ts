import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containment, isWithin, shinglesOf } from '../../src/shared/word-shingles.js';

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const text = fc.array(word, { minLength: 1, maxLength: 120 }).map((words) => words.join(' '));

describe('containment', () => {
  it('is whole for a text and itself, however it is written', () => {
    const written = shinglesOf('Erdoğan’s men, they say, left Bagram “at night”.');
    expect(containment(written, shinglesOf("ERDOGAN'S MEN they say left BAGRAM at night"))).toBe(1);
  });

  it('is whole for any stretch of a text', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
        const words = whole.split(' ');
        const start = a % words.length;
        const part = words.slice(start, start + 5 + (b % 40));
        fc.pre(part.length >= 5);
        expect(isWithin(shinglesOf(part.join(' ')), shinglesOf(whole))).toBe(true);
        expect(containment(shinglesOf(part.join(' ')), shinglesOf(whole))).toBe(1);
      }),
    );
  });

  it('is the same both ways, from 0 to 1', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const share = containment(shinglesOf(a), shinglesOf(b));
        expect(share).toBe(containment(shinglesOf(b), shinglesOf(a)));
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is nothing without words, and nothing without five in a row', () => {
    expect(containment(shinglesOf('…'), shinglesOf('…'))).toBe(0);
    expect(containment(shinglesOf('a b c d e f'), shinglesOf('f e d c b a'))).toBe(0);
  });

  it('takes a text that is shorter than a run as one run', () => {
    expect(containment(shinglesOf('Left at night'), shinglesOf('left, at night!'))).toBe(1);
  });
});
