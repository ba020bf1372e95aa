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
import { loadHnswModule } from '../vector-index/hnsw-module.js';
import type { BenchmarkContext, Figures } from './benchmark.js';
import type { ScalePlace } from './scale-place.js';
import { scaleSource, type ScaleTexts } from './scale-texts.js';
import { keptEmbeddings, openNearEmbedder, readCentres } from './scale-vectors.js';

const CHANGED_SHARE = 0.01;

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
  const { context, place, texts } = build;
  const description = await modelFromSettings(context.settings);
  const store = await place.openStore();
  let counter: Promise<CountTokens> | null = null;
  let graphStarted = 0;
  let told = 0;
  try {
    const imported = performance.now();
    if ((await store.current(DEFAULT_COLLECTION)) === null) {
      await store.importEmbeddings(
        description.identity,
        keptEmbeddings(context.settings.dataDir, description.identity),
      );
    }
    const started = performance.now();
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
          if (stage === 'indexing' && graphStarted === 0) graphStarted = performance.now();
          if (performance.now() - told < 10_000) return;
          told = performance.now();
          context.progress(`scale: ${stage} ${done} of ${total}`);
        },
      },
      { collection: DEFAULT_COLLECTION, force: false },
    );
    const ended = performance.now();
    return {
      importedSeconds: (started - imported) / 1000,
      ...secondsOf(report),
      graphSeconds: graphStarted === 0 ? 0 : (ended - graphStarted) / 1000,
      passages: report.passages,
      embeddedPassages: report.embeddedPassages,
      rssMegabytes: process.memoryUsage().rss / 1e6,
    };
  } finally {
    await store.close();
  }
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
