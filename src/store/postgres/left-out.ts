// What was left out of entries, in PostgreSQL: parts with the entry's row of a generation, whole entries in a table beside
// the generations, which a build writes as it goes: killed after that, it need not read them again.

import type { Rejection } from '../../corpus/document.js';
import type { LeftOut, PartlyLeftOut, Refusal } from '../left-out.js';
import { parseStored } from '../rows.js';
import type { DraftContext } from './draft-context.js';
import type { Statements } from './postgres.js';
import { asWritten, rowAsWritten, storable } from './storable-text.js';

interface EntryRow {
  readonly entry: string;
  readonly hash: string;
  readonly source: string | null;
  readonly left_out: string;
}

interface RefusalRow extends Omit<EntryRow, 'left_out'> {
  readonly rejections: string;
  readonly since: string;
}

/** Everything of a collection that was left out when it was read last, by entry. */
export async function readLeftOut(statements: Statements, collection: string): Promise<LeftOut[]> {
  const partly = await statements.rows<EntryRow>(
    `SELECT e.id AS entry, e.hash, e.source, e.left_out
     FROM index_collection c JOIN index_entry e ON e.collection = c.collection
     WHERE c.collection = $1 AND e.since <= c.current AND (e.until IS NULL OR e.until > c.current)
       AND e.left_out IS NOT NULL`,
    [collection],
  );
  const wholly = await statements.rows<RefusalRow>(
    'SELECT entry, hash, source, rejections, since FROM index_refusal WHERE collection = $1',
    [collection],
  );
  const parts = partly.map(({ left_out, ...row }): LeftOut => ({
    ...rowAsWritten(row),
    isWhole: false,
    ...(parseStored(left_out) as PartlyLeftOut),
  }));
  const whole = wholly.map(({ rejections, ...row }): LeftOut => ({
    ...rowAsWritten(row),
    rejections: parseStored(rejections) as Rejection[],
    isWhole: true,
    waitsFor: [],
  }));
  return [...parts, ...whole].sort((a, b) => (a.entry < b.entry ? -1 : 1));
}

/** The source of every entry of the current generation that one of `sources.yaml` listed. */
export async function readEntrySources(
  statements: Statements,
  collection: string,
): Promise<Map<string, string>> {
  const rows = await statements.rows<{ id: string; source: string }>(
    `SELECT e.id, e.source FROM index_collection c JOIN index_entry e ON e.collection = c.collection
     WHERE c.collection = $1 AND e.since <= c.current AND (e.until IS NULL OR e.until > c.current)
       AND e.source IS NOT NULL`,
    [collection],
  );
  return new Map(rows.map(({ id, source }) => [asWritten(id), asWritten(source)]));
}

/** Notes that an entry gave no document. */
export async function refuse(
  statements: Statements,
  collection: string,
  refusal: Refusal,
): Promise<void> {
  const { entry, hash, source, rejections, since } = refusal;
  await statements.run(
    `INSERT INTO index_refusal (collection, entry, hash, source, rejections, since)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (collection, entry) DO UPDATE SET hash = excluded.hash, source = excluded.source,
       rejections = excluded.rejections, since = excluded.since`,
    [
      collection,
      storable(entry),
      storable(hash),
      source === null ? null : storable(source),
      JSON.stringify(rejections),
      since,
    ],
  );
}

/** Forgets that entries gave no document. */
export async function liftRefusals(
  statements: Statements,
  collection: string,
  entries: readonly string[],
): Promise<void> {
  await statements.run(
    'DELETE FROM index_refusal WHERE collection = $1 AND entry = ANY($2::text[])',
    [collection, entries.map(storable)],
  );
}

/** Notes what was left out of an entry that was put into a draft; null where nothing was. */
export async function noteLeftOut(
  { statements, collection, number }: DraftContext,
  entry: string,
  leftOut: PartlyLeftOut | null,
): Promise<void> {
  await statements.run(
    `UPDATE index_entry SET left_out = $4 WHERE collection = $1 AND id = $2 AND since = $3`,
    [collection, storable(entry), number, leftOut === null ? null : JSON.stringify(leftOut)],
  );
}
