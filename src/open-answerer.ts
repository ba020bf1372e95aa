// The online half, wired: the store, the model and the index that the settings name become an Answerer.

import type { AnswerCache } from './answering/answer-cache.js';
import { openInProcessAnswerer, type WarmableAnswerer } from './answering/in-process-answerer.js';
import type { LocalCopy } from './answering/corpora-with-copy.js';
import type { OpenedIndex } from './answering/open-corpus.js';
import { confidenceModelOf, readCalibrations, type StoredCalibrations } from './confidence-file.js';
import { dataFiles } from './data-files.js';
import type { Embedder } from './embeddings/embedder.js';
import { rememberQueries } from './embeddings/remember-queries.js';
import type { TopicCounts } from './timelines/timeline.js';
import { loadModel } from './embeddings/transformers-model.js';
import { canBeginWithout, copyFiles, hasLocalCopy, openLocalCopy } from './local-copy.js';
import { modelFromSettings } from './model-from-settings.js';
import { openExactIndex, openGraph } from './open-graph.js';
import { openStores } from './open-stores.js';
import type { Pieces } from './retrieval/pieces.js';
import type { RetrievalOptions } from './retrieval/retrieve.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import { isStoreAway } from './shared/is-away.js';
import type { Log } from './shared/log.js';
import type { Generation, KnowledgeReader } from './store/knowledge-store.js';
import { lateReader } from './store/late-reader.js';
import { rememberPassages } from './store/remember-passages.js';
import type { ReadableStore, Stores } from './store/stores.js';
import { loadHnswModule, type HnswModule } from './vector-index/hnsw-module.js';

/** One thread a query: more save little on a short text and take a core from everyone else. */
const QUERY_THREADS = 1;

export interface OpenAnswererOptions {
  readonly settings: Settings;
  readonly log: Log;
  /** Told once where a generation is served in a lesser way; goes to the log unless given. */
  readonly onNotice?: (notice: string) => void;
  /** The native index; loaded unless given, null to do without. */
  readonly hnsw?: HnswModule | null;
  /** Parts of finding and answering that are switched on; all unless given. */
  readonly pieces?: Pieces | undefined;
  /** Constants of retrieval in place of the shipped ones; `pieces` is given beside them. */
  readonly retrieval?: RetrievalOptions | undefined;
  /** Null leaves an operator's calibration aside. */
  readonly calibrations?: null;
  /** Remembers answers and the vectors of questions; neither unless given. */
  readonly cache?: AnswerCache;
  /** The model; the one the settings name unless given. */
  readonly loadEmbedder?: (() => Promise<Embedder>) | undefined;
}

/**
 * Opens the answerer; the model is loaded at the first question.
 *
 * @throws ReadableError `index_missing` where nothing was built yet
 */
export async function openAnswerer(options: OpenAnswererOptions): Promise<WarmableAnswerer> {
  const { settings, log, cache } = options;
  const files = dataFiles(settings.dataDir);
  const stores = openStores(settings);
  const reader = await openReader(stores, canBeginWithout(settings));
  // Where the store has an index of its own, no graph is read.
  const hnsw =
    options.hnsw === undefined && stores.openIndex === null
      ? await loadHnswModule()
      : (options.hnsw ?? null);
  const onNotice =
    options.onNotice ??
    ((notice: string) => {
      log.warn(notice);
    });
  const calibrations =
    options.calibrations === null ? AS_SHIPPED : readCalibrations(files.confidence);
  if (calibrations.notice !== null) onNotice(calibrations.notice);
  const remembering = rememberPassages(reader);
  return openInProcessAnswerer({
    reader: remembering,
    loadEmbedder: () => loadRemembering(options),
    cache,
    onRemoved: () => {
      remembering.forget();
    },
    pieces: options.pieces,
    confidenceOf: (generation) => confidenceModelOf(calibrations, generation),
    retrieval: options.retrieval,
    drawChart: (counts) => drawChart(counts, log),
    openIndex: async (reader, generation) =>
      stores.openIndex === null
        ? openGraph({ reader, generation, hnsw, graphs: files.graphs })
        : { index: await stores.openIndex(generation), notice: null },
    onNotice,
    copy: copyOf({ ...options, onNotice, place: stores.place }),
  });
}

/** @throws ReadableError `index_missing` where nothing was built yet */
async function openReader(stores: Stores, hasCopy: boolean): Promise<ReadableStore> {
  const reader = await stores.openReader().catch((error: unknown) => {
    // What is here answers until the database is there for the first time.
    if (hasCopy && isStoreAway(error)) return lateReader(() => stores.openReader());
    throw error;
  });
  if (reader !== null) return reader;
  throw new ReadableError({
    code: 'index_missing',
    text: `There is no index in ${stores.place} yet.`,
    remedy: 'Build it with: npm run build-index',
  });
}

interface CopyOf extends Pick<OpenAnswererOptions, 'settings' | 'log' | 'hnsw'> {
  readonly onNotice: (notice: string) => void;
  readonly place: string;
}

function copyOf({ settings, log, hnsw, onNotice, place }: CopyOf): LocalCopy | undefined {
  if (!hasLocalCopy(settings)) return undefined;
  const { dataDir } = settings;
  return openLocalCopy({
    ...{ dataDir, place, log, onNotice },
    openIndex: (reader, generation) => openCopiedIndex(reader, generation, { hnsw, settings }),
  });
}

/** A copy has a graph where it is worth one; one that has none is not served in a lesser way. */
async function openCopiedIndex(
  reader: KnowledgeReader,
  generation: Generation,
  { hnsw, settings }: { readonly hnsw: CopyOf['hnsw'] | undefined; readonly settings: Settings },
): Promise<OpenedIndex> {
  if (generation.graph === null) {
    return { index: await openExactIndex(reader, generation), notice: null };
  }
  return openGraph({
    ...{ reader, generation, graphs: copyFiles(settings.dataDir).graphs },
    hnsw: hnsw === undefined ? await loadHnswModule() : hnsw,
  });
}

/** Where an operator's calibration is left aside. */
const AS_SHIPPED: StoredCalibrations = { collections: {}, notice: null };

/** The model, with a memory of questions where answers are remembered. */
async function loadRemembering(options: OpenAnswererOptions): Promise<Embedder> {
  const { settings, cache, loadEmbedder } = options;
  const embedder = await (loadEmbedder === undefined
    ? loadQueryEmbedder(settings)
    : loadEmbedder());
  return cache === undefined ? embedder : rememberQueries(embedder);
}

/** Loads the model that the settings name, for questions. */
export async function loadQueryEmbedder(settings: Settings): Promise<Embedder> {
  return loadModel(await modelFromSettings(settings), { threads: QUERY_THREADS });
}

/** The drawing library is loaded for the first picture; without it a timeline is what it is, in words. */
async function drawChart(counts: TopicCounts, log: Log): Promise<Uint8Array | null> {
  try {
    const drawing = await import('./timelines/draw-chart.js');
    return await drawing.drawChart(counts);
  } catch (error) {
    log.warn({ err: error }, 'the chart of a timeline could not be drawn');
    return null;
  }
}
