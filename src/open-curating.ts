// Curating, wired: what operators and moderators do with a collection, over the real parts that the settings name.
// The command line, the chat, the bot and the keeper open the same; who works through jobs builds, the bot never does.

import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildIndex } from './build-index.js';
import { openCorpusFolder } from './corpus/corpus-folder.js';
import type { CorpusSource } from './corpus/corpus-source.js';
import { readRegularFile } from './corpus/read-regular-file.js';
import type { CuratingParts, WithIndex } from './curating/curating-parts.js';
import { openDepartures, type Departures } from './curating/departures.js';
import { exportCollection, type ExportParts } from './curating/export-collection.js';
import { openIncoming } from './curating/incoming.js';
import type { KeeperParts } from './curating/keep-corpora.js';
import { quotasOf } from './curating/quotas.js';
import type { VerifyParts } from './curating/verify-collection.js';
import { openCuratingOutside, type CuratingOutside, type OpenOutside } from './curating-outside.js';
import { dataFiles } from './data-files.js';
import type { BuildProgress } from './indexing/build-report.js';
import { openStores } from './open-stores.js';
import { settingsForChildren, type Settings } from './settings.js';
import type { Log } from './shared/log.js';
import type { Generation } from './store/knowledge-store.js';
import { openReplyHandles, type ReplyHandles } from './store/reply-handles.js';
import { syncListedSources } from './sync-listed-sources.js';
import { sweepGraphFiles, verifyGraphFile } from './vector-index/graph-files.js';

export interface OpenCurating {
  readonly settings: Settings;
  readonly log: Log;
  /** Told of every build's progress beside the job. */
  readonly onBuild?: (progress: BuildProgress) => void;
  /** The real ones unless given. */
  readonly outside?: OpenOutside;
}

export interface OpenedCurating {
  readonly parts: CuratingParts;
  readonly keeper: KeeperParts;
  readonly exporting: ExportParts;
  readonly verifying: VerifyParts;
  readonly departures: Departures;
  readonly handles: ReplyHandles;
  /** The collection as one archive; null where it has more bytes than that. */
  readonly exportArchive: (collection: string, mostBytes: number) => Promise<Buffer | null>;
  /**
   * Brings the sources that are kept in step with `sources.yaml`, and asks for what follows from it. Where the folder
   * itself is not there, such as a disk that is not mounted, nothing of what was fetched for it is dropped.
   *
   * @throws ReadableError `bad_sources`
   */
  readonly syncSources: () => Promise<void>;
  close(): Promise<void>;
}

/**
 * A text is packed to a third or a quarter. What is larger by far is not packed in the bot's memory first, where a
 * full collection would take 400 MB, only to be told that it does not fit.
 */
const MOST_PACKED = 5;

/** Opens it. */
export async function openCurating(options: OpenCurating): Promise<OpenedCurating> {
  const { settings, log, outside: open = openCuratingOutside } = options;
  const outside = await open(settingsForChildren(settings), log);
  const parts = partsOver(settings, outside);
  const departures = openDepartures(join(settings.dataDir, 'departures.json'));
  const exporting = exportingOver(settings, parts, outside);
  return {
    parts,
    departures,
    exporting,
    keeper: keeperOver(options, { parts, outside, departures, log }),
    verifying: verifyingOver(settings, parts),
    handles: openReplyHandles(join(settings.dataDir, 'replies-under-way.json'), parts.now),
    // Whoever gets it in a message has the texts; vectors would only make it larger.
    exportArchive: async (collection, mostBytes) => {
      const { bytes } = await parts.sources.holdings(collection);
      if (bytes > mostBytes * MOST_PACKED) return null;
      return exportBytes({ ...exporting, exportVectors: null }, collection, mostBytes);
    },
    syncSources: () => syncListedSources(parts, settings),
    close: () => outside.close(),
  };
}

function partsOver(settings: Settings, outside: CuratingOutside): CuratingParts {
  const { sources, jobs, fetch, read } = outside;
  return {
    sources,
    jobs,
    fetch,
    read,
    quotasOf,
    withIndex: withIndexOf(settings),
    folder: folderOf(settings),
    incoming: openIncoming(join(settings.dataDir, 'incoming')),
    now: () => new Date(),
    newId: randomUUID,
  };
}

/** The corpus folder, opened when it is looked at: a server's own collection needs none. */
function folderOf({ corpusDir }: Settings): CorpusSource {
  return {
    list: () => openCorpusFolder(corpusDir).list(),
    read: (entry) => openCorpusFolder(corpusDir).read(entry),
  };
}

function withIndexOf(settings: Settings): WithIndex {
  return async (use) => {
    const reader = await openStores(settings).openReader();
    if (reader === null) return null;
    return use(reader).finally(() => reader.close());
  };
}

interface KeeperOver {
  readonly parts: CuratingParts;
  readonly outside: CuratingOutside;
  readonly departures: Departures;
  readonly log: Log;
}

function keeperOver(
  { settings, onBuild }: OpenCurating,
  { parts, outside, departures, log }: KeeperOver,
): KeeperParts {
  const { graphs } = dataFiles(settings.dataDir);
  return {
    ...parts,
    log,
    departures,
    importVectors: outside.importVectors,
    refresh: outside.refresh,
    sleep: (milliseconds) => sleep(milliseconds),
    publish: (collection, onProgress) =>
      buildIndex({
        settings,
        collection,
        onProgress: (progress) => {
          onProgress(progress);
          onBuild?.(progress);
        },
      }),
    removeIndexed: async (collection) => {
      const lock = await openStores(settings).lockBuilds(collection);
      return outside.removeIndexed(collection).finally(() => lock.release());
    },
    removeGraphs: (collection) => sweepGraphFiles({ folder: graphs, collection, keep: [] }),
  };
}

function exportingOver(
  { corpusDir }: Settings,
  { sources, now, folder }: CuratingParts,
  { exportVectors }: CuratingOutside,
): ExportParts {
  const folderBytes = async (file: string): Promise<Uint8Array> =>
    readRegularFile({ root: await realpath(corpusDir), file });
  return { sources, now, folder, folderBytes, exportVectors };
}

function verifyingOver(settings: Settings, { sources, withIndex }: CuratingParts): VerifyParts {
  const { graphs } = dataFiles(settings.dataDir);
  const stores = openStores(settings);
  const verifyGraph = async ({ graph }: Generation): Promise<void> => {
    if (graph !== null) await verifyGraphFile(join(graphs, graph.file), graph);
  };
  return {
    sources,
    withIndex,
    checkDatabases: () => stores.check(),
    verifyGraph: stores.openIndex === null ? verifyGraph : null,
  };
}

async function exportBytes(
  parts: ExportParts,
  collection: string,
  mostBytes: number,
): Promise<Buffer | null> {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-export-'));
  try {
    const { path, bytes } = await exportCollection(parts, collection, join(folder, 'export.zip'));
    return bytes > mostBytes ? null : await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
