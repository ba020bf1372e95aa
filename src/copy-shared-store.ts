// One round of copying the database to this machine, wired. It runs in a process of low priority that ends with it; one
// at a time for each folder, whoever started it.

import { setImmediate } from 'node:timers/promises';
import { copyFiles, hasLocalCopy, openCopyForWriting } from './local-copy.js';
import { copyRound, type RoundReport } from './mirroring/copy-round.js';
import { forgetUsed, readUsed } from './mirroring/used-collections.js';
import { openStores } from './open-stores.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import { isStoreAway } from './shared/is-away.js';
import type { Log } from './shared/log.js';
import type { BuildLock } from './store/build-lock.js';
import { takeBuildLock } from './store/sqlite/build-lock.js';
import type { Stores } from './store/stores.js';
import { loadHnswModule } from './vector-index/hnsw-module.js';

export interface CopyCall {
  readonly settings: Settings;
  readonly log: Log;
  /** The database's unless given. */
  readonly stores?: Pick<Stores, 'place' | 'openReader'>;
}

/** Copies what is used here; null where another process does, there is nothing to copy, or the database is away. */
export async function copySharedStore(call: CopyCall): Promise<RoundReport | null> {
  const { settings, stores = openStores(settings) } = call;
  if (!hasLocalCopy(settings)) return null;
  const lock = lockFolder(copyFiles(settings.dataDir).folder);
  if (lock === null) return null;
  try {
    return await copyUnderLock({ ...call, stores });
  } catch (error) {
    // Whoever answers says so, once; the next round finds out anew.
    if (isStoreAway(error)) return null;
    throw error;
  } finally {
    await lock.release();
  }
}

async function copyUnderLock({
  settings,
  log,
  stores,
}: Required<CopyCall>): Promise<RoundReport | null> {
  const reader = await stores.openReader();
  if (reader === null) return null;
  const files = copyFiles(settings.dataDir);
  const say = (line: string): void => {
    log.warn(line);
  };
  try {
    const copy = await openCopyForWriting(files, stores.place, say);
    try {
      const used = await readUsed(files.used, new Date());
      const report = await copyRound({
        ...{ reader, copy, used, say },
        hnsw: await loadHnswModule(),
        graphs: files.graphs,
        now: () => new Date(),
        pause: () => setImmediate(),
      });
      await forgetUsed(files.used, report.inUse);
      if (report.copied.length > 0) log.info({ collections: report.copied }, 'copied');
      return report;
    } finally {
      await copy.close();
    }
  } finally {
    await reader.close();
  }
}

function lockFolder(folder: string): BuildLock | null {
  try {
    return takeBuildLock(folder);
  } catch (error) {
    if (error instanceof ReadableError && error.code === 'build_in_progress') return null;
    throw error;
  }
}
