// Graph files for tests, made as a build makes them.

import { join } from 'node:path';
import type { LabelledVector } from '../../src/store/knowledge-store.js';
import { publishGraphFile, type GraphManifest } from '../../src/vector-index/graph-files.js';
import { startGraph, type GraphWriter } from '../../src/vector-index/hnsw-index.js';
import { loadHnswModule, type HnswModule } from '../../src/vector-index/hnsw-module.js';
import { FAKE_DIMENSION } from './fake-embedder.js';

/** Null where hnswlib-node is not installed: tests that need it are skipped by name. */
export const hnsw: HnswModule | null = await loadHnswModule();

/** The module, in tests that only run where it is there. */
export function requireHnsw(): HnswModule {
  if (hnsw === null) throw new Error('hnswlib-node is not installed');
  return hnsw;
}

export interface PublishedGraph {
  readonly path: string;
  readonly manifest: GraphManifest;
}

export function graphOf(items: readonly LabelledVector[]): GraphWriter {
  const graph = startGraph(requireHnsw(), { dimension: FAKE_DIMENSION, capacity: items.length });
  for (const { label, vector } of items) graph.add(label, vector);
  return graph;
}

/** Writes a graph file into a folder. */
export async function publishGraph(
  folder: string,
  items: readonly LabelledVector[],
): Promise<PublishedGraph> {
  const graph = graphOf(items);
  const manifest = await publishGraphFile({
    folder,
    file: 'test-1-abcdef.hnsw',
    dimension: FAKE_DIMENSION,
    count: graph.count,
    write: (path) => {
      graph.writeTo(path);
    },
  });
  return { path: join(folder, manifest.file), manifest };
}
