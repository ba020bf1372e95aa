// Originals as rows: their facts as JSON, their bytes beside, checked against their SHA-256 on the way out. Facts and
// bytes are one row, so that nobody sees half of an original.

import { createHash } from 'node:crypto';
import type { Holdings } from '../../sources/source-store.js';
import type { Original, OriginalFacts } from '../../sources/source.js';
import { ReadableError } from '../../shared/errors.js';
import type { Postgres } from './postgres.js';

interface FactsRow {
  readonly body: string;
}

export interface OriginalKey {
  readonly collection: string;
  readonly id: string;
}

export async function putOriginal(
  postgres: Postgres,
  { bytes, ...facts }: Original,
): Promise<void> {
  await postgres.run(
    `INSERT INTO original (collection, id, source, state, size, fetched_at, body, bytes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (collection, id) DO UPDATE SET source = excluded.source, state = excluded.state,
       size = excluded.size, fetched_at = excluded.fetched_at, body = excluded.body,
       bytes = excluded.bytes`,
    [...columnsOf(facts), Buffer.from(bytes)],
    { repeat: true },
  );
}

export async function describeOriginal(postgres: Postgres, facts: OriginalFacts): Promise<boolean> {
  const changed = await postgres.run(
    `UPDATE original SET source = $3, state = $4, size = $5, fetched_at = $6, body = $7
     WHERE collection = $1 AND id = $2`,
    columnsOf(facts),
    { repeat: true },
  );
  return changed > 0;
}

function columnsOf(facts: OriginalFacts): readonly unknown[] {
  const { collection, id, sourceId, state, size, fetchedAt } = facts;
  return [collection, id, sourceId, state, size, Date.parse(fetchedAt), JSON.stringify(facts)];
}

export async function removeOriginal(
  postgres: Postgres,
  { collection, id }: OriginalKey,
): Promise<boolean> {
  const removed = await postgres.run('DELETE FROM original WHERE collection = $1 AND id = $2', [
    collection,
    id,
  ]);
  return removed > 0;
}

/** @throws ReadableError `index_corrupt` where the bytes are not those that were written */
export async function readOriginal(postgres: Postgres, key: OriginalKey): Promise<Original | null> {
  const [row] = await postgres.rows<FactsRow & { readonly bytes: Buffer }>(
    'SELECT body, bytes FROM original WHERE collection = $1 AND id = $2',
    [key.collection, key.id],
  );
  if (row === undefined) return null;
  const facts = factsFromRow(row);
  if (createHash('sha256').update(row.bytes).digest('hex') === facts.sha256) {
    return { ...facts, bytes: row.bytes };
  }
  throw new ReadableError({
    code: 'index_corrupt',
    text: `What was kept of ${facts.name} is damaged.`,
    remedy: 'Remove it and add it again, or refresh its source.',
  });
}

export async function readOriginals(
  postgres: Postgres,
  wanted: { readonly collection: string; readonly state: OriginalFacts['state'] },
): Promise<OriginalFacts[]> {
  const rows = await postgres.rows<FactsRow>(
    'SELECT body FROM original WHERE collection = $1 AND state = $2 ORDER BY id',
    [wanted.collection, wanted.state],
  );
  return rows.map(factsFromRow);
}

export async function readOriginalsOf(
  postgres: Postgres,
  wanted: { readonly collection: string; readonly sourceId: string },
): Promise<OriginalFacts[]> {
  const rows = await postgres.rows<FactsRow>(
    'SELECT body FROM original WHERE collection = $1 AND source = $2 ORDER BY id',
    [wanted.collection, wanted.sourceId],
  );
  return rows.map(factsFromRow);
}

export async function readHoldings(postgres: Postgres, collection: string): Promise<Holdings> {
  const [row] = await postgres.rows<Holdings>(
    `SELECT count(*)::integer AS originals, coalesce(sum(size), 0)::float8 AS bytes
     FROM original WHERE collection = $1`,
    [collection],
  );
  return row ?? { originals: 0, bytes: 0 };
}

export function removeDrafts(postgres: Postgres, before: number): Promise<number> {
  return postgres.run("DELETE FROM original WHERE state = 'draft' AND fetched_at < $1", [before]);
}

function factsFromRow({ body }: FactsRow): OriginalFacts {
  return JSON.parse(body) as OriginalFacts;
}
