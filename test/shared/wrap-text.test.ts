import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth, wrapText } from '../../src/shared/wrap-text.js';

const linesOf = (text: string, width: number): string[] =>
  wrapText(text, width).map(({ start, end }) => text.slice(start, end));

describe('wrapText', () => {
  it('breaks between words and keeps line breaks', () => {
    expect(linesOf('one two three\n\nfour', 7)).toEqual(['one two', 'three', '', 'four']);
  });

  it('breaks a word that is wider than a line, between graphemes', () => {
    expect(linesOf('斑馬斑馬斑', 5)).toEqual(['斑馬', '斑馬', '斑']);
    expect(linesOf('e\u0301e\u0301e\u0301', 2)).toEqual(['e\u0301e\u0301', 'e\u0301']);
    expect(linesOf('👩‍👩‍👧👩‍👩‍👧', 2)).toEqual(['👩‍👩‍👧', '👩‍👩‍👧']);
  });

  it('keeps web addresses whole', () => {
    expect(linesOf('see https://example.org/long', 10)).toEqual([
      'see',
      'https://example.org/long',
    ]);
  });

  it('does not break where a space forbids it', () => {
    expect(linesOf('one two\u00A0…', 7)).toEqual(['one', 'two\u00A0…']);
  });

  it('leaves everything on one line where there is no width', () => {
    expect(linesOf('one two three', Infinity)).toEqual(['one two three']);
  });

  it('never makes a line too wide and never loses a word', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'ß', '斑', '😀', 'é'), maxLength: 30 });
    const text = fc.array(word).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (words, width) => {
        const lines = linesOf(words, width);
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
      }),
    );
  });
});
