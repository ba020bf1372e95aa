// What every VectorIndex must do. In: an opener that turns labelled vectors into an index. The exact
// comparison below is the oracle for recall.

import { describe, expect, it } from 'vitest';
import { dotProduct } from '../../src/embeddings/embedder.js';
import type { LabelledVector } from '../../src/store/knowledge-store.js';
import {
  compareMatches,
  type Match,
  type VectorIndex,
} from '../../src/vector-index/vector-index.js';
import { FAKE_DIMENSION } from '../support/fake-embedder.js';
import { randomVectors } from '../support/random.js';

export interface VectorIndexUnderTest {
  readonly name: string;
  /** The least recall@10 on 2,000 random vectors. */
  readonly recall: number;
  readonly open: (items: readonly LabelledVector[]) => Promise<VectorIndex>;
}

export function describeVectorIndex(subject: VectorIndexUnderTest): void {
  const { open } = subject;

  describe(`VectorIndex contract: ${subject.name}`, () => {
    it('finds a vector by itself, with similarity 1', async () => {
      const items = labelled(randomVectors(50));
      const index = await open(items);
      const [best] = await index.search(vectorOf(items, 107), 1);
      expect(best?.label).toBe(107);
      expect(best?.similarity).toBeCloseTo(1, 5);
    });

    it('searches among some labels alone, where it can', async () => {
      const items = labelled(randomVectors(400));
      const index = await open(items);
      if (index.searchAmong === undefined) return;
      const allowed = items.filter((_, i) => i % 20 === 0).map(({ label }) => label);
      const query = query0();
      const nearest = allowed
        .map((label) => ({ label, similarity: dotProduct(vectorOf(items, label), query) }))
        .sort(compareMatches)
        .slice(0, 5);
      const found = await index.searchAmong(query, 5, allowed);
      expect(found.map(({ label }) => label)).toEqual(nearest.map(({ label }) => label));
      expect(await index.searchAmong(query, 100, allowed)).toHaveLength(allowed.length);
      expect(await index.searchAmong(query, 5, [])).toEqual([]);
    });

    it('gives cosine similarities, best first', async () => {
      const items = labelled(randomVectors(60));
      const query = query0();
      const matches = await (await open(items)).search(query, 20);
      expect(matches).toEqual([...matches].sort(compareMatches));
      for (const { label, similarity } of matches) {
        expect(similarity).toBeCloseTo(dotProduct(vectorOf(items, label), query), 5);
      }
    });

    it('orders equal vectors by label, however they were added', async () => {
      const [vector = query0()] = randomVectors(1);
      const index = await open([9, 4, 7, 2].map((label) => ({ label, vector })));
      expect((await index.search(vector, 4)).map((match) => match.label)).toEqual([2, 4, 7, 9]);
    });

    it('gives everything where k is larger than the index', async () => {
      const index = await open(labelled(randomVectors(5)));
      expect(index.count).toBe(5);
      expect(await index.search(query0(), 1_000)).toHaveLength(5);
    });

    it('finds nothing in an empty index', async () => {
      const index = await open([]);
      expect(index.count).toBe(0);
      expect(await index.search(query0(), 10)).toEqual([]);
    });

    it('finds nothing where nothing is asked for', async () => {
      const index = await open(labelled(randomVectors(5)));
      expect(await index.search(query0(), 0)).toEqual([]);
    });

    it('gives the same answer when asked again after another k', async () => {
      const index = await open(labelled(randomVectors(300)));
      const first = await index.search(query0(), 10);
      await index.search(query0(), 250);
      expect(await index.search(query0(), 10)).toEqual(first);
    });

    it(`reaches recall@10 of ${subject.recall} on 2,000 random vectors`, async () => {
      const items = labelled(randomVectors(2_000));
      const index = await open(items);
      const queries = randomVectors(50, 2);
      let found = 0;
      for (const query of queries) {
        const oracle = new Set(nearest(items, query, 10).map((match) => match.label));
        const matches = await index.search(query, 10);
        found += matches.filter((match) => oracle.has(match.label)).length;
      }
      expect(found / (queries.length * 10)).toBeGreaterThanOrEqual(subject.recall);
    });

    it('refuses a query of another dimension', async () => {
      const index = await open(labelled(randomVectors(5)));
      const search = async (): Promise<Match[]> =>
        index.search(new Float32Array(FAKE_DIMENSION / 2).fill(0.1), 3);
      await expect(search()).rejects.toThrow();
    });
  });
}

function query0(): Float32Array {
  return randomVectors(1, 3)[0] ?? new Float32Array(FAKE_DIMENSION);
}

/** Labels start at 100, so that a label is never mistaken for a row. */
function labelled(vectors: readonly Float32Array[]): LabelledVector[] {
  return vectors.map((vector, i) => ({ label: 100 + i, vector }));
}

function vectorOf(items: readonly LabelledVector[], label: number): Float32Array {
  return items.find((item) => item.label === label)?.vector ?? new Float32Array(FAKE_DIMENSION);
}

function nearest(items: readonly LabelledVector[], query: Float32Array, k: number): Match[] {
  return items
    .map(({ label, vector }) => ({ label, similarity: dotProduct(vector, query) }))
    .sort(compareMatches)
    .slice(0, k);
}
