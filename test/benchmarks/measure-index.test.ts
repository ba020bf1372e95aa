import { describe, expect, it } from 'vitest';
import { clusteredVectors } from '../../src/benchmarks/clustered-vectors.js';
import { recallOf } from '../../src/benchmarks/measure-index.js';
import { startRandom } from '../../src/benchmarks/seeded-random.js';

describe('recallOf', () => {
  it('is the share of the nearest that were found, in whatever order', () => {
    expect(
      recallOf(
        [
          [2, 1],
          [3, 9],
        ],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    ).toBe(0.75);
  });
});

describe('clusteredVectors', () => {
  const make = () => clusteredVectors({ count: 200, dimension: 32, queries: 5 }, startRandom(1));

  it('makes so many unit vectors and queries', () => {
    const { vectors, queries } = make();
    expect([vectors.length, queries.length]).toEqual([200, 5]);
    for (const vector of [...vectors, ...queries]) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });

  it('makes the same ones every time', () => {
    expect(make()).toEqual(make());
  });
});
