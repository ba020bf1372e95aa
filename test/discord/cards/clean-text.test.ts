import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText } from '../../../src/discord/cards/clean-text.js';
import { hostileText } from './hostile-text.js';

describe('cleanText', () => {
  it.each([
    ['controls', 'a\u0000b\u0007c\u009Bd', 'abcd'],
    ['bidi controls', 'a\u202Eb\u2066c\u2069d\u200Ee\u061Cf', 'abcdef'],
    ['zero-width characters', 'a\u200Bb\u2060c\uFEFFd\u00ADe\u034Ff', 'abcdef'],
    ['fillers and stray tags', 'a\u3164b\u115Fc\u{E0041}d', 'abcd'],
    ['joiners in Latin words', 'a\u200Db\u200Cc', 'abc'],
    ['a joiner after nothing', '\u200Dا', 'ا'],
    ['stray variation selectors', 'a\uFE0Fb1\uFE0F', 'ab1'],
    ['half characters', 'a\uD800b\uDC00c', 'abc'],
    ['towers of marks', `a${'\u0301'.repeat(20)}b`, `a${'\u0301'.repeat(8)}b`],
    ['carriage returns', 'a\r\nb\rc', 'a\nb\nc'],
    ['line separators', 'a\u2028b\u2029c\u0085d', 'a\nb\nc\nd'],
    ['empty lines', 'a\n\n \n\t\n\nb', 'a\n\nb'],
    ['odd spaces', 'a\tb\u3000c\u2009d', 'a b c d'],
  ])('takes out or folds %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each([
    ['Persian', 'می\u200Cخواهم'],
    ['Hindi', 'क्\u200Dष राष्\u200Cट्र'],
    ['Sinhala', 'ශ්\u200Dරී'],
    ['emoji of several parts', '👩‍🚒 👨‍👩‍👧‍👦 👍🏽 🏳️‍🌈 ❤️‍🔥'],
    ['flags and keys', '🇫🇷 \u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} 1️⃣'],
    ['Latin, Cyrillic and Chinese', 'Erdoğan e\u0301 Ёлка 斑馬 “quoted” …\u00A0–'],
  ])('leaves %s as it is', (_, text) => {
    expect(cleanText(text)).toBe(text);
  });

  it('has nothing left to do the second time', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never leaves a control, a direction or half a character', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(cleanText(text)).not.toMatch(
          /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u200B\u2060\uFEFF]/u,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('cleanLine', () => {
  it('makes one line of several', () => {
    expect(cleanLine(' a \n\n b\tc\u00A0d ')).toBe('a b c d');
  });
});
