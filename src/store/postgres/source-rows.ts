// Sources and how they fare, as rows: what they are looked up by in columns, the rest as JSON.

import type { Source, SourceState } from '../../sources/source.js';
import type { Postgres } from './postgres.js';

interface BodyRow {
  readonly body: string;
}

/** Kinds that are read at least once, whatever their schedule. */
const FETCHED = "('address', 'sitemap', 'feed')";

/** Replaced in place, so that its state stays. */
export async function putSource(postgres: Postgres, source: Source): Promise<void> {
  const { id, collection, kind, everyMinutes, addedAt } = source;
  await postgres.run(
    `INSERT INTO source (id, collection, kind, every_minutes, added_at, body)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET collection = excluded.collection, kind = excluded.kind,
       every_minutes = excluded.every_minutes, added_at = excluded.added_at, body = excluded.body`,
    [id, collection, kind, everyMinutes, Date.parse(addedAt), JSON.stringify(source)],
    { repeat: true },
  );
}

export async function readSources(postgres: Postgres, collection: string): Promise<Source[]> {
  const rows = await postgres.rows<BodyRow>(
    'SELECT body FROM source WHERE collection = $1 ORDER BY id',
    [collection],
  );
  return rows.map(sourceFromRow);
}

export async function readSource(
  postgres: Postgres,
  wanted: { readonly collection: string; readonly id: string },
): Promise<Source | null> {
  const [row] = await postgres.rows<BodyRow>(
    'SELECT body FROM source WHERE collection = $1 AND id = $2',
    [wanted.collection, wanted.id],
  );
  return row === undefined ? null : sourceFromRow(row);
}

/** With its originals; its state goes by itself. */
export function removeSource(
  postgres: Postgres,
  { collection, id }: { readonly collection: string; readonly id: string },
): Promise<boolean> {
  return postgres.transaction(async (statements) => {
    const values = [collection, id];
    await statements.run('DELETE FROM original WHERE collection = $1 AND source = $2', values);
    const removed = await statements.run(
      'DELETE FROM source WHERE collection = $1 AND id = $2',
      values,
    );
    return removed > 0;
  });
}

/** A source that has gone gets no state: the work on it may have begun before. */
export async function putState(postgres: Postgres, state: SourceState): Promise<void> {
  const { sourceId, checkedAt, dueAt } = state;
  await postgres.run(
    `INSERT INTO source_state (source, checked_at, due_at, body)
     SELECT id, $2::bigint, $3::bigint, $4::text FROM source WHERE id = $1
     ON CONFLICT (source) DO UPDATE SET checked_at = excluded.checked_at,
       due_at = excluded.due_at, body = excluded.body`,
    [sourceId, momentOf(checkedAt), momentOf(dueAt), JSON.stringify(state)],
    { repeat: true },
  );
}

export async function readStates(postgres: Postgres, collection: string): Promise<SourceState[]> {
  const rows = await postgres.rows<BodyRow>(
    `SELECT source_state.body FROM source_state JOIN source ON source.id = source_state.source
     WHERE source.collection = $1 ORDER BY source.id`,
    [collection],
  );
  return rows.map(({ body }) => JSON.parse(body) as SourceState);
}

/** What was never tried is due since it was added; a schedule that was changed counts from the last try. */
export async function readDue(postgres: Postgres, now: number): Promise<Source[]> {
  const rows = await postgres.rows<BodyRow>(
    `SELECT body FROM (
       SELECT source.id, source.body, CASE
         WHEN checked_at IS NULL THEN CASE
           WHEN kind IN ${FETCHED} OR every_minutes IS NOT NULL THEN added_at END
         ELSE coalesce(due_at, checked_at + every_minutes::bigint * 60000) END AS due
       FROM source LEFT JOIN source_state ON source_state.source = source.id
       WHERE kind <> 'upload') AS timed
     WHERE due <= $1 ORDER BY due, id`,
    [now],
  );
  return rows.map(sourceFromRow);
}

function sourceFromRow({ body }: BodyRow): Source {
  return JSON.parse(body) as Source;
}

function momentOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}
