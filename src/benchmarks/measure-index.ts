// In: a number of vectors. Out: what the HNSW graph finds of what exact search finds, and what each of the
// two takes, question by question in turn. The graph goes through the same file as in a build.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { modelFromSettings } from '../model-from-settings.js';
import { buildExactIndex } from '../vector-index/exact-index.js';
import { publishGraphFile } from '../vector-index/graph-files.js';
import { openHnswIndex, startGraph } from '../vector-index/hnsw-index.js';
import { loadHnswModule, type HnswModule } from '../vector-index/hnsw-module.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import type { BenchmarkContext, Figures } from './benchmark.js';
import { clusteredVectors } from './clustered-vectors.js';
import { startRandom } from './seeded-random.js';
import { latencyFigures, median, total } from './statistics.js';

const QUERIES = 200;
const DEPTHS = [10, 100] as const;
const SEED = 1;

/** Measures HNSW against exact search over so many vectors of the model's dimension. */
export async function measureIndex(context: BenchmarkContext, count: number): Promise<Figures> {
  const { dimension } = (await modelFromSettings(context.settings)).identity;
  const { vectors, queries } = clusteredVectors(
    { count, dimension, queries: QUERIES },
    startRandom(SEED),
  );
  const exact = buildExactIndex(dimension, { labels: vectors.map((_, i) => i), vectors });
  const module = await loadHnswModule();
  context.progress(`index: ${count} vectors${module === null ? ', exact search only' : ''}`);
  if (module === null) {
    const found = await searchAll([exact], queries);
    return { dimension, hnsw: 'hnswlib-node is not installed', ...depthFigures(found) };
  }
  const graph = await buildGraph({ module, context, dimension, vectors });
  const found = await searchAll([exact, graph.index], queries);
  await graph.index.close();
  const { buildSeconds, fileMegabytes } = graph;
  return { dimension, buildSeconds, fileMegabytes, ...depthFigures(found) };
}

interface GraphJob {
  readonly module: HnswModule;
  readonly context: BenchmarkContext;
  readonly dimension: number;
  readonly vectors: readonly Float32Array[];
}

interface BuiltGraph {
  readonly index: VectorIndex;
  readonly buildSeconds: number;
  readonly fileMegabytes: number;
}

async function buildGraph(job: GraphJob): Promise<BuiltGraph> {
  const { module, dimension, vectors } = job;
  const { folder } = job.context;
  const started = performance.now();
  const graph = startGraph(module, { dimension, capacity: vectors.length });
  vectors.forEach((vector, label) => {
    graph.add(label, vector);
  });
  const manifest = await publishGraphFile({
    folder,
    file: `index-${vectors.length}.hnsw`,
    dimension,
    count: graph.count,
    write: (path) => {
      graph.writeTo(path);
    },
  });
  const buildSeconds = (performance.now() - started) / 1000;
  const path = join(folder, manifest.file);
  const { size } = await stat(path);
  const index = await openHnswIndex(module, path, manifest);
  return { index, buildSeconds, fileMegabytes: size / 1e6 };
}

/** What one index did at one depth. */
interface Searched {
  readonly kind: VectorIndex['kind'];
  readonly depth: number;
  readonly milliseconds: number[];
  /** The found labels of each query. */
  readonly labels: number[][];
}

async function searchAll(
  indexes: readonly VectorIndex[],
  queries: readonly Float32Array[],
): Promise<Searched[]> {
  const searches = DEPTHS.flatMap((depth) => indexes.map((index) => ({ index, depth })));
  const found = searches.map(({ index, depth }): Searched => {
    return { kind: index.kind, depth, milliseconds: [], labels: [] };
  });
  const warmUp = queries.slice(0, 3);
  for (const { index, depth } of searches) {
    for (const query of warmUp) await index.search(query, depth);
  }
  for (const query of queries) {
    for (const [i, { index, depth }] of searches.entries()) {
      const started = performance.now();
      const matches = await index.search(query, depth);
      found[i]?.milliseconds.push(performance.now() - started);
      found[i]?.labels.push(matches.map((match) => match.label));
    }
  }
  return found;
}

function depthFigures(found: readonly Searched[]): Figures {
  return Object.fromEntries(
    DEPTHS.map((depth) => {
      const of = (kind: Searched['kind']): Searched | undefined =>
        found.find((item) => item.depth === depth && item.kind === kind);
      return [`at${depth}`, compare(of('exact'), of('hnsw'))];
    }),
  );
}

function compare(exact: Searched | undefined, hnsw: Searched | undefined): Figures {
  if (exact === undefined) throw new Error('exact search always runs');
  if (hnsw === undefined) return { exact: latencyFigures(exact.milliseconds) };
  return {
    recall: recallOf(hnsw.labels, exact.labels),
    hnsw: latencyFigures(hnsw.milliseconds),
    exact: latencyFigures(exact.milliseconds),
    exactOverHnsw: median(exact.milliseconds) / median(hnsw.milliseconds),
  };
}

/** The share of the truly nearest that were found. */
export function recallOf(
  found: readonly (readonly number[])[],
  nearest: readonly (readonly number[])[],
): number {
  const hits = nearest.map((labels, i) => {
    const got = new Set(found[i] ?? []);
    return labels.filter((label) => got.has(label)).length;
  });
  return total(hits) / total(nearest.map((labels) => labels.length));
}
