// Originals as rows: their facts as JSON, their bytes beside, checked against their SHA-256 on the way out. Two
// statements that belong together run in one transaction, so that nobody sees half of an original.

import { createHash } from 'node:crypto';
import type { Holdings } from '../../sources/source-store.js';
import type { Original, OriginalFacts } from '../../sources/source.js';
import { prepare, type Database } from './open-database.js';
import { damaged, momentOf, sealed, unsealed, type SealedRow } from './source-database.js';

interface FactsRow extends SealedRow {
  readonly id: string;
}

interface OriginalRow extends FactsRow {
  readonly bytes: Buffer | null;
}

export interface OriginalKey {
  readonly collection: string;
  readonly id: string;
}

export function putOriginal(database: Database, { bytes, ...facts }: Original): void {
  database
    .transaction(() => {
      removeOriginal(database, facts);
      const { lastInsertRowid } = prepare(
        database,
        `INSERT INTO original (collection, id, source, state, size, fetched_at, body, crc)
         VALUES (@collection, @id, @source, @state, @size, @fetched, @body, @crc)`,
      ).run(columnsOf(facts));
      prepare(database, 'INSERT INTO original_bytes (original, bytes) VALUES (?, ?)').run(
        lastInsertRowid,
        Buffer.from(bytes),
      );
    })
    .immediate();
}

export function describeOriginal(database: Database, facts: OriginalFacts): boolean {
  const { changes } = prepare(
    database,
    `UPDATE original SET source = @source, state = @state, size = @size, fetched_at = @fetched,
       body = @body, crc = @crc
     WHERE collection = @collection AND id = @id`,
  ).run(columnsOf(facts));
  return changes > 0;
}

function columnsOf(facts: OriginalFacts): Record<string, unknown> {
  const { collection, id, sourceId: source, state, size, fetchedAt } = facts;
  return { collection, id, source, state, size, fetched: momentOf(fetchedAt), ...sealed(facts) };
}

export function removeOriginal(database: Database, { collection, id }: OriginalKey): boolean {
  const { changes } = prepare(database, 'DELETE FROM original WHERE collection = ? AND id = ?').run(
    collection,
    id,
  );
  return changes > 0;
}

/** @throws ReadableError `index_corrupt` where facts or bytes are not those that were written */
export function readOriginal(database: Database, key: OriginalKey): Original | null {
  const row = prepare<unknown[], OriginalRow>(
    database,
    `SELECT id, body, crc, bytes FROM original
     LEFT JOIN original_bytes ON original_bytes.original = original.pk
     WHERE collection = ? AND id = ?`,
  ).get(key.collection, key.id);
  if (row === undefined) return null;
  const facts = factsFromRow(row);
  const sha256 = createHash('sha256')
    .update(row.bytes ?? '')
    .digest('hex');
  if (row.bytes === null || sha256 !== facts.sha256) throw damaged(facts.name);
  return { ...facts, bytes: row.bytes };
}

export function readOriginals(
  database: Database,
  wanted: { readonly collection: string; readonly state: OriginalFacts['state'] },
): OriginalFacts[] {
  return prepare<unknown[], FactsRow>(
    database,
    'SELECT id, body, crc FROM original WHERE collection = ? AND state = ? ORDER BY id',
  )
    .all(wanted.collection, wanted.state)
    .map(factsFromRow);
}

export function readOriginalsOf(
  database: Database,
  wanted: { readonly collection: string; readonly sourceId: string },
): OriginalFacts[] {
  return prepare<unknown[], FactsRow>(
    database,
    'SELECT id, body, crc FROM original WHERE collection = ? AND source = ? ORDER BY id',
  )
    .all(wanted.collection, wanted.sourceId)
    .map(factsFromRow);
}

export function readHoldings(database: Database, collection: string): Holdings {
  const row = prepare<unknown[], Holdings>(
    database,
    `SELECT count(*) AS originals, coalesce(sum(size), 0) AS bytes FROM original
     WHERE collection = ?`,
  ).get(collection);
  return { originals: row?.originals ?? 0, bytes: row?.bytes ?? 0 };
}

export function removeDrafts(database: Database, before: number): number {
  return prepare(database, "DELETE FROM original WHERE state = 'draft' AND fetched_at < ?").run(
    before,
  ).changes;
}

function factsFromRow(row: FactsRow): OriginalFacts {
  return unsealed(row, `the document ${row.id}`) as OriginalFacts;
}
