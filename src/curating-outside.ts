// The real parts that curating stands on: where sources and jobs are kept, the way to the network, the reader of
// hostile formats, and what the index can do with a whole collection.

import { openReader } from './corpus/sandbox/open-reader.js';
import type { ReadSafely } from './corpus/read-safely.js';
import type { ExportParts } from './curating/export-collection.js';
import type { ImportParts } from './curating/import-archive.js';
import { quotasOf, roomForFetched } from './curating/quotas.js';
import { readVectors, writeVectors } from './curating/vector-bytes.js';
import { fetchFromSettings } from './fetch-from-settings.js';
import type { Fetch } from './fetching/fetched.js';
import { modelFromSettings } from './model-from-settings.js';
import { openStores } from './open-stores.js';
import type { Settings } from './settings.js';
import type { Log } from './shared/log.js';
import type { RefreshProgress, RefreshReport } from './sources/refresh-report.js';
import { refreshSource } from './sources/refresh-source.js';
import type { Source } from './sources/source.js';
import type { SourceStore } from './sources/source-store.js';
import type { JobStore } from './store/job-store.js';
import type { KnowledgeStore } from './store/knowledge-store.js';

export interface CuratingOutside {
  readonly sources: SourceStore;
  readonly jobs: JobStore;
  readonly fetch: Fetch;
  readonly read: ReadSafely;
  readonly refresh: (
    source: Source,
    onProgress: (progress: RefreshProgress) => void,
    signal: AbortSignal,
  ) => Promise<RefreshReport>;
  /** Removes a collection from the index; whoever calls it holds the build lock. */
  readonly removeIndexed: (collection: string) => Promise<number>;
  readonly exportVectors: ExportParts['exportVectors'];
  readonly importVectors: ImportParts['importVectors'];
  close(): Promise<void>;
}

export type OpenOutside = (settings: Settings, log: Log) => Promise<CuratingOutside>;

/** Opens them; the index is opened for one piece of work at a time. */
export const openCuratingOutside: OpenOutside = async (settings, log) => {
  const stores = openStores(settings);
  const now = (): Date => new Date();
  const sources = await stores.openSources();
  const jobs = await stores.openJobs(now);
  const network = fetchFromSettings(settings);
  const { fetch } = network;
  return {
    sources,
    jobs,
    fetch,
    read: openReader({
      // The bot reads here as well, and nothing that a moderator hands in may stop it.
      largestReadHere: 0,
      onNotice: (line) => {
        log.warn(line);
      },
    }),
    refresh: (source, onProgress, signal) => {
      const mayKeep = roomForFetched({ sources, quotasOf });
      return refreshSource({ store: sources, fetch, mayKeep, now, onProgress, signal }, source);
    },
    ...indexOver(settings),
    close: async () => {
      await jobs.close();
      await sources.close();
      await network.close();
    },
  };
};

type IndexParts = Pick<CuratingOutside, 'removeIndexed' | 'exportVectors' | 'importVectors'>;

function indexOver(settings: Settings): IndexParts {
  const withStore = async <T>(work: (store: KnowledgeStore) => Promise<T>): Promise<T> => {
    const store = await openStores(settings).openStore();
    return work(store).finally(() => store.close());
  };
  return {
    removeIndexed: (collection) =>
      withStore(async (store) => (await store.removeCollection(collection)).documents),
    exportVectors: (collection) =>
      withStore(async (store) => {
        const generation = await store.current(collection);
        if (generation === null) return null;
        const { dimension, fingerprint } = generation.model;
        const bytes = await writeVectors(store.exportEmbeddings(generation), dimension);
        return { model: fingerprint, bytes };
      }),
    importVectors: async (_collection, { model, bytes }) => {
      const { identity } = await modelFromSettings(settings);
      // Vectors of another model are left aside: the build embeds anew.
      if (identity.fingerprint !== model) return 0;
      return withStore((store) =>
        store.importEmbeddings(identity, readVectors(bytes, identity.dimension)),
      );
    },
  };
}
