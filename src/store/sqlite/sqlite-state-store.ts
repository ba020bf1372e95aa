// The embedded StateStore: one SQLite file beside the corpus' own. Deleted rows are overwritten with zeros
// and leave the write-ahead log at once, because "forgotten" is a promise about the disk, not about a query.

import { ReadableError } from '../../shared/errors.js';
import type { AnswerRecord, StateStore } from '../state-store.js';
import { openDatabase, prepare, settle, type Database } from './open-database.js';
import { STATE_MIGRATIONS } from './state-schema.js';
import { checksum } from './vector-blobs.js';

export interface StateStoreOptions {
  readonly path: string;
  /** The clock that decides what has expired. */
  readonly now: () => Date;
}

/**
 * Opens the state store, creating it where there is none.
 *
 * @throws ReadableError `index_corrupt`, `storage_read_only`, `disk_full` or `storage_failed`
 */
export function openSqliteStateStore(options: StateStoreOptions): StateStore {
  const database = openState(options.path);
  database.pragma('secure_delete = ON');
  const now = (): number => options.now().getTime();
  return {
    saveAnswer: (record) =>
      settle(database, () => {
        saveAnswer(database, record);
      }),
    answer: (id) =>
      settle(database, () =>
        readAnswer(database, { where: 'id = ? AND expires_at > ?', parameters: [id, now()] }),
      ),
    lastAnswer: (conversation, asker) =>
      settle(database, () =>
        readAnswer(database, {
          where: 'conversation = ? AND asker = ? AND expires_at > ?',
          parameters: [conversation, asker, now()],
        }),
      ),
    forget: (asker) =>
      settle(database, () => remove(database, { where: 'asker = ?', parameters: [asker] })),
    sweep: (moment) =>
      settle(database, () =>
        remove(database, { where: 'expires_at <= ?', parameters: [moment.getTime()] }),
      ),
    close: () =>
      settle(database, () => {
        database.close();
      }),
  };
}

function openState(path: string): Database {
  try {
    return openDatabase({ path, migrations: STATE_MIGRATIONS, readOnly: false });
  } catch (cause) {
    if (!(cause instanceof ReadableError) || cause.code !== 'index_corrupt') throw cause;
    throw new ReadableError({
      code: 'index_corrupt',
      text: cause.message,
      remedy: 'Move the file away: it holds nothing but recent answers, and a new one is made.',
      cause,
    });
  }
}

function saveAnswer(database: Database, record: AnswerRecord): void {
  const citations = JSON.stringify(record.citations);
  prepare(
    database,
    `INSERT OR REPLACE INTO answer (id, collection, conversation, asker, question, created_at,
       expires_at, citations, citations_crc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    record.id,
    record.collection,
    record.conversation,
    record.asker,
    record.question,
    Date.parse(record.createdAt),
    Date.parse(record.expiresAt),
    citations,
    checksum(Buffer.from(citations)),
  );
}

interface Rows {
  readonly where: string;
  readonly parameters: readonly (string | number)[];
}

interface AnswerRow {
  readonly id: string;
  readonly collection: string;
  readonly conversation: string;
  readonly asker: string;
  readonly question: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly citations: string;
  readonly citations_crc: number;
}

/** The newest of the rows; of two in the same millisecond the one saved last. */
function readAnswer(database: Database, rows: Rows): AnswerRecord | null {
  const row = prepare<unknown[], AnswerRow>(
    database,
    `SELECT * FROM answer WHERE ${rows.where} ORDER BY created_at DESC, pk DESC LIMIT 1`,
  ).get(...rows.parameters);
  return row === undefined ? null : recordFromRow(row);
}

function recordFromRow(row: AnswerRow): AnswerRecord {
  // What was quoted is quoted again from here, so a flipped bit must not reach a reader.
  if (checksum(Buffer.from(row.citations)) !== row.citations_crc) {
    throw new ReadableError({
      code: 'index_corrupt',
      text: 'A stored answer is not the one that was given.',
      remedy: 'Ask the question again.',
    });
  }
  return {
    id: row.id,
    collection: row.collection,
    conversation: row.conversation,
    asker: row.asker,
    question: row.question,
    createdAt: new Date(row.created_at).toISOString(),
    expiresAt: new Date(row.expires_at).toISOString(),
    citations: JSON.parse(row.citations) as AnswerRecord['citations'],
  };
}

function remove(database: Database, rows: Rows): number {
  const { changes } = prepare(database, `DELETE FROM answer WHERE ${rows.where}`).run(
    ...rows.parameters,
  );
  if (changes > 0) database.pragma('wal_checkpoint(TRUNCATE)');
  return changes;
}
