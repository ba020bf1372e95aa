// The embedded stores of one machine: files below one folder, graphs beside them.

import { existsSync, lstatSync } from 'node:fs';
import { ReadableError, systemErrorCode } from '../../shared/errors.js';
import { openFilePlaces } from '../files/file-places.js';
import { openMemoryCoordination } from '../memory-coordination.js';
import type { ReadableStore, Stores } from '../stores.js';
import { takeBuildLock } from './build-lock.js';
import { checkDatabase } from './check-database.js';
import { openSqliteJobStore } from './sqlite-job-store.js';
import { openSqliteReader, openSqliteStore } from './sqlite-knowledge-store.js';
import { openSqliteSourceStore } from './sqlite-source-store.js';
import { openSqliteStateStore } from './sqlite-state-store.js';

export interface SqliteFiles {
  readonly dataDir: string;
  readonly store: string;
  readonly state: string;
  readonly sources: string;
}

/** The stores of a data folder; nothing is opened or made before it is asked for. */
export function openSqliteStores(files: SqliteFiles): Stores {
  return {
    place: files.dataDir,
    openReader: () => settled(() => readerIfThere(files.store)),
    openStore: ({ replaceDamaged = false } = {}) =>
      settled(() => openSqliteStore(files.store, { replaceDamaged })),
    openIndex: null,
    openState: (now) => settled(() => openSqliteStateStore({ path: files.state, now })),
    openKeptState: (now) =>
      settled(() =>
        existsSync(files.state) ? openSqliteStateStore({ path: files.state, now }) : null,
      ),
    openSources: () => settled(() => openSqliteSourceStore({ path: files.sources })),
    hasSources: () => isThere(files.sources),
    openKeptSources: () =>
      settled(() =>
        isThere(files.sources)
          ? openSqliteSourceStore({ path: files.sources, readOnly: true })
          : null,
      ),
    openJobs: (now) => settled(() => openSqliteJobStore({ path: files.sources, now })),
    // One process hears Discord here, so what it must agree on it agrees on with itself.
    openCoordination: () => settled(openMemoryCoordination),
    openPlaces: (now) => settled(() => openFilePlaces(files.dataDir, now)),
    lockBuilds: () => settled(() => takeBuildLock(files.dataDir)),
    check: () => settled(() => [files.store, files.sources, files.state].flatMap(checkDatabase)),
  };
}

function settled<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

/** Null where there is no store, or one of an earlier version: a build brings it to the present form. */
function readerIfThere(path: string): ReadableStore | null {
  if (!existsSync(path)) return null;
  try {
    return openSqliteReader(path);
  } catch (error) {
    if (error instanceof ReadableError && error.code === 'index_missing') return null;
    throw error;
  }
}

/** Whether a file is there; where that cannot be told it is, and whoever opens it says what is wrong. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}
