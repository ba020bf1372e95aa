// In: labelled vectors. Out: a verified graph file and its manifest, or null where there is no native
// module and exact search serves.

import { randomBytes } from 'node:crypto';
import type { LabelledVector } from '../store/knowledge-store.js';
import { publishGraphFile, type GraphManifest } from '../vector-index/graph-files.js';
import { startGraph } from '../vector-index/hnsw-index.js';
import type { HnswModule } from '../vector-index/hnsw-module.js';
import type { BuildProgress } from './build-report.js';

export interface GraphWork {
  readonly hnsw: HnswModule | null;
  readonly folder: string;
  readonly collection: string;
  readonly generation: number;
  readonly dimension: number;
  readonly count: number;
  readonly vectors: AsyncIterable<LabelledVector>;
  readonly onProgress: (progress: BuildProgress) => void;
}

/** Builds and publishes the graph of a generation. */
export async function writeGraph(work: GraphWork): Promise<GraphManifest | null> {
  if (work.hnsw === null || work.count === 0) return null;
  const { dimension, count } = work;
  const graph = startGraph(work.hnsw, { dimension, capacity: count });
  let done = 0;
  for await (const { label, vector } of work.vectors) {
    graph.add(label, vector);
    done += 1;
    if (done % 100 === 0 || done === count) {
      work.onProgress({ stage: 'indexing', done, total: count });
    }
  }
  // A name of its own for every file: one that is replaced is never mistaken for the one before it.
  const file = `${work.collection}-${work.generation}-${randomBytes(3).toString('hex')}.hnsw`;
  return publishGraphFile({
    folder: work.folder,
    file,
    dimension,
    count: graph.count,
    write: (path) => {
      graph.writeTo(path);
    },
  });
}
