// In how many passages of each generation a word stands. Counts change with a publication alone: what began and what
// ended with it is counted, and each word of that gets a new row, so readers of an older generation keep theirs.

import { isWord } from './passage-words.js';
import type { Statements } from './postgres.js';

interface NamedGeneration {
  readonly collection: string;
  readonly number: number;
}

/** Writes the counts of a draft beside those that serve. */
export async function countWords(
  statements: Statements,
  { collection, number }: NamedGeneration,
): Promise<void> {
  await statements.run(
    `WITH change AS (
       SELECT term, sum(CASE WHEN d.since = $2 THEN 1 ELSE -1 END)::integer AS difference
       FROM index_document d
       JOIN index_words w ON w.collection = d.collection AND w.document = d.pk,
         unnest(tsvector_to_array(w.tsv)) AS term
       WHERE d.collection = $1 AND (d.since = $2 OR d.until = $2) AND ${isWord('term')}
       GROUP BY term),
     ended AS (
       UPDATE index_term t SET until = $2 FROM change c
       WHERE t.collection = $1 AND t.term = c.term AND t.until IS NULL
       RETURNING t.term, t.passages)
     INSERT INTO index_term (collection, term, since, passages)
     SELECT $1, c.term, $2, coalesce(e.passages, 0) + c.difference
     FROM change c LEFT JOIN ended e ON e.term = c.term COLLATE "C"
     WHERE coalesce(e.passages, 0) + c.difference > 0`,
    [collection, number],
  );
}

/** Takes back what `countWords` wrote for a draft. */
export async function forgetCountsOf(
  statements: Statements,
  { collection, number }: NamedGeneration,
): Promise<void> {
  await statements.run('DELETE FROM index_term WHERE collection = $1 AND since >= $2', [
    collection,
    number,
  ]);
  await statements.run('UPDATE index_term SET until = NULL WHERE collection = $1 AND until >= $2', [
    collection,
    number,
  ]);
}

/** Takes a document's versions out of every count, before they are removed. */
export async function uncountDocument(
  statements: Statements,
  document: { readonly collection: string; readonly id: string },
): Promise<void> {
  await statements.run(
    `WITH gone AS (
       SELECT term, d.since, d.until, count(*)::integer AS passages
       FROM index_document d
       JOIN index_words w ON w.collection = d.collection AND w.document = d.pk,
         unnest(tsvector_to_array(w.tsv)) AS term
       WHERE d.collection = $1 AND d.id = $2 AND ${isWord('term')}
       GROUP BY term, d.since, d.until)
     UPDATE index_term t SET passages = t.passages - (
       SELECT sum(g.passages) FROM gone g
       WHERE g.term = t.term AND t.since >= g.since AND (g.until IS NULL OR t.since < g.until))
     WHERE t.collection = $1 AND EXISTS (
       SELECT 1 FROM gone g
       WHERE g.term = t.term AND t.since >= g.since AND (g.until IS NULL OR t.since < g.until))`,
    [document.collection, document.id],
  );
  await statements.run('DELETE FROM index_term WHERE collection = $1 AND passages <= 0', [
    document.collection,
  ]);
}
