// The offline half, wired: the corpus, the model and the store that the settings name are built into
// an index, one build at a time.

import type { CorpusSource } from './corpus/corpus-source.js';
import { bandsOf, LEAST_COPY_SIMILARITY, signatureOf, similarityOf } from './corpus/min-hash.js';
import { dataFiles } from './data-files.js';
import { DEFAULT_COLLECTION } from './answering/answerer.js';
import { openBulkEmbedder } from './embeddings/bulk-embedder.js';
import type { CountTokens } from './embeddings/embedder.js';
import { loadTokenCounter } from './embeddings/transformers-model.js';
import type { BuildProgress, BuildReport } from './indexing/build-report.js';
import type { CopyMeasure } from './indexing/find-copies.js';
import { indexCorpus } from './indexing/index-corpus.js';
import { modelFromSettings } from './model-from-settings.js';
import { openCorpus } from './open-corpus.js';
import { openStores } from './open-stores.js';
import { COLLECTION_NAME } from './retrieval/question.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import { loadHnswModule, type HnswModule } from './vector-index/hnsw-module.js';

export interface BuildIndexOptions {
  readonly settings: Settings;
  /** Read and embed everything again; a damaged store is set aside. */
  readonly force?: boolean;
  readonly collection?: string;
  /** What the settings name for the collection unless given. */
  readonly source?: CorpusSource;
  readonly hnsw?: HnswModule | null;
  /** Worker threads that embed; one a core unless given. */
  readonly workers?: number;
  readonly onProgress?: (progress: BuildProgress) => void;
}

/** How near copies of documents are told. */
const COPIES: CopyMeasure = {
  signatureOf,
  bandsOf,
  similarityOf,
  least: LEAST_COPY_SIMILARITY,
};

function requireCollectionName(collection: string): void {
  // It becomes part of a file's name.
  if (COLLECTION_NAME.test(collection)) return;
  throw new ReadableError({
    code: 'bad_call',
    text: `"${collection.slice(0, 64)}" is not a collection's name: small letters, digits, "_" and "-".`,
  });
}

/** Where the store has an index of its own, no graph is written. */
async function hnswOf({ hnsw }: BuildIndexOptions): Promise<HnswModule | null> {
  return hnsw === undefined ? loadHnswModule() : hnsw;
}

function workersOf({ workers }: BuildIndexOptions): { readonly workers?: number } {
  return workers === undefined ? {} : { workers };
}

/** Builds or refreshes the index; see `indexCorpus`. */
export async function buildIndex(options: BuildIndexOptions): Promise<BuildReport> {
  const { settings, force = false, collection = DEFAULT_COLLECTION } = options;
  requireCollectionName(collection);
  const source = options.source ?? (await openCorpus({ settings, collection }));
  const stores = openStores(settings);
  const lock = await stores.lockBuilds(collection);
  try {
    const store = await stores.openStore({ replaceDamaged: force, lock });
    try {
      const description = await modelFromSettings(settings);
      let counter: Promise<CountTokens> | null = null;
      return await indexCorpus(
        {
          source,
          store,
          model: description.identity,
          openCounter: () => (counter ??= loadTokenCounter(description)),
          openEmbedder: () => openBulkEmbedder(description, workersOf(options)),
          hnsw: stores.openIndex === null ? await hnswOf(options) : null,
          graphsDir: dataFiles(settings.dataDir).graphs,
          copies: COPIES,
          now: () => new Date(),
          onProgress: options.onProgress ?? (() => undefined),
        },
        // Files of the operator's folder go by accident; what servers hold goes by their word alone.
        { collection, force, mayBeEmpty: collection !== DEFAULT_COLLECTION },
      );
    } finally {
      await store.close();
    }
  } finally {
    await lock.release();
  }
}
