// The copy of another store as one SQLite file of the same tables: whoever reads it cannot tell it from a store that
// was built here. One process writes it, holding the lock of its folder; others read beside it.

import type { CopyReader, CopyStore } from '../copy-store.js';
import { ReadableError } from '../../shared/errors.js';
import { openCopyDraft } from './copy-draft.js';
import {
  addNoteTables,
  forgetNotes,
  hasNoteTables,
  readNotes,
  readPlace,
  writeNotCopied,
  writePastChecked,
  writePlace,
  writeSeen,
} from './copy-notes.js';
import { openDatabase, prepare, settle, translated, type Database } from './open-database.js';
import { readCurrent } from './read-documents.js';
import { openKnowledgeReader } from './read-knowledge.js';
import { removeCollection, removeVersions } from './remove-texts.js';
import { MIGRATIONS } from './schema.js';
import { isSound, replaceGraph } from './sqlite-knowledge-store.js';
import { sweepGenerations } from './sweep-generations.js';
import { truncateLog } from './truncate-log.js';

/**
 * Opens a copy for reading only.
 *
 * @throws ReadableError `index_missing` where it was only just begun
 */
export function openSqliteCopyReader(path: string): CopyReader {
  const database = openDatabase({ path, migrations: MIGRATIONS, readOnly: true });
  if (hasNoteTables(database)) return readerOf(database);
  database.close();
  throw new ReadableError({ code: 'index_missing', text: `${path} holds no copy yet.` });
}

/** Opens a copy for writing; it is made where there is none. */
export function openSqliteCopyStore(path: string): CopyStore {
  const database = openDatabase({ path, migrations: MIGRATIONS, readOnly: false });
  translated(path, () => {
    // What is removed there must not stay in free pages here.
    database.pragma('secure_delete = ON');
    addNoteTables(database);
  });
  return { ...readerOf(database), ...writing(database), ...removing(database) };
}

type Writing = Omit<CopyStore, keyof CopyReader | keyof Removing>;

function writing(database: Database): Writing {
  const write = (work: () => void): Promise<void> =>
    settle(database, () => {
      database.transaction(work).immediate();
    });
  return {
    setPlace: (place) =>
      write(() => {
        writePlace(database, place);
      }),
    isSound: () => settle(database, () => isSound(database)),
    held: () => settle(database, () => readHeld(database)),
    begin: (generation) => openCopyDraft(database, generation),
    noteSeen: (collection, at) =>
      write(() => {
        writeSeen(database, collection, at.toISOString());
      }),
    notePastChecked: (collection, at) =>
      write(() => {
        writePastChecked(database, collection, at.toISOString());
      }),
    setNotCopied: (notCopied) =>
      write(() => {
        writeNotCopied(database, notCopied);
      }),
    replaceGraph: (generation, graph) =>
      settle(database, () => replaceGraph(database, { generation, graph })),
    pastLabels: (collection) => settle(database, () => readPastLabels(database, collection)),
    setLeftAt: (collection, leftAt) =>
      write(() => {
        setLeftAt(database, collection, leftAt);
      }),
  };
}

function readerOf(database: Database): CopyReader {
  return {
    ...openKnowledgeReader(database),
    place: () => settle(database, () => readPlace(database)),
    notes: () => settle(database, () => readNotes(database)),
    close: () =>
      settle(database, () => {
        database.close();
      }),
  };
}

type Removing = Pick<CopyStore, 'drop' | 'removeCollection' | 'sweep'>;

function removing(database: Database): Removing {
  return {
    drop: (collection, labels) =>
      settle(database, () => removeVersions(database, { collection, labels })),
    removeCollection: (collection) =>
      settle(database, () => {
        const removed = removeCollection(database, collection);
        forgetNotes(database, collection);
        truncateLog(database);
        return removed;
      }),
    sweep: (collection, now) =>
      settle(database, () => {
        database
          .transaction(() => {
            sweepGenerations(database, { collection, now });
            prepare(
              database,
              `DELETE FROM embedding WHERE NOT EXISTS (
                 SELECT 1 FROM passage WHERE passage.embedding = embedding.pk)`,
            ).run();
            // Past versions are found by their labels alone.
            prepare(
              database,
              `DELETE FROM past_document WHERE collection = ? AND NOT EXISTS (
                 SELECT 1 FROM past_passage p WHERE p.document = past_document.pk)`,
            ).run(collection);
          })
          .immediate();
      }),
  };
}

function readHeld(database: Database): string[] {
  return prepare<[], { collection: string }>(
    database,
    `SELECT collection FROM document UNION SELECT collection FROM past_document
     UNION SELECT collection FROM generation UNION SELECT collection FROM copied`,
  )
    .all()
    .map(({ collection }) => collection);
}

function readPastLabels(database: Database, collection: string): number[] {
  const number = readCurrent(database, collection)?.number ?? 0;
  return prepare<[string, number, string], { label: number }>(
    database,
    `SELECT p.label FROM document d JOIN passage p ON p.document = d.pk
     WHERE d.collection = ? AND d.until <= ?
     UNION
     SELECT p.label FROM past_document d JOIN past_passage p ON p.document = d.pk
     WHERE d.collection = ?`,
  )
    .all(collection, number, collection)
    .map(({ label }) => label);
}

function setLeftAt(
  database: Database,
  collection: string,
  leftAt: ReadonlyMap<number, string>,
): void {
  const statements = (['', 'past_'] as const).map((past) =>
    prepare(
      database,
      `UPDATE ${past}document SET left_at = ? WHERE collection = ? AND pk =
         (SELECT document FROM ${past}passage WHERE label = ?)`,
    ),
  );
  for (const [label, at] of leftAt) {
    for (const statement of statements) statement.run(at, collection, label);
  }
}
