// The words of each collection in an FTS5 table of its own: bm25() counts rows, lengths and hits over a whole
// table, so texts of another collection in it would change scores and, through them, tell of themselves.
// Rows are added when a generation is published, so a running build changes no score either. FTS5 goes on
// counting the rows that were deleted from a contentless table, so a table that lost many is written anew.

import { prepare, type Database } from './open-database.js';

/** Rows that left, as a share of those that are there, before a table is written anew: idf drifts by .1. */
const MOST_LEFT = 0.1;

/** The table that holds a collection's words, or null where nothing of it was ever published. */
export function wordsTable(database: Database, collection: string): string | null {
  return wordsState(database, collection)?.table ?? null;
}

/** A collection's words as they are now; both change when what stands there is taken out or written anew. */
export interface WordsState {
  readonly table: string;
  /** Rows that were taken out of it. */
  readonly left: number;
}

/** The state of a collection's words, or null where nothing of it was ever published. */
export function wordsState(database: Database, collection: string): WordsState | null {
  const row = prepare<[string], { pk: number; left: number }>(
    database,
    'SELECT pk, words_left AS left FROM collection WHERE name = ?',
  ).get(collection);
  return row === undefined ? null : { table: `words_${row.pk}`, left: row.left };
}

export interface NewWords {
  readonly collection: string;
  /** Versions that begin with these generations, both included. */
  readonly first: number;
  readonly last: number;
}

/** Adds the words of document versions: folded, the title with its headings beside the text. */
export function addWords(database: Database, { collection, first, last }: NewWords): void {
  const table = wordsTable(database, collection) ?? createTable(database, collection);
  prepare(
    database,
    `INSERT INTO ${table} (rowid, title, body)
     SELECT p.label,
       fold(d.title || coalesce(
         (SELECT group_concat(char(10) || value, '') FROM json_each(p.headings)), '')),
       fold(p.text)
     FROM document d JOIN passage p ON p.document = d.pk
     WHERE d.collection = ? AND d.since BETWEEN ? AND ?
     ORDER BY p.label`,
  ).run(collection, first, last);
}

/** Removes the words of some document versions of a collection. */
export function removeWords(
  database: Database,
  which: {
    readonly collection: string;
    /** Over `document d`. */
    readonly where: string;
    readonly parameters: readonly (string | number)[];
  },
): void {
  const table = wordsTable(database, which.collection);
  if (table === null) return;
  const { changes } = prepare(
    database,
    `DELETE FROM ${table} WHERE rowid IN (
       SELECT p.label FROM document d JOIN passage p ON p.document = d.pk WHERE ${which.where})`,
  ).run(...which.parameters);
  prepare(database, 'UPDATE collection SET words_left = words_left + ? WHERE name = ?').run(
    changes,
    which.collection,
  );
}

/** Writes a collection's words anew where too many have left; `last` is its current generation. */
export function tidyWords(database: Database, collection: string, last: number): void {
  const row = prepare<[string, number, string], { left: number; there: number }>(
    database,
    `SELECT words_left AS left,
       (SELECT count(*) FROM document d JOIN passage p ON p.document = d.pk
        WHERE d.collection = ? AND d.since <= ?) AS there
     FROM collection WHERE name = ?`,
  ).get(collection, last, collection);
  if (row !== undefined && row.left > MOST_LEFT * row.there) {
    rewriteWords(database, collection, last);
  }
}

/** Writes a collection's words anew, without a byte of what left. */
export function rewriteWords(database: Database, collection: string, last: number): void {
  const table = wordsTable(database, collection);
  if (table === null) return;
  dropWords(database, collection);
  addWords(database, { collection, first: 0, last });
}

/** Removes a collection's words with their table. */
export function dropWords(database: Database, collection: string): void {
  const table = wordsTable(database, collection);
  if (table !== null) database.exec(`DROP TABLE ${table}`);
  prepare(database, 'DELETE FROM collection WHERE name = ?').run(collection);
}

/** Contentless: the text stands in `passage`. */
function createTable(database: Database, collection: string): string {
  const { lastInsertRowid } = prepare(database, 'INSERT INTO collection (name) VALUES (?)').run(
    collection,
  );
  const table = `words_${lastInsertRowid}`;
  database.exec(`
    CREATE VIRTUAL TABLE ${table} USING fts5 (
      title, body,
      content = '', contentless_delete = 1,
      tokenize = 'porter unicode61 remove_diacritics 2'
    )`);
  return table;
}
