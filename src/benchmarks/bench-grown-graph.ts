// What a graph loses that grows: a fiftieth of its vectors is replaced again and again, each time in a file of
// its own as a build does it, and compared with exact search and with a graph built from the ground up.
// MOST_REMOVED of indexing/write-graph.ts rests on these figures.

import { join } from 'node:path';
import { modelFromSettings } from '../model-from-settings.js';
import { buildExactIndex, type LabelledVectors } from '../vector-index/exact-index.js';
import { publishGraphFile, type GraphManifest } from '../vector-index/graph-files.js';
import {
  growGraph,
  openHnswIndex,
  startGraph,
  type GraphWriter,
} from '../vector-index/hnsw-index.js';
import { loadHnswModule, type HnswModule } from '../vector-index/hnsw-module.js';
import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { clusteredVectors } from './clustered-vectors.js';
import { recallOf } from './measure-index.js';
import { startRandom, type RandomNumbers } from './seeded-random.js';
import { median } from './statistics.js';

const LIVE = 10_000;
const QUERIES = 100;
/** Vectors replaced in one round: a fiftieth. */
const ROUND = LIVE / 50;
/** Rounds after which it is measured: removed are 0, 10, 20, 33 and 50 in a hundred. */
const MEASURED_AFTER = [0, 6, 13, 25, 50];
const SEED = 3;

/** A graph that grows, against one that is built anew. */
export const benchGrownGraph: Benchmark = {
  name: 'grown-graph',
  description: 'a graph whose vectors are replaced bit by bit; takes minutes',
  slow: true,
  run: async (context) => {
    const module = await loadHnswModule();
    if (module === null) return { hnsw: 'hnswlib-node is not installed' };
    return measureGrowth(context, module);
  },
};

interface Graph {
  readonly manifest: GraphManifest;
  readonly seconds: number;
}

interface Site {
  readonly context: BenchmarkContext;
  readonly module: HnswModule;
  readonly dimension: number;
  readonly vectors: readonly Float32Array[];
  readonly queries: readonly Float32Array[];
}

async function measureGrowth(context: BenchmarkContext, module: HnswModule): Promise<Figures> {
  const { dimension } = (await modelFromSettings(context.settings)).identity;
  const random = startRandom(SEED);
  const rounds = MEASURED_AFTER.at(-1) ?? 0;
  const set = { count: LIVE + rounds * ROUND, dimension, queries: QUERIES };
  const site: Site = { context, module, dimension, ...clusteredVectors(set, random) };
  let live = Array.from({ length: LIVE }, (_, label) => label);
  let graph = await build(site, live, 'built-0.hnsw');
  const figures: Record<string, Figures> = {};
  for (let round = 0; round <= rounds; round += 1) {
    if (round > 0) {
      const leaving = take(live, random);
      const fresh = Array.from({ length: ROUND }, (_, i) => LIVE + (round - 1) * ROUND + i);
      graph = await grow(site, graph, { leaving, fresh, file: `grown-${round}.hnsw` });
      live = [...live.filter((label) => !leaving.has(label)), ...fresh];
    }
    if (!MEASURED_AFTER.includes(round)) continue;
    context.progress(`grown-graph: ${round} of ${rounds} rounds`);
    const anew = await build(site, live, `built-${round}.hnsw`);
    const removed = Math.round((100 * round * ROUND) / (LIVE + round * ROUND));
    figures[`removed${removed}`] = {
      grown: await measure(site, graph, live),
      anew: await measure(site, anew, live),
    };
  }
  return { live: LIVE, dimension, ...figures };
}

function take(live: readonly number[], random: RandomNumbers): Set<number> {
  const taken = new Set<number>();
  while (taken.size < ROUND) taken.add(live[Math.floor(random() * live.length)] ?? 0);
  return taken;
}

async function build(site: Site, labels: readonly number[], file: string): Promise<Graph> {
  const started = performance.now();
  const writer = startGraph(site.module, { dimension: site.dimension, capacity: labels.length });
  for (const label of labels) writer.add(label, vectorOf(site, label));
  return publish(site, writer, { file, started });
}

async function grow(
  site: Site,
  from: Graph,
  change: {
    readonly leaving: ReadonlySet<number>;
    readonly fresh: readonly number[];
    readonly file: string;
  },
): Promise<Graph> {
  const started = performance.now();
  const { manifest } = from;
  const path = join(site.context.folder, manifest.file);
  const writer = await growGraph(site.module, { path, manifest }, change.fresh.length);
  for (const label of change.leaving) writer.remove(label);
  for (const label of change.fresh) writer.add(label, vectorOf(site, label));
  return publish(site, writer, { file: change.file, started });
}

async function publish(
  { context, dimension }: Site,
  writer: GraphWriter,
  { file, started }: { readonly file: string; readonly started: number },
): Promise<Graph> {
  const { count, removed } = writer;
  const write = (path: string): void => {
    writer.writeTo(path);
  };
  const shape = { folder: context.folder, file, dimension, count, removed };
  const manifest = await publishGraphFile({ ...shape, write });
  return { manifest, seconds: (performance.now() - started) / 1000 };
}

async function measure(site: Site, graph: Graph, live: readonly number[]): Promise<Figures> {
  const { module, context, dimension, queries } = site;
  const { manifest } = graph;
  const index = await openHnswIndex(module, join(context.folder, manifest.file), manifest);
  const all: LabelledVectors = {
    labels: live,
    vectors: live.map((label) => vectorOf(site, label)),
  };
  const exact = buildExactIndex(dimension, all);
  const milliseconds: number[] = [];
  const recall: Record<string, number> = {};
  for (const depth of [10, 100]) {
    const found: number[][] = [];
    const nearest: number[][] = [];
    for (const query of queries) {
      const started = performance.now();
      const matches = await index.search(query, depth);
      milliseconds.push(performance.now() - started);
      found.push(matches.map(({ label }) => label));
      nearest.push((await exact.search(query, depth)).map(({ label }) => label));
    }
    recall[`recallAt${depth}`] = recallOf(found, nearest);
  }
  return {
    ...recall,
    medianMilliseconds: median(milliseconds),
    seconds: graph.seconds,
    fileMegabytes: manifest.bytes / 1e6,
  };
}

function vectorOf({ vectors, dimension }: Site, label: number): Float32Array {
  return vectors[label] ?? new Float32Array(dimension);
}
