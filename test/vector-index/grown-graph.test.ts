// A graph that grows: vectors are added to a copy, those that left are marked. What is found is what exact
// search finds, and nothing that left.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LabelledVector } from '../../src/store/knowledge-store.js';
import { buildExactIndex } from '../../src/vector-index/exact-index.js';
import { publishGraphFile } from '../../src/vector-index/graph-files.js';
import { layoutFault } from '../../src/vector-index/graph-layout.js';
import { growGraph, openHnswIndex } from '../../src/vector-index/hnsw-index.js';
import { failureOf } from '../support/failure-of.js';
import { FAKE_DIMENSION } from '../support/fake-embedder.js';
import { hnsw, publishGraph, requireHnsw, type PublishedGraph } from '../support/graphs.js';
import { randomNumbers, randomVectors } from '../support/random.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const labelled = (count: number, seed = 1): LabelledVector[] =>
  randomVectors(count, seed).map((vector, label) => ({ label, vector }));

interface Change {
  readonly from: PublishedGraph;
  readonly folder: string;
  readonly add: readonly LabelledVector[];
  readonly remove: readonly number[];
}

let files = 0;

/** Grows a graph into a file of its own. */
async function grow({ from, folder, add, remove }: Change): Promise<PublishedGraph> {
  const graph = await growGraph(requireHnsw(), from, add.length);
  for (const label of remove) graph.remove(label);
  for (const { label, vector } of add) graph.add(label, vector);
  files += 1;
  const manifest = await publishGraphFile({
    folder,
    file: `test-${files}-abcdef.hnsw`,
    dimension: FAKE_DIMENSION,
    count: graph.count,
    removed: graph.removed,
    write: (path) => {
      graph.writeTo(path);
    },
  });
  return { path: join(folder, manifest.file), manifest };
}

/** Share of the truly nearest ten that a graph finds, and every label that it gave. */
async function compare(graph: PublishedGraph, live: readonly LabelledVector[]) {
  const index = await openHnswIndex(requireHnsw(), graph.path, graph.manifest);
  const exact = buildExactIndex(FAKE_DIMENSION, {
    labels: live.map(({ label }) => label),
    vectors: live.map(({ vector }) => vector),
  });
  expect(index.count).toBe(live.length);
  let hits = 0;
  const given = new Set<number>();
  const queries = randomVectors(30, 99);
  for (const query of queries) {
    const found = (await index.search(query, 10)).map(({ label }) => label);
    for (const label of found) given.add(label);
    const nearest = await exact.search(query, 10);
    hits += nearest.filter(({ label }) => found.includes(label)).length;
  }
  return { recall: hits / (10 * queries.length), given };
}

describe.skipIf(hnsw === null)('a grown graph, with hnswlib-node', () => {
  it('finds what was added, and never what was removed', async () => {
    const folder = temporaryFolder();
    const all = labelled(60);
    const from = await publishGraph(folder, all.slice(0, 50));
    const graph = await grow({ from, folder, add: all.slice(50), remove: [3, 4, 5] });
    expect(graph.manifest).toMatchObject({ count: 57, removed: 3 });
    const index = await openHnswIndex(requireHnsw(), graph.path, graph.manifest);
    expect(index.count).toBe(57);
    const query = all[4]?.vector ?? new Float32Array(FAKE_DIMENSION);
    const labels = (await index.search(query, 60)).map(({ label }) => label);
    const expected = all.map(({ label }) => label).filter((label) => ![3, 4, 5].includes(label));
    expect(labels.sort((a, b) => a - b)).toEqual(expected);
  });

  it('leaves the graph that it grew from as it was', async () => {
    const folder = temporaryFolder();
    const all = labelled(20);
    const from = await publishGraph(folder, all.slice(0, 10));
    const before = readFileSync(from.path);
    await grow({ from, folder, add: all.slice(10), remove: [0] });
    expect(readFileSync(from.path).equals(before)).toBe(true);
  });

  it('may hold no vector that can be found', async () => {
    const folder = temporaryFolder();
    const from = await publishGraph(folder, labelled(3));
    const graph = await grow({ from, folder, add: [], remove: [0, 1, 2] });
    const index = await openHnswIndex(requireHnsw(), graph.path, graph.manifest);
    expect(await index.search(new Float32Array(FAKE_DIMENSION).fill(0.125), 5)).toEqual([]);
  });

  it('finds nearly all that exact search finds after many cycles of adding and removing', async () => {
    const folder = temporaryFolder();
    const next = randomNumbers(7);
    const all = labelled(900, 5);
    let live = all.slice(0, 400);
    let graph = await publishGraph(folder, live);
    for (let first = 400; first < all.length; first += 5) {
      const add = all.slice(first, first + 5);
      const remove = new Set<number>();
      while (remove.size < 1) remove.add(live[Math.floor(next() * live.length)]?.label ?? 0);
      graph = await grow({ from: graph, folder, add, remove: [...remove] });
      live = [...live.filter(({ label }) => !remove.has(label)), ...add];
    }
    const { recall, given } = await compare(graph, live);
    expect(graph.manifest).toMatchObject({ count: 800, removed: 100 });
    expect(recall).toBeGreaterThan(0.95);
    const labels = new Set(live.map(({ label }) => label));
    expect([...given].filter((label) => !labels.has(label))).toEqual([]);
  });

  it('is not grown from a file that is not its manifest’s', async () => {
    const from = await publishGraph(temporaryFolder(), labelled(10));
    const bytes = readFileSync(from.path);
    bytes[150] = (bytes[150] ?? 0) ^ 1;
    writeFileSync(from.path, bytes);
    const failure = await failureOf(() => growGraph(requireHnsw(), from, 1));
    expect(failure.code).toBe('index_corrupt');
  });

  it('is refused where it marks other vectors than its manifest counts', async () => {
    const folder = temporaryFolder();
    const from = await publishGraph(folder, labelled(10));
    const { path } = await grow({ from, folder, add: [], remove: [1, 2] });
    const shape = { dimension: FAKE_DIMENSION, count: 8 };
    expect(await layoutFault(path, { ...shape, removed: 2 })).toBeNull();
    expect(await layoutFault(path, { ...shape, count: 9, removed: 1 })).toContain('marks 2');
    expect(await layoutFault(path, shape)).toContain('holds 10 vectors');
  });
});
