// The embedded KnowledgeStore: one SQLite file in WAL mode, so that questions read while a build writes.

import type {
  CorpusMeasure,
  Generation,
  KnowledgeReader,
  KnowledgeStore,
} from '../knowledge-store.js';
import { existsSync, renameSync } from 'node:fs';
import { ReadableError } from '../../shared/errors.js';
import type { GraphManifest } from '../../vector-index/graph-files.js';
import { openDraft, removeDocuments } from './generation-draft.js';
import { openDatabase, prepare, settle, type Database } from './open-database.js';
import { openKnowledgeReader, readCurrent } from './read-knowledge.js';
import { MIGRATIONS } from './schema.js';

/** Days a vector stays cached after the last passage with its text has gone. */
const CACHE_DAYS = 30;

export interface ReadableStore extends KnowledgeReader {
  close(): Promise<void>;
}

/** Opens an existing store for reading only; a build may write beside it. */
export function openSqliteReader(path: string): ReadableStore {
  const database = openDatabase({ path, migrations: MIGRATIONS, readOnly: true });
  return { ...openKnowledgeReader(database), close: () => close(database) };
}

export interface StoreOptions {
  /** Set a damaged file aside and start an empty one in its place. */
  readonly replaceDamaged: boolean;
}

/** Opens the store for a build, creating it where there is none. */
export function openSqliteStore(
  path: string,
  options: StoreOptions = { replaceDamaged: false },
): KnowledgeStore {
  const database = openForWriting(path, options);
  return {
    ...openKnowledgeReader(database),
    draft: (target) => openDraft(database, target),
    replaceGraph: (generation, graph) =>
      settle(database, () => replaceGraph(database, { generation, graph })),
    setMeasure: (generation, measure) =>
      settle(database, () => setMeasure(database, { generation, measure })),
    sweep: (collection, now) =>
      settle(database, () => {
        database
          .transaction(() => {
            sweep(database, { collection, now });
          })
          .immediate();
      }),
    close: () => close(database),
  };
}

function openForWriting(path: string, options: StoreOptions): Database {
  const open = (): Database => openDatabase({ path, migrations: MIGRATIONS, readOnly: false });
  if (!options.replaceDamaged) return open();
  try {
    const database = open();
    if (isSound(database)) return database;
    database.close();
  } catch (error) {
    if (!(error instanceof ReadableError) || error.code !== 'index_corrupt') throw error;
  }
  const aside = `${path}.damaged-${Date.now()}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return open();
}

function isSound(database: Database): boolean {
  try {
    return database.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch {
    return false;
  }
}

function close(database: Database): Promise<void> {
  return settle(database, () => {
    database.close();
  });
}

function replaceGraph(
  database: Database,
  change: { readonly generation: Generation; readonly graph: GraphManifest | null },
): Generation {
  const { generation, graph } = change;
  prepare(database, 'UPDATE generation SET graph = ? WHERE collection = ? AND number = ?').run(
    graph === null ? null : JSON.stringify(graph),
    generation.collection,
    generation.number,
  );
  return { ...generation, graph };
}

function setMeasure(
  database: Database,
  change: { readonly generation: Generation; readonly measure: CorpusMeasure },
): Generation {
  const { generation, measure } = change;
  prepare(database, 'UPDATE generation SET measure = ? WHERE collection = ? AND number = ?').run(
    JSON.stringify(measure),
    generation.collection,
    generation.number,
  );
  return { ...generation, measure };
}

function sweep(
  database: Database,
  target: { readonly collection: string; readonly now: Date },
): void {
  const current = readCurrent(database, target.collection);
  if (current === null) return;
  // A long-lived reader may still be one generation behind, so rows that it sees stay.
  const previous = current.number - 1;
  removeDocuments(database, {
    where: 'collection = ? AND until <= ?',
    parameters: [target.collection, previous],
  });
  prepare(database, 'DELETE FROM generation WHERE collection = ? AND number < ?').run(
    target.collection,
    previous,
  );
  const oldest = new Date(target.now.getTime() - CACHE_DAYS * 24 * 60 * 60 * 1000);
  prepare(
    database,
    `DELETE FROM embedding WHERE created_at < datetime(?)
     AND NOT EXISTS (SELECT 1 FROM passage WHERE passage.embedding = embedding.pk)`,
  ).run(oldest.toISOString());
}
