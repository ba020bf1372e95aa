import { describe, expect, it } from 'vitest';
import { randomDirection, shuffled, startRandom } from '../../src/benchmarks/seeded-random.js';

describe('startRandom', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const five = (seed: number): number[] => Array.from({ length: 5 }, startRandom(seed));
    expect(five(1)).toEqual(five(1));
    expect(five(1)).not.toEqual(five(2));
  });

  it('stays from 0 to below 1', () => {
    const numbers = Array.from({ length: 10_000 }, startRandom(3));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
  });
});

describe('shuffled', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);

  it('keeps every item once', () => {
    expect(shuffled(items, startRandom(1)).sort((a, b) => a - b)).toEqual(items);
  });

  it('moves items, and the same way for the same seed', () => {
    expect(shuffled(items, startRandom(1))).not.toEqual(items);
    expect(shuffled(items, startRandom(1))).toEqual(shuffled(items, startRandom(1)));
  });
});

describe('randomDirection', () => {
  it('has length 1', () => {
    expect(Math.hypot(...randomDirection(384, startRandom(1)))).toBeCloseTo(1, 5);
  });
});
