// In: a built store of one kind and size. Out: what asking it takes: question to answer with the embedding taken
// apart, each question for the first time and once more, with filters, and what the index finds of the truly nearest.

import { openInProcessAnswerer, type WarmableAnswerer } from '../answering/in-process-answerer.js';
import { DEFAULT_COLLECTION, type AskRequest } from '../answering/answerer.js';
import { dataFiles } from '../data-files.js';
import type { Embedder } from '../embeddings/embedder.js';
import { openGraph } from '../open-graph.js';
import type { Filter } from '../store/knowledge-store.js';
import type { ReadableStore } from '../store/stores.js';
import { rememberPassages } from '../store/remember-passages.js';
import { buildExactIndex } from '../vector-index/exact-index.js';
import { loadHnswModule } from '../vector-index/hnsw-module.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import type { Figures } from './benchmark.js';
import { recallOf } from './measure-index.js';
import type { ScalePlace } from './scale-place.js';
import { latencyFigures } from './statistics.js';

/** Asked before anything is measured: the code is compiled then, and the model warm. */
const WARM_UP = 20;
const RECALL_AT = 10;
const RECALL_QUERIES = 100;

/** What is asked under each filter; the dates keep six in ten. */
const FILTERS: Readonly<Record<string, Filter>> = {
  dates: { after: '2014' },
  fewDates: { after: '2019-06' },
  outlet: { outlet: 'Outlet 3' },
  document: { document: 'scale-100' },
  without: { without: ['study'] },
};

export interface ScaleAsking {
  readonly place: ScalePlace;
  readonly embedder: Embedder;
  /** The first are for warming up. */
  readonly questions: readonly string[];
}

/** Asks a store and takes the times. */
export async function measureScale(asking: ScaleAsking): Promise<Figures> {
  const opened = performance.now();
  const { answerer, index, reader } = await openPlace(asking);
  try {
    await answerer.status();
    const openMs = performance.now() - opened;
    const firstMs = await timeOf(answerer, { question: asking.questions[0] ?? '' });
    await answerer.warm();
    const questions = asking.questions.slice(WARM_UP);
    for (const question of asking.questions.slice(0, WARM_UP)) await answerer.answer({ question });
    return {
      openMs,
      firstAnswerMs: firstMs.total,
      questions: questions.length,
      asked: await askAll(answerer, questions, {}),
      askedAgain: await askAll(answerer, questions, {}),
      filtered: await askFiltered(answerer, questions.slice(0, 60)),
      recallAt10: await recall({ reader, index: index(), questions, asking }),
      rssMegabytes: process.memoryUsage().rss / 1e6,
      heapMegabytes: process.memoryUsage().heapUsed / 1e6,
    };
  } finally {
    await answerer.close();
  }
}

interface OpenedPlace {
  readonly answerer: WarmableAnswerer;
  readonly reader: ReadableStore;
  readonly index: () => VectorIndex | null;
}

/** As the online half is wired, over the place's own store. */
async function openPlace({ place, embedder }: ScaleAsking): Promise<OpenedPlace> {
  const reader = await place.openReader();
  if (reader === null) throw new Error('the store was built and is not there');
  const hnsw = await loadHnswModule();
  let index: VectorIndex | null = null;
  const answerer = openInProcessAnswerer({
    reader: rememberPassages(reader),
    // It outlives the answerers of the other sizes.
    loadEmbedder: () => Promise.resolve({ ...embedder, close: () => Promise.resolve() }),
    openIndex: async (own, generation) => {
      const graphs = dataFiles(place.settings.dataDir).graphs;
      const opened =
        place.openIndex === null
          ? await openGraph({ reader: own, generation, hnsw, graphs })
          : { index: await place.openIndex(generation), notice: null };
      index = opened.index;
      return opened;
    },
    onNotice: () => undefined,
  });
  return { answerer, reader, index: () => index };
}

interface AskedTimes {
  readonly total: number;
  readonly embed: number;
}

async function timeOf(answerer: WarmableAnswerer, request: AskRequest): Promise<AskedTimes> {
  const started = performance.now();
  const { timings } = await answerer.answer(request);
  return { total: performance.now() - started, embed: timings.embedMs };
}

async function askAll(
  answerer: WarmableAnswerer,
  questions: readonly string[],
  filter: Filter,
): Promise<Figures> {
  const times: AskedTimes[] = [];
  const before = process.cpuUsage();
  for (const question of questions) times.push(await timeOf(answerer, { question, filter }));
  const { user, system } = process.cpuUsage(before);
  const embedding = times.map(({ embed }) => embed);
  return {
    ...latencyFigures(times.map(({ total }) => total)),
    embedding: latencyFigures(embedding),
    aboveEmbedding: latencyFigures(times.map(({ total, embed }) => total - embed)),
    // Others on the machine lengthen the wait, but hardly the work.
    processorMsAQuestion: (user + system) / 1000 / questions.length,
  };
}

async function askFiltered(
  answerer: WarmableAnswerer,
  questions: readonly string[],
): Promise<Figures> {
  const figures: Record<string, Figures> = {};
  for (const [name, filter] of Object.entries(FILTERS)) {
    figures[name] = await askAll(answerer, questions, filter);
  }
  return figures;
}

interface RecallWork {
  readonly reader: ReadableStore;
  readonly index: VectorIndex | null;
  readonly questions: readonly string[];
  readonly asking: ScaleAsking;
}

/** What the index finds of the ten that are truly nearest; null where it is exact itself. */
async function recall({ reader, index, questions, asking }: RecallWork): Promise<number | null> {
  const generation = await reader.current(DEFAULT_COLLECTION);
  if (index === null || index.kind === 'exact' || generation === null) return null;
  const labels: number[] = [];
  const vectors: Float32Array[] = [];
  for await (const { label, vector } of reader.allVectors(generation)) {
    labels.push(label);
    vectors.push(vector);
  }
  const exact = buildExactIndex(generation.model.dimension, { labels, vectors });
  const found: number[][] = [];
  const nearest: number[][] = [];
  for (const question of questions.slice(0, RECALL_QUERIES)) {
    const vector = await asking.embedder.embedQuery(question);
    found.push((await index.search(vector, RECALL_AT)).map(({ label }) => label));
    nearest.push((await exact.search(vector, RECALL_AT)).map(({ label }) => label));
  }
  return recallOf(found, nearest);
}
