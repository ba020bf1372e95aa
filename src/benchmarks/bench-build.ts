// What a build spends its time on, embedding, against the bare model with the same number of threads: one
// text a run, and padded batches as most programs run them. All take the same shuffled texts in slices, in
// turn, so that whatever else the machine does falls on each of them alike.

import { availableParallelism } from 'node:os';
import { openBulkEmbedder } from '../embeddings/bulk-embedder.js';
import type { BulkEmbedder } from '../embeddings/embedder.js';
import type { ModelDescription } from '../embeddings/model-files.js';
import {
  loadBareModel,
  loadTokenCounter,
  type BareModel,
} from '../embeddings/transformers-model.js';
import { modelFromSettings } from '../model-from-settings.js';
import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { shuffled, startRandom } from './seeded-random.js';
import { separateSentences, shippedPassages } from './shipped-corpus.js';
import { median, medianRatio, timed, total } from './statistics.js';

/** Every variant runs at least so long: a shorter run measures the moment. */
const SECONDS_A_VARIANT = 20;
/** Long enough that workers idling at a slice's end do not count: a build embeds in one go. */
const SLICE = 256;
/** The batch size of padded batches: what programs that batch by habit use. */
const PADDED_BATCH = 8;
const SENTENCE_ROUNDS = 5;
const SEED = 1;

/** Build throughput against the bare model, and what sentence vectors cost. */
export const benchBuild: Benchmark = {
  name: 'build',
  description: 'embedding for a build, against the bare model and against padded batches',
  aims: {
    overOneARun: 'at least 0.97',
    overPadded: 'at least 2.5',
    'sentenceVectors.overPassages': 'at most 1.4',
  },
  run: async (context) => {
    const description = await modelFromSettings(context.settings);
    const threads = availableParallelism();
    const started = performance.now();
    const bulk = await openBulkEmbedder(description, { workers: threads });
    const bulkLoadSeconds = (performance.now() - started) / 1000;
    const bare = await loadBareModel(description, { threads });
    const bareLoadSeconds = (performance.now() - started) / 1000 - bulkLoadSeconds;
    try {
      const throughput = await measureThroughput({ bulk, bare, description }, context);
      const sentenceVectors = await measureSentences({ bulk, description }, context);
      const load = { bulkLoadSeconds, bareLoadSeconds };
      return { threads, ...load, ...throughput, sentenceVectors };
    } finally {
      await bulk.close();
      await bare.close();
    }
  },
};

interface Rivals {
  readonly bulk: BulkEmbedder;
  readonly bare: BareModel;
  readonly description: ModelDescription;
}

interface Variant {
  readonly embed: (texts: readonly string[]) => Promise<Float32Array[]>;
  /** Milliseconds of each slice. */
  readonly slices: number[];
}

async function measureThroughput(rivals: Rivals, context: BenchmarkContext): Promise<Figures> {
  const project = variant((texts) => embedInBulk(rivals.bulk, texts));
  const oneARun = variant((texts) => embedInBatches(rivals, texts, 1));
  const padded = variant((texts) => embedInBatches(rivals, texts, PADDED_BATCH));
  const variants = [project, oneARun, padded];
  const texts = await mixedTexts(rivals.description);
  for (const { embed } of variants) await embed(texts.slice(0, PADDED_BATCH));
  for (let round = 0; !variants.every(hasRunLongEnough); round += 1) {
    const slice = sliceOf(texts, round);
    // Another one goes first in every round.
    const order = [0, 1, 2].flatMap((place) => variants[(place + round) % 3] ?? []);
    for (const { embed, slices } of order) slices.push(await timed(() => embed(slice)));
    const seconds = variants.map(({ slices }) => (total(slices) / 1000).toFixed(0)).join(', ');
    context.progress(`build: ${seconds} s of ${SECONDS_A_VARIANT} each`);
  }
  const rate = ({ slices }: Variant): number => (SLICE * 1000) / median(slices);
  return {
    texts: { distinct: texts.length, aVariant: project.slices.length * SLICE },
    textsPerSecond: { project: rate(project), oneARun: rate(oneARun), padded: rate(padded) },
    overOneARun: medianRatio(oneARun.slices, project.slices),
    overPadded: medianRatio(padded.slices, project.slices),
  };
}

function variant(embed: Variant['embed']): Variant {
  return { embed, slices: [] };
}

function hasRunLongEnough({ slices }: Variant): boolean {
  return total(slices) >= SECONDS_A_VARIANT * 1000;
}

/** Passages and sentences as a build embeds them, in an order that is the same in every run. */
export async function mixedTexts(description: ModelDescription): Promise<string[]> {
  const passages = await shippedPassages(await loadTokenCounter(description));
  const texts = [...passages.map((passage) => passage.text), ...separateSentences(passages)];
  return shuffled(texts, startRandom(SEED));
}

/** The next texts in turn, from the beginning again where they run out. */
export function sliceOf(texts: readonly string[], round: number): string[] {
  return Array.from({ length: SLICE }, (_, i) => texts[(round * SLICE + i) % texts.length] ?? '');
}

async function embedInBulk(bulk: BulkEmbedder, texts: readonly string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for await (const { position, vector } of bulk.embedAll(texts)) vectors[position] = vector;
  return vectors;
}

async function embedInBatches(
  { bare, description }: Rivals,
  texts: readonly string[],
  size: number,
): Promise<Float32Array[]> {
  const { passagePrefix } = description.recipe;
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += size) {
    const batch = texts.slice(start, start + size).map((text) => passagePrefix + text);
    vectors.push(...(await bare.embedBatch(batch)));
  }
  return vectors;
}

async function measureSentences(
  { bulk, description }: Omit<Rivals, 'bare'>,
  context: BenchmarkContext,
): Promise<Figures> {
  const packed = await shippedPassages(await loadTokenCounter(description));
  const passages = timedTexts(packed.map((passage) => passage.text));
  const sentences = timedTexts(separateSentences(packed));
  for (let round = 1; round <= SENTENCE_ROUNDS; round += 1) {
    context.progress(`build: sentence vectors, round ${round} of ${SENTENCE_ROUNDS}`);
    const order = round % 2 === 0 ? [passages, sentences] : [sentences, passages];
    for (const { texts, wall, processor } of order) {
      const before = process.cpuUsage();
      wall.push(await timed(() => embedInBulk(bulk, texts)));
      const { user, system } = process.cpuUsage(before);
      processor.push((user + system) / 1000);
    }
  }
  return {
    passages: passages.texts.length,
    sentences: sentences.texts.length,
    passagesSeconds: median(passages.wall) / 1000,
    sentencesSeconds: median(sentences.wall) / 1000,
    overPassages: medianRatio(sentences.wall, passages.wall),
    // Others on the machine lengthen the wait, but hardly the work.
    overPassagesInProcessorTime: medianRatio(sentences.processor, passages.processor),
  };
}

interface TimedTexts {
  readonly texts: readonly string[];
  /** Milliseconds of each round, waited and worked. */
  readonly wall: number[];
  readonly processor: number[];
}

function timedTexts(texts: readonly string[]): TimedTexts {
  return { texts, wall: [], processor: [] };
}
