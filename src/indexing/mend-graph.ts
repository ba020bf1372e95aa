// In: a published generation whose corpus has not changed. Out: the same generation with a sound graph: one
// that is missing or damaged, or holds what was forgotten since, is built again from the store's vectors,
// without the model.

import { join } from 'node:path';
import type { Generation } from '../store/knowledge-store.js';
import { sweepGraphFiles, verifyGraphFile } from '../vector-index/graph-files.js';
import type { BuildParts } from './index-corpus.js';
import { writeGraph } from './write-graph.js';

/** Rebuilds the graph where it is needed and possible. */
export async function mendGraph(parts: BuildParts, generation: Generation): Promise<Generation> {
  if (parts.hnsw === null || (await isSound(parts.graphsDir, generation))) return generation;
  const graph = await writeGraph({
    hnsw: parts.hnsw,
    folder: parts.graphsDir,
    collection: generation.collection,
    generation: generation.number,
    dimension: generation.model.dimension,
    count: generation.passages,
    vectors: () => parts.store.allVectors(generation),
    growth: null,
    onProgress: parts.onProgress,
  });
  const mended = await parts.store.replaceGraph(generation, graph);
  const keep = graph === null ? [] : [graph.file];
  await sweepGraphFiles({ folder: parts.graphsDir, collection: generation.collection, keep });
  return mended;
}

async function isSound(folder: string, generation: Generation): Promise<boolean> {
  if (generation.graph === null) return false;
  if (generation.graph.count !== generation.passages) return false;
  return verifyGraphFile(join(folder, generation.graph.file), generation.graph).then(
    () => true,
    () => false,
  );
}
