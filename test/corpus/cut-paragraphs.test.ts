import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { CleanedLine } from '../../src/corpus/cleaned-line.js';
import { cutParagraphs } from '../../src/corpus/cut-paragraphs.js';
import { cleanedText } from '../../src/corpus/document.js';

const line = (text: string, changes: Partial<CleanedLine> = {}): CleanedLine => ({
  kind: 'text',
  level: 0,
  alone: false,
  removedBy: null,
  text,
  ...changes,
});
const heading = (text: string, level: number): CleanedLine => line(text, { kind: 'heading', level });
const removed = (text: string): CleanedLine => line(text, { removedBy: 'some_rule' });

describe('cutParagraphs', () => {
  it('ends a run at a heading and at a removed line, and nowhere else', () => {
    const lines = [removed('x'), line('a'), line('b'), removed('y'), removed('z'), line('c')];
    const cut = cutParagraphs([...lines, heading('H', 2), line('d')], 'doc');
    expect(cut.map(({ text, run }) => `${text}${run}`)).toEqual(['a1', 'b1', 'c2', 'd3']);
    expect(cut.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  });

  it('gives the open headings, outermost first, and closes them at their own level', () => {
    const lines = [heading('A', 1), heading('B', 3), line('x'), heading('C', 2), line('y'), heading('D', 1), line('z')];
    expect(cutParagraphs(lines, 'doc').map(({ headings }) => headings)).toEqual([
      ['A', 'B'],
      ['A', 'C'],
      ['D'],
    ]);
  });

  it('ignores a heading that was removed', () => {
    const lines = [{ ...heading('T', 1), removedBy: 'title_line' }, line('x')];
    expect(cutParagraphs(lines, 'doc')[0]?.headings).toEqual([]);
  });

  it('keeps an id while the text stays, and numbers repeats', () => {
    const before = cutParagraphs([line('a'), line('b'), line('a')], 'doc');
    const after = cutParagraphs([line('new'), line('b')], 'doc');
    expect(before[0]?.id).toMatch(/^doc:[0-9a-f]{10}$/);
    expect(before[2]?.id).toBe(`${before[0]?.id ?? ''}-2`);
    expect(after[1]?.id).toBe(before[1]?.id);
  });

  it('gives offsets that slice the text out of the cleaned text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), (texts) => {
        const cut = cutParagraphs(texts.map((text) => line(text)), 'doc');
        const all = cleanedText(cut);
        return cut.every(({ text, start, end }) => all.slice(start, end) === text);
      }),
    );
  });
});
