// What was left out of entries, in the embedded store: parts with the entry's row of a generation, whole entries in a
// table beside the generations, which a build writes as it goes: killed after that, it need not read them again.

import type { Rejection } from '../../corpus/document.js';
import type { LeftOut, PartlyLeftOut, Refusal } from '../left-out.js';
import type { DraftContext } from './draft-context.js';
import { prepare, type Database } from './open-database.js';
import { readCurrent } from './read-documents.js';
import { parseStored } from '../rows.js';

interface EntryRow {
  readonly id: string;
  readonly hash: string;
  readonly source: string | null;
  readonly left_out: string | null;
}

interface RefusalRow {
  readonly entry: string;
  readonly hash: string;
  readonly source: string | null;
  readonly rejections: string;
  readonly since: string;
}

/** Everything of a collection that was left out when it was read last, by entry. */
export function readLeftOut(database: Database, collection: string): LeftOut[] {
  const parts = currentEntries(database, collection, 'left_out IS NOT NULL').map(
    ({ id, hash, source, left_out }): LeftOut => ({
      ...{ entry: id, hash, source, isWhole: false },
      ...(parseStored(left_out ?? '') as PartlyLeftOut),
    }),
  );
  const whole = prepare<[string], RefusalRow>(
    database,
    'SELECT entry, hash, source, rejections, since FROM refusal WHERE collection = ?',
  )
    .all(collection)
    .map((row): LeftOut => {
      const rejections = parseStored(row.rejections) as Rejection[];
      return { ...row, rejections, isWhole: true, waitsFor: [] };
    });
  return [...parts, ...whole].sort((a, b) => (a.entry < b.entry ? -1 : 1));
}

/** The source of every entry of the current generation that one of `sources.yaml` listed. */
export function readEntrySources(database: Database, collection: string): Map<string, string> {
  const rows = currentEntries(database, collection, 'source IS NOT NULL');
  return new Map(rows.map(({ id, source }) => [id, source ?? '']));
}

/** Notes that an entry gave no document. */
export function refuse(database: Database, collection: string, refusal: Refusal): void {
  const { entry, hash, source, rejections, since } = refusal;
  prepare(database, 'INSERT OR REPLACE INTO refusal VALUES (?, ?, ?, ?, ?, ?)').run(
    collection,
    entry,
    hash,
    source,
    JSON.stringify(rejections),
    since,
  );
}

/** Forgets that entries gave no document. */
export function liftRefusals(
  database: Database,
  collection: string,
  entries: readonly string[],
): void {
  const statement = prepare(database, 'DELETE FROM refusal WHERE collection = ? AND entry = ?');
  for (const entry of entries) statement.run(collection, entry);
}

/** Notes what was left out of an entry that was put into a draft; null where nothing was. */
export function noteLeftOut(
  { database, collection, number }: DraftContext,
  entry: string,
  leftOut: PartlyLeftOut | null,
): void {
  prepare(
    database,
    'UPDATE entry SET left_out = ? WHERE collection = ? AND id = ? AND since = ?',
  ).run(leftOut === null ? null : JSON.stringify(leftOut), collection, entry, number);
}

/** What is noted of the entry as it is now, where it is what it was. */
export function notedBefore(
  { database, collection }: DraftContext,
  { id, hash }: { readonly id: string; readonly hash: string },
): string | null {
  const row = prepare<[string, string, string], Pick<EntryRow, 'left_out'>>(
    database,
    'SELECT left_out FROM entry WHERE collection = ? AND id = ? AND hash = ? AND until IS NULL',
  ).get(collection, id, hash);
  return row?.left_out ?? null;
}

function currentEntries(database: Database, collection: string, condition: string): EntryRow[] {
  const current = readCurrent(database, collection);
  if (current === null) return [];
  return prepare<[string, number, number], EntryRow>(
    database,
    `SELECT id, hash, source, left_out FROM entry
     WHERE collection = ? AND since <= ? AND (until IS NULL OR until > ?) AND ${condition}`,
  ).all(collection, current.number, current.number);
}
