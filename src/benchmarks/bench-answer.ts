// Question to answer, against the least that any answer needs: the bare model and a bare search over the
// same vectors. Both take every question in the same loop, and chance decides which goes first, so that
// neither always finds the caches warmed by the other.

import { join } from 'node:path';
import { DEFAULT_COLLECTION, type Answerer } from '../answering/answerer.js';
import { dataFiles } from '../data-files.js';
import type { Embedder } from '../embeddings/embedder.js';
import { loadModel } from '../embeddings/transformers-model.js';
import { modelFromSettings } from '../model-from-settings.js';
import { openAnswerer } from '../open-answerer.js';
import { parseQuestion } from '../retrieval/question.js';
import type { Settings } from '../settings.js';
import type { Generation, KnowledgeReader } from '../store/knowledge-store.js';
import { openSqliteReader } from '../store/sqlite/sqlite-knowledge-store.js';
import { buildExactIndex } from '../vector-index/exact-index.js';
import { openHnswIndex } from '../vector-index/hnsw-index.js';
import { loadHnswModule } from '../vector-index/hnsw-module.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { startRandom, type RandomNumbers } from './seeded-random.js';
import { shippedQuestions } from './shipped-corpus.js';
import { latencyFigures, median, medianRatio, timed } from './statistics.js';

const LEAST_ROUNDS = 3;
const LEAST_SAMPLES = 400;
const NEIGHBOURS = 10;
const SEED = 1;

/** Question to answer against the bare model and a bare index. */
export const benchAnswer: Benchmark = {
  name: 'answer',
  description: 'question to answer, warm, against the bare model plus a bare index',
  aims: { ratioOfMedians: 'at most 1.25' },
  run: async (context) => {
    const settings = await context.shippedIndex();
    const answerer = await openAnswerer({ settings, log: context.log });
    const bare = await openBare(settings);
    try {
      return await measure({ answerer, bare, random: startRandom(SEED) }, context);
    } finally {
      await answerer.close();
      await bare.index.close();
      await bare.model.close();
    }
  },
};

interface Bare {
  readonly model: Embedder;
  readonly index: VectorIndex;
}

interface Rivals {
  readonly answerer: Answerer;
  readonly bare: Bare;
  readonly random: RandomNumbers;
}

/** Milliseconds of one question, both ways, and of the answer's two halves. */
interface Sample {
  readonly answer: number;
  readonly bare: number;
  readonly embed: number;
  readonly search: number;
}

async function openBare(settings: Settings): Promise<Bare> {
  const description = await modelFromSettings(settings);
  const files = dataFiles(settings.dataDir);
  const store = openSqliteReader(files.store);
  try {
    const generation = await store.current(DEFAULT_COLLECTION);
    if (generation === null) throw new Error('the shipped corpus was built and is not there');
    const hnsw = await loadHnswModule();
    const index =
      hnsw === null || generation.graph === null
        ? await exactOver(store, generation)
        : await openHnswIndex(hnsw, join(files.graphs, generation.graph.file), generation.graph);
    return { model: await loadModel(description, { threads: 1 }), index };
  } finally {
    await store.close();
  }
}

async function exactOver(reader: KnowledgeReader, generation: Generation): Promise<VectorIndex> {
  const labels: number[] = [];
  const vectors: Float32Array[] = [];
  for await (const { label, vector } of reader.allVectors(generation)) {
    labels.push(label);
    vectors.push(vector);
  }
  return buildExactIndex(generation.model.dimension, { labels, vectors });
}

async function measure(rivals: Rivals, { progress }: BenchmarkContext): Promise<Figures> {
  const questions = await shippedQuestions();
  const rounds = Math.max(LEAST_ROUNDS, Math.ceil(LEAST_SAMPLES / questions.length));
  progress(`answer: warming up with ${questions.length} questions`);
  for (const question of questions) await askBoth(rivals, question);
  const samples: Sample[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    progress(`answer: round ${round} of ${rounds}`);
    for (const question of questions) samples.push(await askBoth(rivals, question));
  }
  const answer = samples.map((sample) => sample.answer);
  const bare = samples.map((sample) => sample.bare);
  return {
    questions: questions.length,
    rounds,
    index: rivals.bare.index.kind,
    answer: {
      ...latencyFigures(answer),
      embedP50Ms: median(samples.map((sample) => sample.embed)),
      searchP50Ms: median(samples.map((sample) => sample.search)),
      restP50Ms: median(samples.map((s) => s.answer - s.embed - s.search)),
    },
    bare: latencyFigures(bare),
    ratioOfMedians: median(answer) / median(bare),
    medianOfPairRatios: medianRatio(answer, bare),
  };
}

async function askBoth(rivals: Rivals, question: string): Promise<Sample> {
  const { answerer, bare, random } = rivals;
  // Without operators, so that both embed the very same text.
  const { text } = parseQuestion(question);
  const ask = async (): Promise<Omit<Sample, 'bare'>> => {
    const started = performance.now();
    const { timings } = await answerer.answer({ question });
    const answer = performance.now() - started;
    return { answer, embed: timings.embedMs, search: timings.searchMs };
  };
  const find = async (): Promise<number> =>
    timed(async () => bare.index.search(await bare.model.embedQuery(text), NEIGHBOURS));
  if (random() < 0.5) {
    const asked = await ask();
    return { ...asked, bare: await find() };
  }
  const found = await find();
  return { ...(await ask()), bare: found };
}
