// In: a filter. Out: SQL conditions over `document d` and `passage p`, so that filters narrow what is
// ranked, never what was ranked. Values travel as parameters only.

import { firstDay } from '../partial-dates.js';
import { foldText } from '../../shared/fold-text.js';
import type { Filter, Generation } from '../knowledge-store.js';

export interface Conditions {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** The rows of a generation that pass the filter. */
export function conditions(generation: Generation, filter: Filter): Conditions {
  const parts: Conditions[] = [
    {
      sql: 'd.collection = ? AND d.since <= ? AND (d.until IS NULL OR d.until > ?)',
      parameters: [generation.collection, generation.number, generation.number],
    },
    ...filterConditions(filter),
  ];
  return {
    sql: parts.map((part) => part.sql).join(' AND '),
    parameters: parts.flatMap((part) => part.parameters),
  };
}

function filterConditions(filter: Filter): Conditions[] {
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
  for (const phrase of filter.phrases ?? []) {
    const words = matchExpression([phrase]);
    if (words === null) continue;
    add(
      'p.label IN (SELECT rowid FROM passage_words WHERE passage_words MATCH ?)',
      `body : ${words}`,
    );
    add('instr(fold(p.text), ?) > 0', foldText(phrase).trim());
  }
  for (const word of filter.without ?? []) {
    const words = matchExpression([word]);
    if (words === null) continue;
    add('p.label NOT IN (SELECT rowid FROM passage_words WHERE passage_words MATCH ?)', words);
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
