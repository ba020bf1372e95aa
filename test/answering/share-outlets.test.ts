// Several outlets that answer about equally well are both heard; the ranking stays as it is.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTheyAre } from '../../src/answering/merge-copies.js';
import { ABOUT_AS_WELL, shareOutlets } from '../../src/answering/share-outlets.js';
import { FUSION } from '../../src/retrieval/fuse-scores.js';
import { scoredOf } from '../support/builders.js';

/** Passages as `[outlet, cosine]`, best first. */
function found(passages: readonly (readonly [string | null, number])[]) {
  return asTheyAre(
    passages.map(([outlet, cosine], i) =>
      scoredOf(`Passage ${i}.`, { label: i + 1, cosine, document: { id: `d${i}`, outlet } }),
    ),
  );
}

const order = (shown: ReturnType<typeof shareOutlets>): string =>
  shown
    .map(({ lead, isOtherOutlet }) => `${lead.passage.label}${isOtherOutlet ? '*' : ''}`)
    .join(' ');

describe('shareOutlets', () => {
  it('brings the best passage of another outlet to the third place', () => {
    const merged = found([
      ['A', 0.8],
      ['A', 0.79],
      ['A', 0.78],
      ['A', 0.77],
      ['B', 0.76],
      ['C', 0.75],
    ]);
    expect(order(shareOutlets(merged, 5))).toBe('1 2 5* 3 4');
    expect(order(shareOutlets(merged, 3))).toBe('1 2 5*');
    expect(order(shareOutlets(merged, 2))).toBe('1 5*');
    expect(order(shareOutlets(merged, 1))).toBe('1');
  });

  it('leaves alone what several outlets say already', () => {
    const merged = found([
      ['A', 0.8],
      ['B', 0.79],
      ['A', 0.78],
      ['C', 0.77],
    ]);
    expect(order(shareOutlets(merged, 4))).toBe('1 2 3 4');
  });

  it('does not bring forward what answers less well', () => {
    const least = 0.8 - ABOUT_AS_WELL / FUSION.denseWeight - 0.01;
    expect(
      order(
        shareOutlets(
          found([
            ['A', 0.8],
            ['A', 0.7],
            ['A', 0.7],
            ['B', least],
          ]),
          4,
        ),
      ),
    ).toBe('1 2 3 4');
  });

  it('claims nothing where an outlet is unknown', () => {
    expect(
      order(
        shareOutlets(
          found([
            ['A', 0.8],
            ['A', 0.8],
            ['A', 0.8],
            [null, 0.8],
          ]),
          4,
        ),
      ),
    ).toBe('1 2 3 4');
    expect(
      order(
        shareOutlets(
          found([
            ['A', 0.8],
            [null, 0.8],
            ['A', 0.8],
            ['B', 0.8],
          ]),
          4,
        ),
      ),
    ).toBe('1 2 3 4');
  });

  it('counts a copy elsewhere as another outlet heard', () => {
    const [first, ...others] = found([
      ['A', 0.8],
      ['A', 0.8],
      ['A', 0.8],
      ['B', 0.8],
    ]);
    const [copy] = found([['C', 0.8]]);
    if (first === undefined || copy === undefined) throw new Error('nothing was found');
    const merged = [{ ...first, copies: [copy.lead.passage] }, ...others];
    expect(order(shareOutlets(merged, 4))).toBe('1 2 3 4');
  });

  it('keeps the first place, loses nothing before the limit but what it replaces, repeats nothing', () => {
    const outlet = fc.constantFrom('A', 'B', null);
    const ranked = fc
      .array(fc.tuple(outlet, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 12 })
      .map((all) => [...all].sort((a, b) => b[1] - a[1]));
    fc.assert(
      fc.property(ranked, fc.integer({ min: 1, max: 8 }), (passages, limit) => {
        const merged = found(passages);
        const shown = shareOutlets(merged, limit).map(({ lead }) => lead.passage.label);
        expect(shown).toHaveLength(Math.min(limit, merged.length));
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown[0]).toBe(merged[0]?.lead.passage.label);
        const kept = merged.slice(0, limit - 1).map(({ lead }) => lead.passage.label);
        expect(shown).toEqual(expect.arrayContaining(kept));
      }),
    );
  });
});
