// Packing: what holds for every document, and how borders are chosen.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paragraph } from '../../src/corpus/document.js';
import { packPassages, type PackingOptions } from '../../src/passages/pack-passages.js';
import type { Passage } from '../../src/passages/passage.js';
import { paragraphsOf, SMALL_PACKING } from '../support/builders.js';

/** Neither a space nor a joint is part of what must be kept. */
const squeeze = (text: string): string => text.replace(/\s+/g, '');

const pack = (paragraphs: readonly Paragraph[], options: Partial<PackingOptions> = {}): Passage[] =>
  packPassages(paragraphs, { ...SMALL_PACKING, ...options });

const word = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-z]{1,9}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Z][a-z]{1,5}[.!?]$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('U.S.', '漢字。', '👩‍👩‍👧', 'e\u0301'.repeat(3), 'x'.repeat(450)),
  },
);
const paragraphText = fc
  .array(word, { minLength: 1, maxLength: 120 })
  .map((words) => words.join(' '));
const someDocument = fc
  .array(fc.record({ text: paragraphText, newRun: fc.boolean() }), { minLength: 1, maxLength: 8 })
  .map((parts) => {
    let run = 0;
    const runs = parts.map(({ newRun }) => (newRun ? (run += 1) : run));
    return paragraphsOf(
      parts.map(({ text }) => text),
      (i) => runs[i] ?? 0,
    );
  });

function everyDocument(check: (passages: Passage[], paragraphs: Paragraph[]) => void): void {
  fc.assert(
    fc.property(someDocument, (paragraphs) => {
      check(pack(paragraphs), paragraphs);
    }),
    { numRuns: 60 },
  );
}

describe('packPassages, for every document', () => {
  it('covers every paragraph once and in order', () => {
    everyDocument((passages, paragraphs) => {
      const packed = passages.map((passage) => squeeze(passage.text)).join('');
      expect(packed).toBe(paragraphs.map(({ text }) => squeeze(text)).join(''));
    });
  });

  it('quotes verbatim: between two joints stands a slice of a paragraph', () => {
    everyDocument((passages, paragraphs) => {
      for (const passage of passages) {
        const pieces = passage.text.split('\n\n');
        expect(pieces).toHaveLength(passage.last - passage.first + 1);
        pieces.forEach((piece, i) => {
          expect(paragraphs[passage.first - 1 + i]?.text).toContain(piece);
        });
      }
    });
  });

  it('keeps the limits', () => {
    everyDocument((passages) => {
      for (const { text } of passages) {
        expect(text.length).toBeLessThanOrEqual(SMALL_PACKING.maxCharacters);
        expect(SMALL_PACKING.countTokens(text)).toBeLessThanOrEqual(SMALL_PACKING.maxTokens);
      }
    });
  });

  it('never spans two runs', () => {
    everyDocument((passages, paragraphs) => {
      for (const { first, last } of passages) {
        expect(paragraphs[first - 1]?.run).toBe(paragraphs[last - 1]?.run);
      }
    });
  });

  it('gives sentences as slices in order that leave out nothing but white space', () => {
    everyDocument((passages) => {
      for (const { text, sentences } of passages) {
        let end = 0;
        for (const span of sentences) {
          expect(text.slice(end, span.start).trim()).toBe('');
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }
    });
  });

  it('numbers passages from 0 and is the same every time', () => {
    everyDocument((passages, paragraphs) => {
      expect(passages.map((passage) => passage.ordinal)).toEqual(passages.map((_, i) => i));
      expect(pack(paragraphs)).toEqual(passages);
    });
  });

  it('says where a sentence was cut, and only there', () => {
    everyDocument((passages) => {
      passages.forEach(({ cut, text }, i) => {
        const next = passages[i + 1];
        expect(next?.cut.start ?? false).toBe(cut.end);
        if (cut.end) expect(text).not.toMatch(/\s$/);
      });
    });
  });
});

describe('packPassages', () => {
  it('joins short neighbours with a blank line', () => {
    const [passage, ...rest] = pack(paragraphsOf(['One stands here.', 'Two stands there.']));
    expect(rest).toEqual([]);
    expect(passage).toMatchObject({
      first: 1,
      last: 2,
      text: 'One stands here.\n\nTwo stands there.',
    });
  });

  it('leaves no short remainder at the end of a run', () => {
    const text = 'Seventy characters of text stand in every paragraph of this short run.';
    const lengths = pack(paragraphsOf([text, text, text, text])).map(({ first, last }) => [
      first,
      last,
    ]);
    expect(lengths).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('takes the headings of the first paragraph and never crosses a heading', () => {
    const [a, b] = paragraphsOf(['Above.', 'Below.'], (i) => i);
    if (a === undefined || b === undefined) throw new Error('two paragraphs were asked for');
    const packed = pack([a, { ...b, headings: ['Part', 'Chapter'] }]);
    expect(packed.map((passage) => passage.headings)).toEqual([[], ['Part', 'Chapter']]);
  });

  it('cuts a long paragraph between sentences', () => {
    const sentence = 'This is a sentence of about fifty characters, no more.';
    const passages = pack(paragraphsOf([Array<string>(9).fill(sentence).join(' ')]));
    expect(passages.length).toBeGreaterThan(1);
    for (const { text, cut, first, last } of passages) {
      expect(text.endsWith('no more.')).toBe(true);
      expect({ cut, first, last }).toEqual({
        cut: { start: false, end: false },
        first: 1,
        last: 1,
      });
    }
  });

  it('cuts an endless sentence between words and says so', () => {
    const passages = pack(paragraphsOf([Array<string>(100).fill('word').join(' ')]));
    const cuts = passages.map(({ cut }) => [cut.start, cut.end]);
    expect(cuts[0]).toEqual([false, true]);
    expect(cuts.at(-1)).toEqual([true, false]);
    expect(passages.every(({ text }) => /^word( word)*$/.test(text))).toBe(true);
  });

  it('keeps a grapheme whole where a word must be cut', () => {
    const family = '👩‍👩‍👧‍👦';
    const passages = pack(paragraphsOf([family.repeat(100)]));
    expect(passages.length).toBeGreaterThan(1);
    for (const { text } of passages) expect(text.replaceAll(family, '')).toBe('');
  });

  it('gives nothing for nothing', () => {
    expect(pack([])).toEqual([]);
  });

  it('packs a word of a million characters, keeps the limits and looks at each character few times', () => {
    let counted = 0;
    const countTokens = (text: string): number => {
      counted += text.length;
      return text.length;
    };
    const limits = { targetCharacters: 1000, maxCharacters: 1200, maxTokens: 256, countTokens };
    const passages = packPassages(paragraphsOf(['x'.repeat(1_000_000)]), limits);
    expect(passages.map(({ text }) => text.length).reduce((a, b) => a + b)).toBe(1_000_000);
    expect(Math.max(...passages.map(({ text }) => text.length))).toBeLessThanOrEqual(256);
    expect(counted).toBeLessThanOrEqual(5_000_000);
  });

  it('packs a million characters without a full stop, each counted few times', () => {
    let counted = 0;
    const countTokens = (text: string): number => {
      counted += text.length;
      return text.split(' ').length;
    };
    const limits = { targetCharacters: 1000, maxCharacters: 1200, maxTokens: 256, countTokens };
    const passages = packPassages(
      paragraphsOf([Array<string>(200_000).fill('abcd').join(' ')]),
      limits,
    );
    expect(Math.max(...passages.map(({ text }) => text.length))).toBeLessThanOrEqual(1200);
    expect(counted).toBeLessThanOrEqual(5_000_000);
  });

  it('keeps the limits where one grapheme is longer than a passage', () => {
    const text = `a${'\u0301'.repeat(5_000)}`;
    const passages = pack(paragraphsOf([text]));
    expect(passages.map((passage) => passage.text).join('')).toBe(text);
    for (const passage of passages) {
      expect(passage.text.length).toBeLessThanOrEqual(SMALL_PACKING.maxCharacters);
    }
  });
});
