// In: a filter. Out: SQL conditions over `document d` and `passage p`, so that filters narrow what is
// ranked, never what was ranked. Values travel as parameters only.

import { firstDay } from '../partial-dates.js';
import { foldText } from '../../shared/fold-text.js';
import type { Filter, Generation } from '../knowledge-store.js';
import type { Database } from './open-database.js';
import { wordsTable } from './words-table.js';

export interface Conditions {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** The rows of a generation that pass the filter. */
export function conditions(
  database: Database,
  generation: Pick<Generation, 'collection' | 'number'>,
  filter: Filter,
): Conditions {
  const parts: Conditions[] = [
    {
      sql: 'd.collection = ? AND d.since <= ? AND (d.until IS NULL OR d.until > ?)',
      parameters: [generation.collection, generation.number, generation.number],
    },
    ...factConditions(filter),
    ...wordConditions(filter, () => wordsTable(database, generation.collection)),
  ];
  return {
    sql: parts.map((part) => part.sql).join(' AND '),
    parameters: parts.flatMap((part) => part.parameters),
  };
}

function factConditions(filter: Filter): Conditions[] {
  const parts: Conditions[] = [];
  const add = (sql: string, ...parameters: string[]): void => {
    parts.push({ sql, parameters });
  };
  if (filter.after !== undefined) add('d.date_to >= ?', firstDay(filter.after));
  if (filter.before !== undefined) add('d.date_from < ?', firstDay(filter.before));
  if (filter.outlet !== undefined) {
    add('instr(fold(d.outlet), ?) > 0', foldText(filter.outlet));
  }
  if (filter.document !== undefined) add('d.id = ?', filter.document);
  return parts;
}

/** Conditions on the words of the generation's own collection. */
function wordConditions(filter: Filter, tableOf: () => string | null): Conditions[] {
  const phrases = filter.phrases ?? [];
  const without = filter.without ?? [];
  const table = phrases.length + without.length === 0 ? null : tableOf();
  // Without words there are no rows that a condition could narrow.
  if (table === null) return [];
  const hits = `(SELECT rowid FROM ${table} WHERE ${table} MATCH ?)`;
  const parts: Conditions[] = [];
  for (const phrase of phrases) {
    const words = matchExpression([phrase]);
    if (words === null) continue;
    parts.push({ sql: `p.label IN ${hits}`, parameters: [`body : ${words}`] });
    parts.push({ sql: 'instr(fold(p.text), ?) > 0', parameters: [foldText(phrase).trim()] });
  }
  for (const word of without) {
    const words = matchExpression([word]);
    if (words !== null) parts.push({ sql: `p.label NOT IN ${hits}`, parameters: [words] });
  }
  return parts;
}

/** An FTS5 expression that matches any of the terms, or null where no term holds a letter or digit. */
export function matchExpression(terms: readonly string[]): string | null {
  const quoted = terms
    .filter((term) => /[\p{L}\p{N}]/u.test(term))
    .map((term) => `"${term.replaceAll('"', '""').replaceAll('\0', ' ')}"`);
  return quoted.length === 0 ? null : quoted.join(' OR ');
}
