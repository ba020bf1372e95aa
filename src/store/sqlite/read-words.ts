// The lexical half of the embedded store: each question goes to the words table of its own collection, so no
// other collection's text changes a score or a count.

import type { Generation, LexicalCandidate, LexicalQuery } from '../knowledge-store.js';
import { conditions, matchExpression } from './filter-sql.js';
import { prepare, type Database } from './open-database.js';
import { wordsTable } from './words-table.js';

/** Weight of a word in the title or headings against one in the body (DECISIONS.md). */
const TITLE_WEIGHT = 2;

/** Passages that hold any of the words, best first. */
export function readLexical(
  database: Database,
  asked: { readonly generation: Generation; readonly query: LexicalQuery },
): LexicalCandidate[] {
  const expression = matchExpression(asked.query.terms);
  const table = wordsTable(database, asked.generation.collection);
  if (expression === null || table === null) return [];
  const allowed = conditions(database, asked.generation, asked.query.filter);
  return prepare<unknown[], LexicalCandidate>(
    database,
    `SELECT p.label, -bm25(${table}, ${TITLE_WEIGHT}.0, 1.0) AS bm25
       FROM ${table}
       JOIN passage p ON p.label = ${table}.rowid
       JOIN document d ON d.pk = p.document
       WHERE ${table} MATCH ? AND ${allowed.sql}
       ORDER BY bm25 DESC, p.label LIMIT ?`,
  ).all(expression, ...allowed.parameters, asked.query.limit);
}

/** In how many passages of the generation a term stands. */
export function readFrequency(
  database: Database,
  asked: { readonly generation: Generation; readonly term: string },
): number {
  const expression = matchExpression([asked.term]);
  const table = wordsTable(database, asked.generation.collection);
  if (expression === null || table === null) return 0;
  const visible = conditions(database, asked.generation, {});
  const row = prepare<unknown[], { n: number }>(
    database,
    `SELECT count(*) AS n FROM ${table}
       JOIN passage p ON p.label = ${table}.rowid
       JOIN document d ON d.pk = p.document
       WHERE ${table} MATCH ? AND ${visible.sql}`,
  ).get(expression, ...visible.parameters);
  return row?.n ?? 0;
}

/** Which of some labels of the generation's collection hold a term. */
export function readPresence(
  database: Database,
  asked: {
    readonly generation: Generation;
    readonly term: string;
    readonly labels: readonly number[];
  },
): Set<number> {
  const expression = matchExpression([asked.term]);
  const table = wordsTable(database, asked.generation.collection);
  if (expression === null || table === null) return new Set();
  // Numbers are bound as REAL, which FTS5 does not take for a row id: it would match every row.
  const statement = prepare<[string, number], { rowid: number }>(
    database,
    `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid = CAST(? AS INTEGER)`,
  );
  return new Set(asked.labels.filter((label) => statement.get(expression, label) !== undefined));
}
