// How much of what is marked is shown, in tokens.

import { describe, expect, it } from 'vitest';
import { toCitation } from '../../src/answering/compose-answer.js';
import { stemTerms } from '../../src/answering/highlight.js';
import { holdsSpan, spanOverlap } from '../../src/evaluation/span-overlap.js';
import { scoredOf } from '../support/builders.js';

const DOCUMENT = { _id: 'd', title: '', text: 'one  two\nthree four five six' };
const cite = (text: string, id = 'd') =>
  toCitation(scoredOf(text, { document: { id } }), stemTerms([]), 1);
/** "two three" in the raw text. */
const MARKED = [{ start: 5, end: 14 }];

describe('spanOverlap', () => {
  it('counts tokens over folded white space', () => {
    expect(spanOverlap(DOCUMENT, MARKED, [cite('one two three\n\nfour')])).toEqual({
      recall: 1,
      precision: 0.5,
      // Two of one, two, three, four.
      iou: 0.5,
    });
    expect(spanOverlap(DOCUMENT, MARKED, [cite('three four')])).toEqual({
      recall: 0.5,
      precision: 0.5,
      // Three of two, three, four.
      iou: 1 / 3,
    });
  });

  it('counts what is shown of other documents against precision', () => {
    const shown = [cite('two three'), cite('and two more elsewhere', 'other')];
    expect(spanOverlap(DOCUMENT, MARKED, shown)).toEqual({
      recall: 1,
      precision: 2 / 6,
      iou: 2 / 6,
    });
  });

  it('is 0 where nothing is shown or nothing is marked', () => {
    expect(spanOverlap(DOCUMENT, MARKED, [])).toEqual({ recall: 0, precision: 0, iou: 0 });
    expect(spanOverlap(DOCUMENT, [], [cite('two')])).toEqual({ recall: 0, precision: 0, iou: 0 });
  });
});

describe('holdsSpan', () => {
  it('asks for one whole span in the right document', () => {
    expect(holdsSpan(DOCUMENT, MARKED, cite('one two three four'))).toBe(true);
    expect(holdsSpan(DOCUMENT, MARKED, cite('three four'))).toBe(false);
    expect(holdsSpan(DOCUMENT, MARKED, cite('two three', 'other'))).toBe(false);
  });
});
