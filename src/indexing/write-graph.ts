// In: the vectors of a generation, and the graph of the one before where there is one. Out: a verified graph
// file and its manifest, or null where there is no native module and exact search serves. A graph grows: new
// vectors are added to a copy, removed ones marked; it is built from the ground up only where too many are.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { LabelledVector } from '../store/knowledge-store.js';
import { publishGraphFile, type GraphManifest } from '../vector-index/graph-files.js';
import { growGraph, startGraph, type GraphWriter } from '../vector-index/hnsw-index.js';
import type { HnswModule } from '../vector-index/hnsw-module.js';
import type { BuildProgress } from './build-report.js';

/** Marked vectors among all of a graph, at most, before it is built anew (DECISIONS.md). */
export const MOST_REMOVED = 0.2;

/** How a generation's vectors differ from those of a graph that is there. */
export interface GraphGrowth {
  readonly from: GraphManifest;
  /** Labels that the graph holds and the generation does not. */
  readonly leaving: () => Promise<readonly number[]>;
  readonly fresh: () => AsyncIterable<LabelledVector>;
}

export interface GraphWork {
  readonly hnsw: HnswModule | null;
  readonly folder: string;
  readonly collection: string;
  readonly generation: number;
  readonly dimension: number;
  /** Vectors of the generation. */
  readonly count: number;
  /** All of them, read only where the graph is built from the ground up. */
  readonly vectors: () => AsyncIterable<LabelledVector>;
  /** Null where there is no graph to go on from. */
  readonly growth: GraphGrowth | null;
  readonly onProgress: (progress: BuildProgress) => void;
}

/** Grows or builds the graph of a generation and publishes its file. */
export async function writeGraph(work: GraphWork): Promise<GraphManifest | null> {
  const { hnsw, dimension, growth, collection, generation } = work;
  if (hnsw === null || work.count === 0) return null;
  const grown = growth === null ? null : await grow(work, hnsw, growth);
  const graph = grown ?? (await build(work, hnsw));
  // A name of its own for every file: one that is replaced is never mistaken for the one before it.
  const file = `${collection}-${generation}-${randomBytes(3).toString('hex')}.hnsw`;
  return publishGraphFile({
    folder: work.folder,
    file,
    dimension,
    count: graph.count,
    removed: graph.removed,
    write: (path) => {
      graph.writeTo(path);
    },
  });
}

async function build(work: GraphWork, hnsw: HnswModule): Promise<GraphWriter> {
  const graph = startGraph(hnsw, { dimension: work.dimension, capacity: work.count });
  await addAll(work, { graph, vectors: work.vectors(), total: work.count });
  return graph;
}

/** Null where the graph that is there cannot be gone on from. */
async function grow(
  work: GraphWork,
  hnsw: HnswModule,
  growth: GraphGrowth,
): Promise<GraphWriter | null> {
  const { from } = growth;
  const leaving = await growth.leaving();
  const removed = (from.removed ?? 0) + leaving.length;
  const more = work.count - (from.count - leaving.length);
  if (from.dimension !== work.dimension || more < 0) return null;
  if (removed / (work.count + removed) > MOST_REMOVED) return null;
  try {
    const path = join(work.folder, from.file);
    const graph = await growGraph(hnsw, { path, manifest: from }, more);
    for (const label of leaving) graph.remove(label);
    await addAll(work, { graph, vectors: growth.fresh(), total: more });
    return graph.count === work.count ? graph : null;
  } catch {
    // Missing, damaged or not that of the generation before: the store's vectors make a sound one.
    return null;
  }
}

async function addAll(
  { onProgress }: GraphWork,
  job: {
    readonly graph: GraphWriter;
    readonly vectors: AsyncIterable<LabelledVector>;
    readonly total: number;
  },
): Promise<void> {
  let done = 0;
  for await (const { label, vector } of job.vectors) {
    job.graph.add(label, vector);
    done += 1;
    if (done % 100 === 0 || done === job.total) {
      onProgress({ stage: 'indexing', done, total: job.total });
    }
  }
}
