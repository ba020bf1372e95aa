import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  latencyFigures,
  median,
  medianRatio,
  percentile,
  slope,
  tailFigures,
  total,
} from '../../src/benchmarks/statistics.js';

describe('percentile', () => {
  it('gives the ends at 0 and 1', () => {
    expect(percentile([3, 1, 2], 0)).toBe(1);
    expect(percentile([3, 1, 2], 1)).toBe(3);
  });

  it('interpolates between neighbours', () => {
    expect(percentile([10, 20], 0.25)).toBe(12.5);
    expect(percentile([0, 100, 200, 300, 400], 0.95)).toBeCloseTo(380);
  });

  it('sorts by value, not by text, and leaves its input alone', () => {
    const values = [100, 9, 20];
    expect(percentile(values, 0.5)).toBe(20);
    expect(values).toEqual([100, 9, 20]);
  });

  it('refuses no values and a share outside 0 to 1', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
    expect(() => percentile([1], 95)).toThrow('95');
    expect(() => percentile([1], NaN)).toThrow(RangeError);
  });
});

describe('median', () => {
  it('is the middle of an odd and the mean of the two middles of an even count', () => {
    expect(median([5, 1, 9])).toBe(5);
    expect(median([4, 1, 2, 9])).toBe(3);
  });

  it('is not moved by one outlier', () => {
    expect(median([10, 11, 12, 13, 9_000])).toBe(12);
  });
});

describe('latencyFigures', () => {
  it('gives median and 95th percentile', () => {
    const milliseconds = Array.from({ length: 101 }, (_, i) => i);
    expect(latencyFigures(milliseconds)).toEqual({ p50Ms: 50, p95Ms: 95 });
  });
});

describe('tailFigures', () => {
  it('gives median, 99th percentile and the worst', () => {
    const milliseconds = Array.from({ length: 201 }, (_, i) => i);
    expect(tailFigures(milliseconds)).toEqual({ p50Ms: 100, p99Ms: 198, maxMs: 200 });
  });

  it('says that nothing was measured where there are no values', () => {
    expect(tailFigures([])).toEqual({ p50Ms: null, p99Ms: null, maxMs: null });
  });
});

describe('slope', () => {
  const number = fc.double({ min: -1_000, max: 1_000, noNaN: true });

  it('finds the slope of points on a line', () => {
    fc.assert(
      fc.property(number, number, fc.integer({ min: 2, max: 50 }), (rise, start, count) => {
        const points = Array.from({ length: count }, (_, x) => [x, start + rise * x] as const);
        expect(slope(points)).toBeCloseTo(rise, 6);
      }),
    );
  });

  it('weighs points that lie off the line by least squares', () => {
    expect(
      slope([
        [0, 0],
        [1, 3],
        [2, 0],
        [3, 3],
      ]),
    ).toBeCloseTo(0.6);
  });

  it('refuses points at a single place', () => {
    expect(() => slope([[1, 2]])).toThrow(RangeError);
    expect(() =>
      slope([
        [1, 2],
        [1, 3],
      ]),
    ).toThrow(RangeError);
  });
});

describe('medianRatio', () => {
  it('compares neighbours, so that a slow moment for both changes nothing', () => {
    expect(medianRatio([2, 200, 4], [1, 100, 2])).toBe(2);
  });

  it('refuses lists that are not pairs', () => {
    expect(() => medianRatio([1, 2], [1])).toThrow(RangeError);
  });
});

describe('total', () => {
  it('sums, and is 0 over nothing', () => {
    expect(total([1, 2, 3.5])).toBe(6.5);
    expect(total([])).toBe(0);
  });
});
