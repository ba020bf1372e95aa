import { describe, expect, it } from 'vitest';
import { countMonths, outletsOf } from '../../src/timelines/count-months.js';
import { passagesOf } from './passages.js';

const countsOf = (...parts: readonly (readonly [string | null, string | null])[]) =>
  countMonths(
    passagesOf(parts.map(([date, outlet]) => ({ date, outlet }))).map(({ citation }) => citation),
  );

describe('countMonths', () => {
  it('counts by month and outlet, in the order of time', () => {
    const counts = countsOf(
      ['2021-07-08', 'A'],
      ['2015-10', 'B'],
      ['2021-07', 'A'],
      ['2021-07', 'B'],
    );
    expect(counts).toMatchObject({ unit: 'month', withoutMonth: [], undated: 0 });
    expect(counts.buckets).toEqual([
      { bucket: '2015-10', outlet: 'B', passages: 1 },
      { bucket: '2021-07', outlet: 'A', passages: 2 },
      { bucket: '2021-07', outlet: 'B', passages: 1 },
    ]);
  });

  it('puts no year into a month', () => {
    const counts = countsOf(['2021', 'A'], ['2015', 'A'], ['2021', 'B'], ['2021-07', 'A']);
    expect(counts.buckets).toHaveLength(1);
    expect(counts.withoutMonth).toEqual([
      { year: '2015', passages: 1 },
      { year: '2021', passages: 2 },
    ]);
  });

  it('counts years where the months would be more than twenty years of them', () => {
    const counts = countsOf(['1989-02', 'A'], ['2021-07-08', 'A'], ['2021', 'A']);
    expect(counts).toMatchObject({ unit: 'year', withoutMonth: [] });
    expect(counts.buckets.map(({ bucket, passages }) => [bucket, passages])).toEqual([
      ['1989', 1],
      ['2021', 2],
    ]);
  });

  it('has nothing of nothing', () => {
    expect(countsOf()).toMatchObject({ buckets: [], withoutMonth: [], undated: 0 });
  });
});

describe('outletsOf', () => {
  it('names the outlet with most passages first, and one without a name too', () => {
    const counts = countsOf(['2021-05', 'A'], ['2021-06', null], ['2021-07', null]);
    expect(outletsOf(counts)).toEqual([null, 'A']);
  });
});
