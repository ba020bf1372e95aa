// Sources and how they fare, as rows: what they are looked up by in columns, the rest as JSON.

import type { Source, SourceState } from '../../sources/source.js';
import { prepare, type Database } from './open-database.js';
import { momentOf, sealed, unsealed, type SealedRow } from './source-database.js';

interface SourceRow extends SealedRow {
  readonly id: string;
}

interface StateRow extends SealedRow {
  readonly source: string;
}

/** Kinds that are read at least once, whatever their schedule. */
const FETCHED = "('address', 'sitemap', 'feed')";

/** Replaced in place, so that its state stays. */
export function putSource(database: Database, source: Source): void {
  const { id, collection, kind, everyMinutes, addedAt } = source;
  const { body, crc } = sealed(source);
  prepare(
    database,
    `INSERT INTO source (id, collection, kind, every_minutes, added_at, body, crc)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET collection = excluded.collection, kind = excluded.kind,
       every_minutes = excluded.every_minutes, added_at = excluded.added_at, body = excluded.body,
       crc = excluded.crc`,
  ).run(id, collection, kind, everyMinutes, momentOf(addedAt), body, crc);
}

export function readSources(database: Database, collection: string): Source[] {
  return prepare<unknown[], SourceRow>(
    database,
    'SELECT id, body, crc FROM source WHERE collection = ? ORDER BY id',
  )
    .all(collection)
    .map(sourceFromRow);
}

export function readSource(
  database: Database,
  wanted: { readonly collection: string; readonly id: string },
): Source | null {
  const row = prepare<unknown[], SourceRow>(
    database,
    'SELECT id, body, crc FROM source WHERE collection = ? AND id = ?',
  ).get(wanted.collection, wanted.id);
  return row === undefined ? null : sourceFromRow(row);
}

/** A source that has gone gets no state: the work on it may have begun before. */
export function putState(database: Database, state: SourceState): void {
  const { body, crc } = sealed(state);
  prepare(
    database,
    `INSERT OR REPLACE INTO source_state (source, checked_at, due_at, body, crc)
     SELECT id, ?, ?, ?, ? FROM source WHERE id = ?`,
  ).run(momentOf(state.checkedAt), momentOf(state.dueAt), body, crc, state.sourceId);
}

export function readStates(database: Database, collection: string): SourceState[] {
  return prepare<unknown[], StateRow>(
    database,
    `SELECT source_state.* FROM source_state JOIN source ON source.id = source_state.source
     WHERE source.collection = ? ORDER BY source.id`,
  )
    .all(collection)
    .map((row) => unsealed(row, `the state of ${row.source}`) as SourceState);
}

/** What was never tried is due since it was added; a schedule that was changed counts from the last try. */
export function readDue(database: Database, now: number): Source[] {
  return prepare<unknown[], SourceRow>(
    database,
    `SELECT id, body, crc FROM (
       SELECT source.*, CASE
         WHEN checked_at IS NULL THEN CASE
           WHEN kind IN ${FETCHED} OR every_minutes IS NOT NULL THEN added_at END
         ELSE coalesce(due_at, checked_at + every_minutes * 60000) END AS due
       FROM source LEFT JOIN source_state ON source_state.source = source.id
       WHERE kind <> 'upload')
     WHERE due <= ? ORDER BY due, id`,
  )
    .all(now)
    .map(sourceFromRow);
}

function sourceFromRow(row: SourceRow): Source {
  return unsealed(row, `the source ${row.id}`) as Source;
}
