import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeTimeline } from '../../src/timelines/compose-timeline.js';
import { passagesOf, type PassageParts } from './passages.js';

const textsOf = (parts: readonly PassageParts[]): string[] =>
  composeTimeline(passagesOf(parts)).entries.map(({ n, text }) => `${n} ${text}`);

describe('composeTimeline', () => {
  it('puts the oldest first and numbers in that order, a year before its months', () => {
    const dates = ['2021-07-08', '2015', '2021', '2021-07', '2015-10-14'];
    expect(textsOf(dates.map((date) => ({ date })))).toEqual([
      '1 Passage 2.',
      '2 Passage 5.',
      '3 Passage 3.',
      '4 Passage 4.',
      '5 Passage 1.',
    ]);
  });

  it('quotes a document once, and again only where a passage is strong, three times at most', () => {
    const date = '2021';
    const weak = { date, document: 'a', isStrong: false };
    const strong = { date, document: 'b' };
    expect(textsOf([weak, weak])).toHaveLength(1);
    expect(textsOf([strong, strong, strong, strong])).toHaveLength(3);
  });

  it('keeps the order of a document’s own paragraphs', () => {
    const date = '2021';
    const parts = [7, 2, 4].map((paragraph) => ({ date, document: 'a', paragraph }));
    expect(textsOf(parts)).toEqual(['1 Passage 2.', '2 Passage 3.', '3 Passage 1.']);
  });

  it('leaves undated passages out and counts them', () => {
    const parts = [{ date: null, document: 'a' }, { date: null, document: 'a' }, { date: '2021' }];
    expect(textsOf(parts)).toEqual(['1 Passage 3.']);
    const { counts } = composeTimeline(passagesOf(parts));
    expect([counts.undated, counts.undatedDocuments]).toEqual([2, 1]);
  });

  it('counts every passage exactly once, wherever it stands', () => {
    const date = fc.option(fc.constantFrom('1950', '1999-12', '2015', '2021-07', '2021-07-08'), {
      nil: null,
    });
    const part = fc.record({
      date,
      document: fc.constantFrom('a', 'b', 'c'),
      outlet: fc.option(fc.constantFrom('x', 'y'), { nil: null }),
      isStrong: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const { entries, counts } = composeTimeline(passagesOf(parts));
        const cells = [...counts.buckets, ...counts.withoutMonth];
        const counted = cells.reduce((sum, { passages }) => sum + passages, counts.undated);
        expect(counted).toBe(parts.length);
        expect(entries.map(({ n }) => n)).toEqual(entries.map((_, i) => i + 1));
      }),
    );
  });
});
