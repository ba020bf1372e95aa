// What FTS5 keeps of a collection's words, read once a word in one string: a row for each passage would cost ten times
// as much. In: a words table and a term. Out: how often the term stands in which passages, and how long each is.
// The term is cut by FTS5's own tokenizer, so that it is the very word that the table holds.

import { matchExpression } from './filter-sql.js';
import { prepare, type Database } from './open-database.js';

/** As every words table cuts and stems its texts. */
export const TOKENIZER = 'porter unicode61 remove_diacritics 2';

/** Passages in ascending order of their labels, which the two arrays share. */
export interface Postings {
  readonly labels: readonly number[];
  /** How often the word stands there; once in a title counts as `TITLE_WEIGHT`. */
  readonly counts: readonly number[];
}

/** Weight of a word in the title or headings against one in the body (DECISIONS.md). */
export const TITLE_WEIGHT = 2;

/** The words that FTS5 makes of a term. */
export function tokensOf(database: Database, term: string): readonly string[] {
  if (matchExpression([term]) === null) return [];
  // Tables of this connection alone, in memory.
  database.exec(`
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.tokens USING fts5 (
      text, content = '', contentless_delete = 1, tokenize = '${TOKENIZER}');
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.token_terms USING fts5vocab (
      'temp', 'tokens', 'instance')`);
  prepare(database, 'INSERT INTO temp.tokens (rowid, text) VALUES (1, ?)').run(
    term.replaceAll('\0', ' '),
  );
  const rows = prepare<[], { term: string }>(
    database,
    'SELECT term FROM temp.token_terms ORDER BY "offset"',
  ).all();
  prepare(database, 'DELETE FROM temp.tokens WHERE rowid = 1').run();
  return rows.map(({ term: token }) => token);
}

/** Where one word stands. */
export function readPostings(database: Database, table: string, token: string): Postings {
  const words = `${table}_instances`;
  database.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS temp.${words} USING fts5vocab ('main', '${table}', 'instance')`,
  );
  // Each instance as its label, doubled to have room for the column.
  const row = prepare<[string], { instances: string | null }>(
    database,
    `SELECT group_concat(doc * 2 + (col = 'title')) AS instances FROM temp.${words} WHERE term = ?`,
  ).get(token);
  return countInstances(row?.instances ?? '');
}

/** Numbers with commas between them, in ascending order; a split into as many strings costs three times as much. */
function countInstances(text: string): Postings {
  const labels: number[] = [];
  const counts: number[] = [];
  let last = -1;
  let code = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const character = i < text.length ? text.charCodeAt(i) : COMMA;
    if (character !== COMMA) {
      code = code * 10 + (character - ZERO);
      continue;
    }
    if (text === '') break;
    const isTitle = code % 2;
    const label = (code - isTitle) / 2;
    const weight = isTitle === 1 ? TITLE_WEIGHT : 1;
    if (label === last) counts[counts.length - 1] = (counts.at(-1) ?? 0) + weight;
    else {
      labels.push(label);
      counts.push(weight);
    }
    last = label;
    code = 0;
  }
  return { labels, counts };
}

const COMMA = 44;
const ZERO = 48;

/** How many words each passage of a table has, by ascending label. */
export function readLengths(
  database: Database,
  table: string,
): { readonly labels: readonly number[]; readonly lengths: readonly number[] } {
  const row = prepare<[], { sizes: string | null }>(
    database,
    `SELECT group_concat(id || ',' || hex(sz)) AS sizes
     FROM (SELECT id, sz FROM ${table}_docsize ORDER BY id)`,
  ).get();
  const parts = (row?.sizes ?? '').split(',');
  const labels: number[] = [];
  const lengths: number[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    labels.push(Number(parts[i]));
    lengths.push(sumOfVarints(parts[i + 1] ?? ''));
  }
  return { labels, lengths };
}

/** SQLite's varints, in hex: seven bits a byte, the highest bit says that another byte follows. */
function sumOfVarints(hex: string): number {
  let sum = 0;
  let value = 0;
  for (let i = 0; i < hex.length; i += 2) {
    const byte = Number.parseInt(hex.slice(i, i + 2), 16);
    value = value * 128 + (byte & 127);
    if (byte >= 128) continue;
    sum += value;
    value = 0;
  }
  return sum;
}
