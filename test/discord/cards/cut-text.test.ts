import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/discord/cards/clean-text.js';
import {
  cutAt,
  cutAtWord,
  firstSentences,
  lastSentences,
  LONGEST_GRAPHEME,
  shortLine,
} from '../../../src/discord/cards/cut-text.js';
import { hostileText } from './hostile-text.js';

const TEXT = 'One came. Two left early. Three stayed for the night.';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

describe('cutAt', () => {
  it.each([
    ['a family', 'a👨‍👩‍👧‍👦b', 6, 'a'],
    ['an accent', 'cafe\u0301', 4, 'caf'],
    ['a flag', 'x🇫🇷y', 3, 'x'],
    ['nothing where there is no room', '👨‍👩‍👧‍👦', 3, ''],
  ])('never breaks %s', (...[, text, characters, cut]) => {
    expect(cutAt(text, characters)).toBe(cut);
  });

  it('cuts what no person reads as one character between code points', () => {
    expect(cutAt('ᄀ'.repeat(1_000), 100)).toBe('ᄀ'.repeat(100));
    expect(cutAt(`a${'👩\u200D'.repeat(500)}`, 300)).not.toMatch(/[\uD800-\uDBFF]$/);
  });

  it('gives the longest beginning that fits and ends between graphemes', () => {
    fc.assert(
      fc.property(hostileText.map(cleanText), fc.nat(400), (text, characters) => {
        const cut = cutAt(text, characters);
        expect(text.startsWith(cut) && cut.length <= characters).toBe(true);
        const around = graphemes.segment(text).containing(cut.length);
        if (around === undefined || around.segment.length > LONGEST_GRAPHEME) return;
        expect(around.index).toBe(cut.length);
        expect(cut.length + around.segment.length).toBeGreaterThan(characters);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('cutAtWord', () => {
  it('ends with a whole word where one ends near', () => {
    expect(cutAtWord('The harbour board voted', 14)).toBe('The harbour');
    expect(cutAtWord('The harbour board voted', 11)).toBe('The harbour');
    expect(cutAtWord('x'.repeat(60), 40)).toBe('x'.repeat(40));
  });
});

describe('shortLine', () => {
  it('leaves no joiner behind the last letter', () => {
    const line = 'می‌خواهم'.repeat(9);
    const cuts = Array.from({ length: 60 }, (_, i) => shortLine(line, i + 2));
    expect(cuts.filter((cut) => /[\u200C\u200D]…$/u.test(cut))).toEqual([]);
  });

  it('says by “…” that a line goes on', () => {
    expect(shortLine('The harbour\nboard', 30)).toBe('The harbour board');
    expect(shortLine('The harbour\nboard', 14)).toBe('The harbour…');
  });
});

describe('firstSentences and lastSentences', () => {
  it('keep whole sentences only', () => {
    expect(firstSentences(TEXT, 30)).toBe('One came. Two left early.');
    expect(lastSentences(TEXT, 45)).toBe('Two left early. Three stayed for the night.');
    expect(firstSentences(TEXT, 5)).toBe('');
    expect(lastSentences(TEXT, 5)).toBe('');
    expect(lastSentences(TEXT, 0)).toBe('');
    expect(lastSentences(TEXT, 500)).toBe(TEXT);
  });
});
