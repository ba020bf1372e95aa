import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText } from '../../src/console/neutralise.js';

const ESC = '\u001B';

describe('cleanText', () => {
  it.each([
    ['a colour', `${ESC}[31mred${ESC}[0m`, 'red'],
    ['an 8-bit colour', '\u009B31mred', 'red'],
    ['a title', `a${ESC}]0;pwned\u0007b`, 'ab'],
    ['a link', `${ESC}]8;;http://x${ESC}\\link${ESC}]8;;${ESC}\\`, 'link'],
    ['a device string', `a${ESC}Pq#0${ESC}\\b`, 'ab'],
    ['a reset', `a${ESC}cb`, 'ab'],
    ['a half sequence', `a${ESC}[`, 'a['],
    ['a nested sequence', `${ESC}${ESC}[1m[31mx`, '[31mx'],
    ['bidi controls', 'a\u202Eb\u2066c\u061Cd', 'abcd'],
    ['zero-width characters', 'a\u200Bb\u2060c\uFEFFd\u200Ee\u00ADf', 'abcdef'],
    ['tags and fillers', 'a\u{E0041}b\u3164c', 'abc'],
    ['a lone surrogate', 'a\uD800b', 'ab'],
    ['a bell and a backspace', 'a\u0007b\u0008c', 'abc'],
    ['a carriage return', 'real\rfake', 'real\nfake'],
    ['line separators', 'a\u2028b\u0085c', 'a\nb\nc'],
  ])('takes out %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('leaves line breaks, letters, marks and emoji as they are', () => {
    const text = 'Erdoğan, Ёлка\n\n斑馬 😀 e\u0301 “quoted” …';
    expect(cleanText(text)).toBe(text);
  });

  it('never leaves a control, bidi or zero-width character', () => {
    const nasty = fc.constantFrom(
      ESC,
      '[',
      ']',
      '\u009B',
      '\u009D',
      '31m',
      '\u0007',
      '\\',
      '\u202E',
      '\u200B',
      'a',
      '\n',
      '\t',
    );
    const text = fc.array(nasty).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (words) => {
        expect(cleanText(words)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(cleanLine(words)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});

describe('cleanLine', () => {
  it('makes one line of several', () => {
    expect(cleanLine('a\nb\tc\r\nd')).toBe('a b c  d');
  });
});
