// The embedded SourceStore: one SQLite file of its own beside the index. What is removed is overwritten and leaves
// the write-ahead log as well, because "removed" is a promise about the disk.

import type { SourceStore } from '../../sources/source-store.js';
import type { OriginalFacts } from '../../sources/source.js';
import { prepare, settle, type Database } from './open-database.js';
import { openSourceDatabase } from './source-database.js';
import * as originals from './source-originals.js';
import * as sources from './source-rows.js';
import * as settings from './source-settings.js';
import { truncateLog } from './truncate-log.js';

export interface SourceStoreOptions {
  readonly path: string;
  /** Open for reading only; never creates or migrates. */
  readonly readOnly?: boolean;
}

/**
 * Opens the store, creating it where there is none.
 *
 * @throws ReadableError `index_corrupt`, `index_missing`, `storage_read_only`, `disk_full` or `storage_failed`
 */
export function openSqliteSourceStore({ path, readOnly = false }: SourceStoreOptions): SourceStore {
  const database = openSourceDatabase(path, { readOnly });
  return {
    ...sourcesAndStates(database),
    ...keptOriginals(database),
    ...settingsAndScopes(database),
    removeCollection: (collection) => removing(database, () => removeAll(database, collection)),
    close: () =>
      settle(database, () => {
        database.close();
      }),
  };
}

function sourcesAndStates(
  database: Database,
): Pick<
  SourceStore,
  'putSource' | 'removeSource' | 'sources' | 'source' | 'states' | 'putState' | 'due'
> {
  const run = <T>(work: () => T): Promise<T> => settle(database, work);
  return {
    putSource: (source) =>
      run(() => {
        sources.putSource(database, source);
      }),
    removeSource: (collection, id) =>
      removing(database, () => removeSource(database, { collection, id })),
    sources: (collection) => run(() => sources.readSources(database, collection)),
    source: (collection, id) => run(() => sources.readSource(database, { collection, id })),
    states: (collection) => run(() => sources.readStates(database, collection)),
    putState: (state) =>
      run(() => {
        sources.putState(database, state);
      }),
    due: (now) => run(() => sources.readDue(database, now.getTime())),
  };
}

function keptOriginals(
  database: Database,
): Pick<
  SourceStore,
  | 'putOriginal'
  | 'describeOriginal'
  | 'removeOriginal'
  | 'original'
  | 'originals'
  | 'originalsOf'
  | 'removeDrafts'
  | 'holdings'
> {
  const run = <T>(work: () => T): Promise<T> => settle(database, work);
  return {
    putOriginal: (original) =>
      run(() => {
        asDurable(database, original, () => {
          originals.putOriginal(database, original);
        });
      }),
    describeOriginal: (facts) =>
      run(() => asDurable(database, facts, () => originals.describeOriginal(database, facts))),
    removeOriginal: (collection, id) =>
      removing(database, () => originals.removeOriginal(database, { collection, id })),
    original: (collection, id) => run(() => originals.readOriginal(database, { collection, id })),
    originals: (collection, state = 'kept') =>
      run(() => originals.readOriginals(database, { collection, state })),
    originalsOf: (collection, sourceId) =>
      run(() => originals.readOriginalsOf(database, { collection, sourceId })),
    removeDrafts: (before) =>
      removing(database, () => originals.removeDrafts(database, before.getTime())),
    holdings: (collection) => run(() => originals.readHoldings(database, collection)),
  };
}

function settingsAndScopes(
  database: Database,
): Pick<
  SourceStore,
  'collections' | 'settings' | 'putSettings' | 'sharedWith' | 'channelScope' | 'putChannelScope'
> {
  const run = <T>(work: () => T): Promise<T> => settle(database, work);
  return {
    collections: () => run(() => settings.readCollections(database)),
    settings: (collection) => run(() => settings.readSettings(database, collection)),
    putSettings: (given) =>
      run(() => {
        settings.putSettings(database, given);
      }),
    sharedWith: (guild) => run(() => settings.readSharedWith(database, guild)),
    channelScope: (guild, channel) =>
      run(() => settings.readChannelScope(database, { guild, channel })),
    putChannelScope: (scope) =>
      run(() => {
        settings.putChannelScope(database, scope);
      }),
  };
}

/**
 * What was fetched can be fetched again, so its write does not wait for the disk: a power cut may cost the last ones,
 * a killed process none. What a person handed in is on the disk before anybody is told so.
 */
function asDurable<T>(database: Database, { addedBy }: OriginalFacts, write: () => T): T {
  if (addedBy !== null) return write();
  database.pragma('synchronous = NORMAL');
  try {
    return write();
  } finally {
    database.pragma('synchronous = FULL');
  }
}

/** Removes in one transaction, then empties the log that still holds what was there. */
function removing<T>(database: Database, remove: () => T): Promise<T> {
  return settle(database, () => {
    const removed = database.transaction(remove).immediate();
    truncateLog(database);
    return removed;
  });
}

function removeSource(database: Database, wanted: originals.OriginalKey): boolean {
  const { collection, id } = wanted;
  prepare(database, 'DELETE FROM original WHERE collection = ? AND source = ?').run(collection, id);
  const { changes } = prepare(database, 'DELETE FROM source WHERE collection = ? AND id = ?').run(
    collection,
    id,
  );
  return changes > 0;
}

/** A channel's scope names collections and stays: without it, the channel would search more than before. */
function removeAll(database: Database, collection: string): number {
  const from = (sql: string): number => prepare(database, sql).run(collection).changes;
  const removed = from('DELETE FROM original WHERE collection = ?');
  from('DELETE FROM source WHERE collection = ?');
  from('DELETE FROM collection_settings WHERE collection = ?');
  return removed;
}
