import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVectors, writeVectors } from '../../src/curating/vector-bytes.js';
import { ReadableError } from '../../src/shared/errors.js';
import type { CarriedEmbedding } from '../../src/store/knowledge-store.js';

const DIMENSION = 5;

const hash = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));

const floats = (length: number) =>
  fc.float32Array({ minLength: length, maxLength: length, noNaN: true });

const sentences = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    dimension: fc.constant(DIMENSION),
    scales: floats(count),
    values: fc.int8Array({ minLength: count * DIMENSION, maxLength: count * DIMENSION }),
  }),
);

const items: fc.Arbitrary<readonly CarriedEmbedding[]> = fc.array(
  fc.record({ hash, passage: floats(DIMENSION), sentences: fc.option(sentences) }),
  { maxLength: 6 },
);

async function* each(all: readonly CarriedEmbedding[]): AsyncIterable<CarriedEmbedding> {
  for (const item of all) yield await Promise.resolve(item);
}

const written = (all: readonly CarriedEmbedding[]): Promise<Buffer> =>
  writeVectors(each(all), DIMENSION);

/** The code that reading ends with; null where it ends well. */
function refusalOf(bytes: Uint8Array, dimension = DIMENSION): string | null {
  try {
    Array.from(readVectors(bytes, dimension));
    return null;
  } catch (error) {
    if (error instanceof ReadableError) return error.code;
    throw error;
  }
}

/** Two vectors, one with sentences and one without. */
const TWO: readonly CarriedEmbedding[] = [
  {
    hash: 'ab'.repeat(20),
    passage: Float32Array.of(0.5, -0.5, 0.25, 0, -0),
    sentences: {
      count: 2,
      dimension: DIMENSION,
      scales: Float32Array.of(0.01, 0.02),
      values: Int8Array.of(-128, 127, 0, 1, -1, 5, 4, 3, 2, 1),
    },
  },
  { hash: 'cd'.repeat(20), passage: Float32Array.of(1, 0, 0, 0, 0), sentences: null },
];

describe('the bytes of vectors', () => {
  it('give back exactly what was written', async () => {
    await fc.assert(
      fc.asyncProperty(items, async (all) => {
        expect(Array.from(readVectors(await written(all), DIMENSION))).toEqual(all);
      }),
    );
  });

  it('are read wherever they lie in memory', async () => {
    const bytes = await written(TWO);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(Array.from(readVectors(shifted.subarray(3), DIMENSION))).toEqual(TWO);
  });

  it('are refused where they are cut off anywhere but between two vectors', async () => {
    const bytes = await written(TWO);
    const first = (await written(TWO.slice(0, 1))).length;
    for (let length = 1; length < bytes.length; length += 1) {
      const isWhole = length === first;
      expect([length, refusalOf(bytes.subarray(0, length))]).toEqual([
        length,
        isWhole ? null : 'archive_refused',
      ]);
    }
  });

  it('are refused, and never read as something else, under another dimension', async () => {
    const bytes = await written(TWO);
    for (const dimension of [1, DIMENSION - 1, DIMENSION + 1, 64]) {
      expect([dimension, refusalOf(bytes, dimension)]).toEqual([dimension, 'archive_refused']);
    }
  });

  it('end in a refusal or in vectors, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect([null, 'archive_refused']).toContain(refusalOf(bytes));
      }),
    );
  });

  it('are not written where a vector is of another dimension', async () => {
    await expect(writeVectors(each(TWO), DIMENSION + 1)).rejects.toThrow('5 numbers');
  });
});
