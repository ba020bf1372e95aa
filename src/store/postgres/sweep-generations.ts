// What a sweep takes away. Rows that no generation in use sees leave every search; their texts are set aside as past
// versions, and go when no answer can name them any more.

import { KEPT_DAYS } from '../../shared/kept-days.js';
import { CACHE_DAYS, GRACE_MINUTES } from '../use-times.js';
import type { Statements } from './postgres.js';
import { removeUnusedVectors } from './unused-vectors.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface SweepTarget {
  readonly collection: string;
  readonly now: Date;
}

/** Sweeps a collection; runs inside a transaction. */
export async function sweepGenerations(
  statements: Statements,
  { collection, now }: SweepTarget,
): Promise<void> {
  const oldest = await oldestInUse(statements, { collection, now });
  if (oldest === null) return;
  const run = (sql: string, value: number | string): Promise<number> =>
    statements.run(sql, [collection, value]);
  await setAside(run, oldest);
  await run('DELETE FROM index_term WHERE collection = $1 AND until <= $2', oldest);
  await run('DELETE FROM index_entry WHERE collection = $1 AND until <= $2', oldest);
  await run('DELETE FROM index_generation WHERE collection = $1 AND number < $2', oldest);
  // An answer may be given from a generation until its grace ends.
  await run(
    'DELETE FROM index_past_document WHERE collection = $1 AND left_at < $2',
    before(now, KEPT_DAYS * DAY_MS + GRACE_MINUTES * MINUTE_MS),
  );
  await removeUnusedVectors(statements, 'created_at < $1::timestamptz', [
    before(now, CACHE_DAYS * DAY_MS),
  ]);
}

/** The lowest generation that a question may still read: at the latest the one before the current. */
async function oldestInUse(
  statements: Statements,
  { collection, now }: SweepTarget,
): Promise<number | null> {
  // The first that was published within the grace tells that the one before it is still in use.
  const [row] = await statements.rows<{ current: number; recent: number | null }>(
    `SELECT c.current, (SELECT min(number) FROM index_generation
       WHERE collection = $1 AND built_at > $2) AS recent
     FROM index_collection c WHERE c.collection = $1 AND c.current IS NOT NULL`,
    [collection, before(now, GRACE_MINUTES * MINUTE_MS)],
  );
  return row === undefined ? null : Math.min(row.recent ?? row.current, row.current) - 1;
}

/** Moves what left by then to the tables that no search reads. */
async function setAside(
  run: (sql: string, oldest: number) => Promise<number>,
  oldest: number,
): Promise<void> {
  const which = 'd.collection = $1 AND d.until <= $2';
  await run(
    `INSERT INTO index_past_document (collection, pk, id, left_at, file, title, outlet, author,
       date, url, paragraphs)
     SELECT collection, pk, id, left_at, file, title, outlet, author, date, url, paragraphs
     FROM index_document d WHERE ${which}`,
    oldest,
  );
  await run(
    `INSERT INTO index_past_paragraph
     SELECT q.* FROM index_document d
     JOIN index_paragraph q ON q.collection = d.collection AND q.document = d.pk WHERE ${which}`,
    oldest,
  );
  await run(
    `INSERT INTO index_past_passage
     SELECT p.collection, p.label, p.document, p.ordinal, p.first, p.last, p.text, p.hash,
       p.headings, p.sentences, p.cut_start, p.cut_end
     FROM index_document d
     JOIN index_passage p ON p.collection = d.collection AND p.document = d.pk WHERE ${which}`,
    oldest,
  );
  await run(`DELETE FROM index_document d WHERE ${which}`, oldest);
}

/** The moment so long before another, as the store writes moments. */
function before(moment: Date, milliseconds: number): string {
  return new Date(moment.getTime() - milliseconds).toISOString();
}
