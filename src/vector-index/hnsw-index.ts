// The approximate index. In: vectors, or a graph file whose manifest has been verified. Out: matches.
// hnswlib crashes on damaged bytes and on a wrong dimension, so a file reaches it only after its size and
// SHA-256 have been compared with the manifest that the store holds.

import type { GraphManifest } from './graph-files.js';
import { verifyGraphFile } from './graph-files.js';
import type { HnswModule, NativeGraph } from './hnsw-module.js';
import { compareMatches, requireDimension, type Match, type VectorIndex } from './vector-index.js';

// M 16 and efConstruction 200 give recall@10 of 0.99 and more at 10k and 100k vectors (DECISIONS.md).
const M = 16;
const EF_CONSTRUCTION = 200;
/** Fixed, so that two builds of the same vectors give the same graph. */
const RANDOM_SEED = 100;
/** The least breadth of a search; recall@100 needs it (DECISIONS.md). */
const MIN_EF = 200;

export interface GraphWriter {
  add(label: number, vector: Float32Array): void;
  /** Marks a vector so that no search finds it; its place in the graph stays. */
  remove(label: number): void;
  /** Writes the native file; hnswlib hides a full disk, so the caller verifies what was written. */
  writeTo(path: string): void;
  /** Vectors that a search may find. */
  readonly count: number;
  /** Vectors that are only marked. */
  readonly removed: number;
}

/** Starts an empty graph for a known number of vectors. */
export function startGraph(
  module: HnswModule,
  size: { readonly dimension: number; readonly capacity: number },
): GraphWriter {
  const graph = new module.HierarchicalNSW('cosine', size.dimension);
  graph.initIndex(Math.max(1, size.capacity), M, EF_CONSTRUCTION, RANDOM_SEED);
  return writerOf(graph, 0);
}

/**
 * Reads a graph file to go on from it with so many more vectors; the file itself stays as it is.
 *
 * @throws ReadableError `index_corrupt` before native code sees a byte that the manifest does not know
 */
export async function growGraph(
  module: HnswModule,
  from: { readonly path: string; readonly manifest: GraphManifest },
  more: number,
): Promise<GraphWriter> {
  const { path, manifest } = from;
  await verifyGraphFile(path, manifest);
  const graph = new module.HierarchicalNSW('cosine', manifest.dimension);
  await graph.readIndex(path);
  const removed = manifest.removed ?? 0;
  graph.resizeIndex(Math.max(1, manifest.count + removed + more));
  return writerOf(graph, removed);
}

function writerOf(graph: NativeGraph, alreadyRemoved: number): GraphWriter {
  let removed = alreadyRemoved;
  return {
    add: (label, vector) => {
      graph.addPoint(Array.from(vector), label);
    },
    remove: (label) => {
      graph.markDelete(label);
      removed += 1;
    },
    writeTo: (path) => {
      graph.writeIndexSync(path);
    },
    get count() {
      return graph.getCurrentCount() - removed;
    },
    get removed() {
      return removed;
    },
  };
}

/**
 * Opens a graph file for searching.
 *
 * @throws ReadableError `index_corrupt` before native code sees a byte that the manifest does not know
 */
export async function openHnswIndex(
  module: HnswModule,
  path: string,
  manifest: GraphManifest,
): Promise<VectorIndex> {
  await verifyGraphFile(path, manifest);
  const graph = new module.HierarchicalNSW('cosine', manifest.dimension);
  await graph.readIndex(path);
  return searchable(graph, manifest);
}

function searchable(graph: NativeGraph, manifest: GraphManifest): VectorIndex {
  let ef = 0;
  let isClosed = false;
  const find = (query: Float32Array, k: number, allowed?: ReadonlySet<number>): Match[] => {
    if (isClosed) throw new Error('a closed graph was searched');
    requireDimension(query, manifest.dimension);
    const wanted = Math.min(k, allowed?.size ?? manifest.count);
    if (wanted === 0) return [];
    const breadth = Math.max(MIN_EF, 2 * wanted);
    // `ef` is not part of the file, and setting it is cheap.
    if (breadth !== ef) graph.setEf(breadth);
    ef = breadth;
    const filter = allowed === undefined ? [] : [(label: number) => allowed.has(label)];
    const { distances, neighbors } = graph.searchKnn(Array.from(query), wanted, ...filter);
    return neighbors
      .map((label, i) => ({ label, similarity: 1 - (distances[i] ?? 1) }))
      .sort(compareMatches);
  };
  return {
    kind: 'hnsw',
    count: manifest.count,
    search: (query, k) =>
      new Promise((resolve) => {
        resolve(find(query, k));
      }),
    among: 'graph',
    searchAmong: (query, k, labels) =>
      new Promise((resolve) => {
        resolve(find(query, k, new Set(labels)));
      }),
    close: () => {
      // An empty graph in its place frees the native one now, not when somebody collects garbage.
      if (!isClosed) graph.initIndex(1, M, EF_CONSTRUCTION, RANDOM_SEED);
      isClosed = true;
      return Promise.resolve();
    },
  };
}
