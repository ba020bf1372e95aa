// Removal for good: a document with every version of it, or a whole collection. Its rows go in one transaction; then the
// tables are vacuumed, so that what was deleted does not wait in them for the server to come by.

import type { RemovedTexts } from '../knowledge-store.js';
import type { Postgres, Statements } from './postgres.js';
import { requireFence, type Fence } from './hold-collection.js';
import { liftRefusals } from './left-out.js';
import { storable } from './storable-text.js';
import { removeUnusedVectors } from './unused-vectors.js';
import { uncountDocument } from './word-counts.js';

interface Selection {
  readonly collection: string;
  /** Every document of the collection unless given. */
  readonly id?: string;
}

/** Removes every version of a document. */
export async function forgetDocument(
  postgres: Postgres,
  document: { readonly collection: string; readonly id: string },
  fence: Fence,
): Promise<RemovedTexts> {
  const { collection } = document;
  const id = storable(document.id);
  const removed = await postgres.transaction(async (statements) => {
    await requireFence(statements, collection, fence);
    await uncountDocument(statements, { collection, id });
    const counts = await removeSelected(statements, { collection, id });
    // Why an earlier reading of it was left out may quote it.
    await liftRefusals(statements, collection, [document.id]);
    await recount(statements, collection);
    return counts;
  });
  await vacuum(postgres);
  return removed;
}

/** Removes a collection with its generations. */
export async function removeCollection(
  postgres: Postgres,
  collection: string,
  fence: Fence,
): Promise<RemovedTexts> {
  const removed = await postgres.transaction(async (statements) => {
    await requireFence(statements, collection, fence);
    const counts = await removeSelected(statements, { collection });
    await rememberNumber(statements, collection);
    for (const table of ['term', 'generation', 'entry', 'refusal', 'collection']) {
      await statements.run(`DELETE FROM index_${table} WHERE collection = $1`, [collection]);
    }
    return counts;
  });
  await vacuum(postgres);
  return removed;
}

async function removeSelected(
  statements: Statements,
  { collection, id }: Selection,
): Promise<RemovedTexts> {
  const which = `d.collection = $1${id === undefined ? '' : ' AND d.id = $2'}`;
  const values = id === undefined ? [collection] : [collection, id];
  const passages = await statements.rows<{ hash: string }>(
    `SELECT p.hash FROM index_document d
     JOIN index_passage p ON p.collection = d.collection AND p.document = d.pk WHERE ${which}
     UNION ALL
     SELECT p.hash FROM index_past_document d
     JOIN index_past_passage p ON p.collection = d.collection AND p.document = d.pk WHERE ${which}`,
    values,
  );
  let documents = 0;
  for (const table of ['index_document', 'index_past_document']) {
    documents += await statements.run(`DELETE FROM ${table} d WHERE ${which}`, values);
  }
  // A vector tells of its text, so it goes too where no other passage has the same.
  const hashes = [...new Set(passages.map(({ hash }) => hash))];
  await removeUnusedVectors(statements, 'hash = ANY($1::text[])', [hashes]);
  return { documents, passages: passages.length };
}

/** Brings the counts of a collection's generations in line with what they hold now. */
async function recount(statements: Statements, collection: string): Promise<void> {
  await statements.run(
    `UPDATE index_generation g SET documents = seen.documents, passages = seen.passages,
       words = seen.words
     FROM (SELECT g.number, count(DISTINCT d.pk) AS documents, count(w.label) AS passages,
             coalesce(sum(w.length), 0) AS words
           FROM index_generation g
           LEFT JOIN index_document d ON d.collection = g.collection AND d.since <= g.number
             AND (d.until IS NULL OR d.until > g.number)
           LEFT JOIN index_words w ON w.collection = d.collection AND w.document = d.pk
           WHERE g.collection = $1 GROUP BY g.number) AS seen
     WHERE g.collection = $1 AND g.number = seen.number`,
    [collection],
  );
}

async function rememberNumber(statements: Statements, collection: string): Promise<void> {
  const [row] = await statements.rows<{ number: number | null }>(
    `SELECT max(number) AS number FROM (
       SELECT number FROM index_removed
       UNION ALL SELECT number FROM index_generation WHERE collection = $1) AS known`,
    [collection],
  );
  if (typeof row?.number !== 'number') return;
  await statements.run('DELETE FROM index_removed');
  await statements.run('INSERT INTO index_removed VALUES ($1)', [row.number]);
}

/** Best effort: what it does not get to, the server's own vacuum does. */
async function vacuum(postgres: Postgres): Promise<void> {
  const tables = ['document', 'paragraph', 'passage', 'words', 'vector', 'embedding', 'entry'];
  const past = ['past_document', 'past_paragraph', 'past_passage', 'term', 'refusal'];
  const names = [...tables, ...past].map((table) => `index_${table}`);
  await postgres.run(`VACUUM (SKIP_LOCKED) ${names.join(', ')}`).catch(() => undefined);
}
