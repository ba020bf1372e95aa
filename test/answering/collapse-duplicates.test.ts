// A wire copy in five outlets is one piece of evidence.

import { describe, expect, it } from 'vitest';
import { collapseDuplicates } from '../../src/answering/collapse-duplicates.js';
import { scoredOf } from '../support/builders.js';

const WIRE = 'The last American soldiers left the air base of Bagram on Friday without a ceremony.';

const labels = (texts: readonly string[], limit = 10): number[] =>
  collapseDuplicates(
    texts.map((text, i) => scoredOf(text, { label: i + 1 })),
    limit,
  ).map(({ passage }) => passage.label);

describe('collapseDuplicates', () => {
  it('keeps the best of passages that say the same', () => {
    const copy = WIRE.replace('Friday', 'July 2').toUpperCase();
    expect(labels([WIRE, copy, 'Something else entirely was said.', WIRE])).toEqual([1, 3]);
  });

  it('keeps passages that share some words only', () => {
    expect(labels([WIRE, 'The last soldiers left the harbour of Odessa in autumn.'])).toEqual([
      1, 2,
    ]);
  });

  it('keeps a long passage that holds a short one', () => {
    expect(
      labels([WIRE, `${WIRE} ${'And much more was written on many other things. '.repeat(4)}`]),
    ).toEqual([1, 2]);
  });

  it('fills up to the limit with what is distinct', () => {
    expect(labels([WIRE, WIRE, 'Two is there.', 'Three came.', 'Four went.'], 3)).toEqual([
      1, 3, 4,
    ]);
  });

  it('gives nothing for nothing', () => {
    expect(labels([])).toEqual([]);
  });
});
