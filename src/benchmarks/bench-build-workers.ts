// What a second worker thread brings to a build: embedding with one against two, in turn over the same texts, and whole
// builds of the shipped corpus. Beside the clock on the wall stands what it would have shown with a core for each
// worker, from what the threads waited for one: on a busy machine that is the figure, on a quiet one they agree.

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildIndex } from '../build-index.js';
import { openBulkEmbedder } from '../embeddings/bulk-embedder.js';
import type { BulkEmbedder } from '../embeddings/embedder.js';
import { modelFromSettings } from '../model-from-settings.js';
import type { Settings } from '../settings.js';
import { mixedTexts, sliceOf } from './bench-build.js';
import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { onFreeCores, threadTimes, timeBetween } from './scheduled-time.js';
import { shippedSettings } from './shipped-corpus.js';
import { median, medianRatio, timed, total } from './statistics.js';
import { loadNow } from './wait-figures.js';

const WORKERS = [1, 2] as const;
const ROUNDS = 6;
const BUILDS = 3;

/** One worker against two. */
export const benchBuildWorkers: Benchmark = {
  name: 'build-workers',
  description: 'a build with one worker thread against two, in turn',
  slow: true,
  aims: {
    'embedding.timesOnFreeCores': 'at least 1.7',
    'embedding.timesOnTheWall': 'at least 1.7 where two cores are free',
  },
  run: async (context) => {
    const before = loadNow();
    const embedding = await measureEmbedding(context);
    const builds = await measureBuilds(context);
    const load = { before, after: loadNow() };
    return { cores: availableParallelism(), load, embedding, builds };
  },
};

/** Milliseconds of each slice. */
interface Slices {
  readonly workers: number;
  readonly bulk: BulkEmbedder;
  readonly wall: number[];
  readonly free: number[];
  /** Shares of a slice on free cores that a worker slept: there was nothing to do, or something held it up. */
  readonly slept: number[];
}

async function measureEmbedding({ settings, progress }: BenchmarkContext): Promise<Figures> {
  const description = await modelFromSettings(settings);
  const texts = await mixedTexts(description);
  const variants: Slices[] = [];
  try {
    for (const workers of WORKERS) {
      const bulk = await openBulkEmbedder(description, { workers });
      variants.push({ workers, bulk, wall: [], free: [], slept: [] });
      await embedSlice(bulk, texts.slice(0, 16));
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      progress(`build-workers: embedding, round ${round + 1} of ${ROUNDS}`);
      const slice = sliceOf(texts, round);
      const order = round % 2 === 0 ? variants : [...variants].reverse();
      for (const variant of order) await measureSlice(variant, slice);
    }
  } finally {
    for (const { bulk } of variants) await bulk.close();
  }
  return embeddingFigures(variants);
}

async function measureSlice(variant: Slices, slice: readonly string[]): Promise<void> {
  const before = threadTimes();
  const wall = await timed(() => embedSlice(variant.bulk, slice));
  const after = threadTimes();
  variant.wall.push(wall);
  if (before === null || after === null) return;
  const threads = timeBetween(before, after).slice(0, variant.workers);
  const free = onFreeCores(wall, threads, variant.workers);
  variant.free.push(free);
  const slept = threads.map(({ worked, waited }) => Math.max(0, wall - worked - waited) / free);
  variant.slept.push(total(slept) / variant.workers);
}

function embeddingFigures(variants: readonly Slices[]): Figures {
  const [one, two] = variants;
  if (one === undefined || two === undefined) throw new Error('two variants are measured');
  const known = (values: readonly number[], give: () => number): number | null =>
    values.length === 0 ? null : give();
  return {
    slices: one.wall.length,
    timesOnTheWall: medianRatio(one.wall, two.wall),
    timesOnFreeCores: known(two.free, () => medianRatio(one.free, two.free)),
    sleptShare: {
      oneWorker: known(one.slept, () => median(one.slept)),
      twoWorkers: known(two.slept, () => median(two.slept)),
    },
  };
}

async function embedSlice(bulk: BulkEmbedder, texts: readonly string[]): Promise<void> {
  let count = 0;
  for await (const { vector } of bulk.embedAll(texts)) count += Math.sign(vector.length);
  if (count !== texts.length) throw new Error('a text came without its vector');
}

async function measureBuilds({ settings, folder, progress }: BenchmarkContext): Promise<Figures> {
  const seconds: Readonly<Record<1 | 2, number[]>> = { 1: [], 2: [] };
  for (let round = 0; round < BUILDS; round += 1) {
    progress(`build-workers: whole builds, round ${round + 1} of ${BUILDS}`);
    for (const workers of round % 2 === 0 ? WORKERS : [...WORKERS].reverse()) {
      const dataDir = join(folder, `workers-${workers}-${round}`);
      const own: Settings = shippedSettings(settings, dataDir);
      seconds[workers].push((await timed(() => buildIndex({ settings: own, workers }))) / 1_000);
    }
  }
  return {
    oneWorkerSeconds: median(seconds[1]),
    twoWorkersSeconds: median(seconds[2]),
    timesOnTheWall: medianRatio(seconds[1], seconds[2]),
  };
}
