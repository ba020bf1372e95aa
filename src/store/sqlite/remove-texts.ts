// Removal for good: a document with every version of it, or a whole collection, down to the bytes on the disk.
// The store overwrites what it deletes; words are rewritten without the removed ones, and the write-ahead log
// is emptied.

import type { RemovedTexts } from '../knowledge-store.js';
import { liftRefusals } from './left-out.js';
import { prepare, type Database } from './open-database.js';
import { readCurrent } from './read-documents.js';
import { truncateLog } from './truncate-log.js';
import { dropWords, rewriteWords } from './words-table.js';

/** How long a removal waits for readers before it leaves the log to the next one. */
const LOG_WAIT_MS = 5_000;

interface Selection {
  readonly collection: string;
  /** Over `document d` and over `past_document d`. */
  readonly where: string;
  readonly parameters: readonly string[];
}

/** Removes every version of a document. */
export function forgetDocument(
  database: Database,
  document: { readonly collection: string; readonly id: string },
): RemovedTexts {
  const { collection, id } = document;
  const selection = {
    collection,
    where: 'd.collection = ? AND d.id = ?',
    parameters: [collection, id],
  };
  const removed = database
    .transaction(() => {
      const counts = removeSelected(database, selection);
      // Why an earlier reading of it was left out may quote it.
      liftRefusals(database, collection, [id]);
      const number = readCurrent(database, collection)?.number ?? 0;
      if (counts.documents > 0) rewriteWords(database, collection, number);
      recount(database, collection);
      return counts;
    })
    .immediate();
  truncateLog(database, LOG_WAIT_MS);
  return removed;
}

/** Removes the versions that hold some labels, past ones or not. */
export function removeVersions(
  database: Database,
  versions: { readonly collection: string; readonly labels: readonly number[] },
): RemovedTexts {
  const { collection, labels } = versions;
  const list = JSON.stringify(labels);
  const holding = (table: string): string =>
    `SELECT document FROM ${table} WHERE label IN (SELECT value FROM json_each(?))`;
  const removed = database
    .transaction(() => {
      const counts = removeSelected(database, {
        collection,
        where: `d.collection = ? AND d.pk IN (${holding('passage')} UNION ${holding('past_passage')})`,
        parameters: [collection, list, list],
      });
      const number = readCurrent(database, collection)?.number ?? 0;
      if (counts.documents > 0) rewriteWords(database, collection, number);
      recount(database, collection);
      return counts;
    })
    .immediate();
  truncateLog(database, LOG_WAIT_MS);
  return removed;
}

/** Removes a collection with its words table and its generations. */
export function removeCollection(database: Database, collection: string): RemovedTexts {
  const selection = { collection, where: 'd.collection = ?', parameters: [collection] };
  const removed = database
    .transaction(() => {
      const counts = removeSelected(database, selection);
      dropWords(database, collection);
      rememberNumber(database, collection);
      for (const table of ['current_generation', 'generation', 'entry', 'refusal']) {
        prepare(database, `DELETE FROM ${table} WHERE collection = ?`).run(collection);
      }
      return counts;
    })
    .immediate();
  truncateLog(database, LOG_WAIT_MS);
  return removed;
}

function removeSelected(database: Database, selection: Selection): RemovedTexts {
  const { where, parameters } = selection;
  const hashes = prepare<unknown[], { hash: string }>(
    database,
    `SELECT p.hash FROM document d JOIN passage p ON p.document = d.pk WHERE ${where}
     UNION ALL
     SELECT p.hash FROM past_document d JOIN past_passage p ON p.document = d.pk WHERE ${where}`,
  )
    .all(...parameters, ...parameters)
    .map(({ hash }) => hash);
  const documents = ['document', 'past_document'].map(
    (table) =>
      prepare(database, `DELETE FROM ${table} AS d WHERE ${where}`).run(...parameters).changes,
  );
  removeVectors(database, hashes);
  return { documents: documents.reduce((sum, count) => sum + count, 0), passages: hashes.length };
}

/** A vector tells of its text, so it goes too where no other passage has the same. */
function removeVectors(database: Database, hashes: readonly string[]): void {
  const models = prepare<[], { model: string }>(
    database,
    'SELECT DISTINCT model FROM embedding',
  ).all();
  const statement = prepare(
    database,
    `DELETE FROM embedding WHERE model = ? AND hash = ?
     AND NOT EXISTS (SELECT 1 FROM passage WHERE passage.embedding = embedding.pk)`,
  );
  for (const hash of new Set(hashes)) {
    for (const { model } of models) statement.run(model, hash);
  }
}

/** Brings the counts of a collection's generations in line with what they hold now. */
function recount(database: Database, collection: string): void {
  prepare(
    database,
    `UPDATE generation SET
       documents = (SELECT count(*) FROM document d
         WHERE d.collection = generation.collection AND d.since <= number
           AND (d.until IS NULL OR d.until > number)),
       passages = (SELECT count(*) FROM document d JOIN passage p ON p.document = d.pk
         WHERE d.collection = generation.collection AND d.since <= number
           AND (d.until IS NULL OR d.until > number))
     WHERE collection = ?`,
  ).run(collection);
}

function rememberNumber(database: Database, collection: string): void {
  prepare(
    database,
    `INSERT INTO removed_generation
     SELECT max(number) FROM (SELECT number FROM removed_generation
       UNION ALL SELECT number FROM generation WHERE collection = ?) HAVING max(number) IS NOT NULL`,
  ).run(collection);
  prepare(
    database,
    `DELETE FROM removed_generation
     WHERE number < (SELECT max(number) FROM removed_generation)`,
  ).run();
}
