// In: a generation and the folder of its graph. Out: the index that serves it: its graph where that is sound and can be
// loaded, else exact search over the same vectors, with a line that says why.

import { join } from 'node:path';
import type { OpenedIndex } from './answering/open-corpus.js';
import { describeFailure } from './shared/errors.js';
import type { Generation, KnowledgeReader } from './store/knowledge-store.js';
import { buildExactIndex } from './vector-index/exact-index.js';
import { openHnswIndex } from './vector-index/hnsw-index.js';
import type { HnswModule } from './vector-index/hnsw-module.js';
import type { VectorIndex } from './vector-index/vector-index.js';

export interface GraphToOpen {
  readonly reader: KnowledgeReader;
  readonly generation: Generation;
  readonly hnsw: HnswModule | null;
  readonly graphs: string;
}

/** The generation's graph where it is sound and can be loaded, else exact search over the same vectors. */
export async function openGraph(target: GraphToOpen): Promise<OpenedIndex> {
  const { reader, generation, hnsw } = target;
  if (hnsw === null) {
    const index = await openExactIndex(reader, generation);
    return {
      index,
      notice:
        'hnswlib-node is not installed here: searching exactly, which is slower on large corpora.',
    };
  }
  if (generation.graph === null) {
    const index = await openExactIndex(reader, generation);
    return {
      index,
      notice: 'This index has no graph: searching exactly. npm run build-index adds it.',
    };
  }
  try {
    const path = join(target.graphs, generation.graph.file);
    return { index: await openHnswIndex(hnsw, path, generation.graph), notice: null };
  } catch (error) {
    const index = await openExactIndex(reader, generation);
    return { index, notice: describeFailure(error).text };
  }
}

/** Compares with every vector of a generation. */
export async function openExactIndex(
  reader: KnowledgeReader,
  generation: Generation,
): Promise<VectorIndex> {
  const labels: number[] = [];
  const vectors: Float32Array[] = [];
  for await (const item of reader.allVectors(generation)) {
    labels.push(item.label);
    vectors.push(item.vector);
  }
  return buildExactIndex(generation.model.dimension, { labels, vectors });
}
