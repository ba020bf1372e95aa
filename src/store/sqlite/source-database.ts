// The one file behind the SourceStore and the JobStore. In: a path. Out: the open database, in which what is
// deleted is overwritten; and rows of JSON under a checksum, because SQLite does not notice a flipped bit.

import { ReadableError } from '../../shared/errors.js';
import { openDatabase, translated, type Database } from './open-database.js';
import { SOURCE_MIGRATIONS } from './source-schema.js';
import { truncateLog } from './truncate-log.js';
import { checksum } from '../vector-blobs.js';

const REMEDY =
  'Move the file away: what was fetched is fetched again, files that people handed in must be added again.';

/**
 * Opens the file, creating it unless it is opened for reading only.
 *
 * @throws ReadableError `index_corrupt`, `index_missing`, `storage_read_only`, `disk_full` or `storage_failed`
 */
export function openSourceDatabase(path: string, { readOnly = false } = {}): Database {
  const database = opened(path, readOnly);
  if (readOnly) return database;
  try {
    translated(path, () => {
      database.pragma('secure_delete = ON');
      // A killed process may have left in the log what it deleted.
      truncateLog(database);
    });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function opened(path: string, readOnly: boolean): Database {
  try {
    return openDatabase({ path, migrations: SOURCE_MIGRATIONS, readOnly });
  } catch (cause) {
    if (!(cause instanceof ReadableError) || cause.code !== 'index_corrupt') throw cause;
    throw new ReadableError({ code: 'index_corrupt', text: cause.message, remedy: REMEDY, cause });
  }
}

export interface SealedRow {
  readonly body: string;
  readonly crc: number;
}

/** A value as JSON under a checksum. */
export function sealed(value: unknown): SealedRow {
  const body = JSON.stringify(value);
  return { body, crc: checksum(Buffer.from(body)) };
}

/** @throws ReadableError `index_corrupt` where the row is not the one that was written */
export function unsealed(row: SealedRow, what: string): unknown {
  if (checksum(Buffer.from(row.body)) !== row.crc) throw damaged(what);
  return JSON.parse(row.body);
}

/** What is kept under this name is not what was written. */
export function damaged(what: string): ReadableError {
  return new ReadableError({
    code: 'index_corrupt',
    text: `What was kept of ${what} is damaged.`,
    remedy: 'Remove it and add it again, or refresh its source.',
  });
}

/** A moment as the tables hold it; null stays null. */
export function momentOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}
