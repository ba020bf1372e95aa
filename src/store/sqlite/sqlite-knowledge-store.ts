// The embedded KnowledgeStore: one SQLite file in WAL mode, so that questions read while a build writes.

import type { CorpusMeasure, Generation, KnowledgeStore } from '../knowledge-store.js';
import { existsSync, renameSync } from 'node:fs';
import { ReadableError } from '../../shared/errors.js';
import type { GraphManifest } from '../../vector-index/graph-files.js';
import type { ReadableStore } from '../stores.js';
import { importEmbeddings } from './carry-embeddings.js';
import { openDraft } from './generation-draft.js';
import { liftRefusals, refuse } from './left-out.js';
import {
  openDatabase,
  prepare,
  settle,
  settleAtOnce,
  translated,
  type Database,
} from './open-database.js';
import { readDocumentEntries } from './read-documents.js';
import { openKnowledgeReader } from './read-knowledge.js';
import { forgetDocument, removeCollection } from './remove-texts.js';
import { MIGRATIONS } from './schema.js';
import { sweepGenerations } from './sweep-generations.js';

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
  // What is deleted is overwritten: a withdrawn text must not stay in the file's free pages.
  translated(path, () => database.pragma('secure_delete = ON'));
  return {
    ...openKnowledgeReader(database),
    documentEntries: (generation) =>
      settle(database, () => readDocumentEntries(database, generation)),
    draft: (target) => openDraft(database, target),
    refuse: (collection, refusal) =>
      settle(database, () => {
        refuse(database, collection, refusal);
      }),
    liftRefusals: (collection, entries) =>
      settleAtOnce(database, () => {
        liftRefusals(database, collection, entries);
      }),
    replaceGraph: (generation, graph) =>
      settle(database, () => replaceGraph(database, { generation, graph })),
    setMeasure: (generation, measure) =>
      settle(database, () => setMeasure(database, { generation, measure })),
    sweep: (collection, now) =>
      settle(database, () => {
        database
          .transaction(() => {
            sweepGenerations(database, { collection, now });
          })
          .immediate();
      }),
    forgetDocument: (collection, id) =>
      settle(database, () => forgetDocument(database, { collection, id })),
    removeCollection: (collection) =>
      settle(database, () => removeCollection(database, collection)),
    importEmbeddings: (model, items) => importEmbeddings(database, model, items),
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

/** Reads the whole file for damage. */
export function isSound(database: Database): boolean {
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

/** Points a generation at another graph. */
export function replaceGraph(
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
