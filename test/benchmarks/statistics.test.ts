import { describe, expect, it } from 'vitest';
import {
  latencyFigures,
  median,
  medianRatio,
  percentile,
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
