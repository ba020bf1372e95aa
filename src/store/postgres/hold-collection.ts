// Who may write to a collection. Its row is locked by every transaction that does, so writers follow each other; it holds
// the highest fence that began a draft, and which draft that was. A builder that lost its lease meets a higher fence, one
// whose draft was begun anew by another meets another draft: neither changes anything, however late it wakes up.

import { ReadableError } from '../../shared/errors.js';
import type { Statements } from './postgres.js';

/** Of the lock that the builder holds; null where nobody else builds. */
export type Fence = number | null;

interface HolderRow {
  readonly fence: number;
  readonly draft: number;
  readonly current: number | null;
}

/** The collection's row, locked until the transaction ends; null where there is none. */
async function lockedRow(statements: Statements, collection: string): Promise<HolderRow | null> {
  const [row] = await statements.rows<HolderRow>(
    `SELECT fence::float8 AS fence, draft::float8 AS draft, current
     FROM index_collection WHERE collection = $1 FOR UPDATE`,
    [collection],
  );
  return row ?? null;
}

/** @throws ReadableError `store_conflict` where a builder with a later lock has begun */
export async function requireFence(
  statements: Statements,
  collection: string,
  fence: Fence,
): Promise<void> {
  const row = await lockedRow(statements, collection);
  if (row !== null) refuseOlder(row, collection, fence);
}

/** @throws ReadableError `store_conflict` where another draft of the collection was begun after this one */
export async function requireDraft(
  statements: Statements,
  collection: string,
  draft: number,
): Promise<void> {
  const row = await lockedRow(statements, collection);
  if (row?.draft !== draft) throw overtaken(collection);
}

/** Begins a draft: whatever an earlier one writes from now on is refused. */
export async function beginDraft(
  statements: Statements,
  collection: string,
  fence: Fence,
): Promise<{ readonly draft: number; readonly current: number | null }> {
  await statements.run(
    'INSERT INTO index_collection (collection) VALUES ($1) ON CONFLICT DO NOTHING',
    [collection],
  );
  const row = await lockedRow(statements, collection);
  // Removed between the two: whoever did that may go first.
  if (row === null) throw overtaken(collection);
  refuseOlder(row, collection, fence);
  const [begun] = await statements.rows<{ draft: number }>(
    `UPDATE index_collection
     SET draft = nextval('index_draft_number'), fence = greatest(fence, $2)
     WHERE collection = $1 RETURNING draft::float8 AS draft`,
    [collection, fence ?? 0],
  );
  if (begun === undefined) throw overtaken(collection);
  return { draft: begun.draft, current: row.current };
}

function refuseOlder(row: HolderRow, collection: string, fence: Fence): void {
  if (fence !== null && fence < row.fence) throw overtaken(collection);
}

function overtaken(collection: string): ReadableError {
  return new ReadableError({
    code: 'store_conflict',
    text: `Another build of "${collection}" began after this one, which wrote nothing more.`,
    remedy: 'Nothing of it is visible; what the other publishes serves.',
  });
}
