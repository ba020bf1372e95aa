// In: a place and a size. Out: a store of that size there, built by the same code as any other and with the times it
// took: from nothing, with nothing changed, and with one document in a hundred changed. Vectors come without the model.

import { bandsOf, LEAST_COPY_SIMILARITY, signatureOf, similarityOf } from '../corpus/min-hash.js';
import { dataFiles } from '../data-files.js';
import { DEFAULT_COLLECTION } from '../answering/answerer.js';
import { CANARY_TEXT, type BulkEmbedder, type CountTokens } from '../embeddings/embedder.js';
import { loadModel, loadTokenCounter } from '../embeddings/transformers-model.js';
import { indexCorpus } from '../indexing/index-corpus.js';
import type { BuildReport } from '../indexing/build-report.js';
import { modelFromSettings } from '../model-from-settings.js';
import type { KnowledgeStore } from '../store/knowledge-store.js';
import { loadHnswModule } from '../vector-index/hnsw-module.js';
import type { BenchmarkContext, Figures } from './benchmark.js';
import type { ScalePlace } from './scale-place.js';
import { scaleSource, type ScaleTexts } from './scale-texts.js';
import { keptEmbeddings, openNearEmbedder, readCentres } from './scale-vectors.js';

const CHANGED_SHARE = 0.01;
const TOLD_EVERY_MS = 10_000;
const WATCHED_EVERY_MS = 200;

export interface ScaleBuild {
  readonly context: BenchmarkContext;
  readonly place: ScalePlace;
  readonly texts: ScaleTexts;
}

/** Builds what is not there yet; figures of building are of this run alone, and null where it was there. */
export async function buildScale(build: ScaleBuild): Promise<Figures> {
  const isThere = await holdsGeneration(build.place);
  const first = isThere ? null : await buildOnce(build, 0);
  const same = await buildOnce(build, 0);
  const some = Math.max(1, Math.round(CHANGED_SHARE * build.texts.documents.length));
  const changed = await buildOnce(build, some);
  const back = await buildOnce(build, 0);
  return {
    fromNothing: first,
    nothingChanged: same,
    oneInAHundredChanged: changed,
    changedBack: back,
  };
}

async function holdsGeneration(place: ScalePlace): Promise<boolean> {
  const reader = await place.openReader();
  if (reader === null) return false;
  const current = await reader.current(DEFAULT_COLLECTION).finally(() => reader.close());
  return current !== null;
}

async function buildOnce(build: ScaleBuild, changed: number): Promise<Figures> {
  const { context, place } = build;
  const { identity } = await modelFromSettings(context.settings);
  const store = await place.openStore();
  const memory = watchMemory();
  try {
    const started = performance.now();
    if ((await store.current(DEFAULT_COLLECTION)) === null) {
      const kept = keptEmbeddings(context.settings.dataDir, identity);
      await store.importEmbeddings(identity, kept);
    }
    const importedSeconds = (performance.now() - started) / 1000;
    const { report, graphSeconds } = await index(build, store, changed);
    const { passages, embeddedPassages } = report;
    const seconds = { importedSeconds, ...secondsOf(report), graphSeconds };
    return { ...seconds, passages, embeddedPassages, peakRssMegabytes: memory.peakMegabytes() };
  } finally {
    memory.stop();
    await store.close();
  }
}

async function index(
  { context, place, texts }: ScaleBuild,
  store: KnowledgeStore,
  changed: number,
): Promise<{ readonly report: BuildReport; readonly graphSeconds: number }> {
  const description = await modelFromSettings(context.settings);
  let counter: Promise<CountTokens> | null = null;
  const graph = { started: 0, ended: 0 };
  let told = 0;
  const report = await indexCorpus(
    {
      source: scaleSource(texts, { changed }),
      store,
      model: description.identity,
      openCounter: () => (counter ??= loadTokenCounter(description)),
      openEmbedder: () => openEmbedder(context),
      hnsw: place.openIndex === null ? await loadHnswModule() : null,
      graphsDir: dataFiles(place.settings.dataDir).graphs,
      copies: { signatureOf, bandsOf, similarityOf, least: LEAST_COPY_SIMILARITY },
      now: () => new Date(),
      onProgress: ({ stage, done, total }) => {
        const now = performance.now();
        if (stage === 'indexing') {
          if (graph.started === 0) graph.started = now;
          graph.ended = now;
        }
        if (now - told < TOLD_EVERY_MS) return;
        told = now;
        context.progress(`scale: ${stage} ${done} of ${total}`);
      },
    },
    { collection: DEFAULT_COLLECTION, force: false },
  );
  return { report, graphSeconds: (graph.ended - graph.started) / 1000 };
}

/** The most memory held while it is watched. */
function watchMemory(): { readonly peakMegabytes: () => number; readonly stop: () => void } {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, WATCHED_EVERY_MS);
  return {
    peakMegabytes: () => peak / 1e6,
    stop: () => {
      clearInterval(timer);
    },
  };
}

function secondsOf({ seconds }: BuildReport): Figures {
  const { reading, embedding, total } = seconds;
  return { readingSeconds: reading, vectorsSeconds: embedding, totalSeconds: total };
}

async function openEmbedder({ settings }: BenchmarkContext): Promise<BulkEmbedder> {
  const description = await modelFromSettings(settings);
  const model = await loadModel(description, { threads: 1 });
  try {
    const canary = await model.embedPassage(CANARY_TEXT);
    const { centres } = await readCentres(settings.dataDir, description.identity);
    return openNearEmbedder(description.identity, { centres, canary });
  } finally {
    await model.close();
  }
}
