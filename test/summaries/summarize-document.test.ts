import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeDocument } from '../../src/summaries/summarize-document.js';
import { readText } from './sentences-of.js';

const A = 'The council of Port Alder stopped the ferry to Saltholm in spring.';
const B = 'She promised a new ferry by the summer of the next year.';
const C = 'The bridge to Saltholm was opened by Ines Calder in heavy rain.';
const D = 'Fishermen from the northern islands sold herring on the quay.';

const texts = (text: string, most: number): string[] =>
  summarizeDocument(readText(text), most).map((sentence) => sentence.text);

describe('summarizeDocument', () => {
  it('takes the first sentences of a short report, in its order', () => {
    expect(texts(`${A} ${C} ${D}`, 2)).toEqual([A, C]);
  });

  it('shows a sentence that leans on the one before it together with that one', () => {
    expect(texts(`${A} ${B} ${C}`, 3)).toEqual([`${A} ${B}`, C]);
  });

  it('leaves out a sentence that leans on a paragraph which is not shown', () => {
    const text = `Why did the ferry to Saltholm stop so early this year?\n\n${B} ${C}`;
    expect(texts(text, 3)).toEqual([C]);
  });

  it('says the same thing once', () => {
    expect(texts(`${A} ${C} ${A}`, 3)).toEqual([A, C]);
  });

  it('tells where each sentence stands', () => {
    const [, second] = summarizeDocument(readText(`${A}\n\n${C}`), 2);
    expect(second).toMatchObject({ n: 2, paragraph: { first: 2, last: 2, of: 9 } });
    expect(second?.span).toEqual({ start: A.length + 2, end: A.length + 2 + C.length });
  });

  it('is empty where nothing can be read on its own', () => {
    expect(texts('Ferry. Bridge. Market.', 3)).toEqual([]);
    expect(summarizeDocument([], 3)).toEqual([]);
  });

  it('is slices of the text, at most as many sentences as asked for, whatever the text', () => {
    const sentence = fc.oneof(fc.constantFrom(A, B, C, D, 'Why?', 'By Per Lund'), fc.string());
    const gap = fc.constantFrom(' ', '\n\n');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(sentence, gap)),
        fc.integer({ min: 1, max: 7 }),
        (parts, most) => {
          const text = parts.map(([one, between]) => one + between).join('');
          const read = readText(text);
          const summary = summarizeDocument(read, most);
          for (const { text: shown, span } of summary) {
            expect(text.slice(span.start, span.end)).toBe(shown);
          }
          const ends = summary.map(({ span }) => span.end);
          expect(ends).toEqual([...ends].sort((a, b) => a - b));
          const within = read.filter(({ span }) =>
            summary.some((one) => one.span.start <= span.start && span.end <= one.span.end),
          );
          expect(within.length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
