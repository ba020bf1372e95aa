// The only file that knows better-sqlite3. In: a path. Out: an open, migrated database, or a readable
// error that says what is wrong with the file. Errors of later statements go through `settle`.

import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { foldText } from '../../shared/fold-text.js';
import { ReadableError, systemErrorCode, type ErrorCode } from '../../shared/errors.js';
import { makeFolder } from '../make-folder.js';

export type Database = Sqlite.Database;

/** One step from one version of the tables to the next: SQL, or work that SQL alone cannot say. */
export type Migration = string | ((database: Database) => void);

export interface OpenOptions {
  readonly path: string;
  readonly migrations: readonly Migration[];
  /** Open for reading only; never creates or migrates. */
  readonly readOnly: boolean;
  /**
   * What a power cut may cost: `full` (unless given) loses no commit, `normal` may lose the last seconds.
   * Neither loses the file, and a killed process loses nothing either way.
   */
  readonly synchronous?: 'full' | 'normal';
}

/** How long a statement waits for another process' write before it fails. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens and migrates a database in WAL mode.
 *
 * @throws ReadableError `index_corrupt`, `storage_read_only`, `disk_full` or `storage_failed`
 */
export function openDatabase(options: OpenOptions): Database {
  return translated(options.path, () => {
    if (!options.readOnly) makeFolder(dirname(options.path));
    const database = options.readOnly ? openForReading(options.path) : new Sqlite(options.path);
    try {
      migrate(database, options);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * Opens a database for reading as it is, of whatever version.
 *
 * @throws ReadableError as `openDatabase` does
 */
export function openAsItIs(path: string): Database {
  return translated(path, () => openForReading(path));
}

function openForReading(path: string): Database {
  const database = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    database.pragma('user_version');
    return database;
  } catch (error) {
    database.close();
    if (!/^SQLITE_(CANTOPEN|READONLY)/.test(systemErrorCode(error) ?? '')) throw error;
    return openCopy(path);
  }
}

/**
 * WAL needs a writable folder even for reading. On a read-only disk nobody writes, so a copy elsewhere is
 * the same; its name is removed at once and the system frees it when it is closed.
 */
function openCopy(path: string): Database {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-'));
  try {
    const copy = join(folder, 'store.sqlite');
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    const database = new Sqlite(copy);
    database.pragma('user_version');
    return database;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function migrate(database: Database, options: OpenOptions): void {
  database.function('fold', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldText(text) : null,
  );
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -32000');
  // Of a connection's own tables nothing reaches the disk, which may be read-only.
  database.pragma('temp_store = MEMORY');
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > options.migrations.length) {
    throw new ReadableError({
      code: 'index_incompatible',
      text: `${options.path} was written by a newer version of Verbatim.`,
      remedy: 'Update Verbatim, or set DATA_DIR to another folder.',
    });
  }
  if (options.readOnly) {
    if (version < options.migrations.length) throw unfinished(options.path);
    return;
  }
  database.pragma('journal_mode = WAL');
  // In WAL mode NORMAL syncs at checkpoints only; a published generation must survive a power cut.
  database.pragma(`synchronous = ${options.synchronous ?? 'full'}`);
  if (version === options.migrations.length) return;
  database
    .transaction(() => {
      for (const step of options.migrations.slice(version)) {
        if (typeof step === 'string') database.exec(step);
        else step(database);
      }
      database.pragma(`user_version = ${options.migrations.length}`);
    })
    .immediate();
}

function unfinished(path: string): ReadableError {
  return new ReadableError({
    code: 'index_missing',
    text: `${path} holds no index of this version.`,
    remedy: 'Build it with: npm run build-index',
  });
}

const preparedStatements = new WeakMap<Database, Map<string, unknown>>();

/** Prepares a statement once for each database: preparing costs more than most of ours take to run. */
export function prepare<P extends unknown[], R = unknown>(
  database: Database,
  sql: string,
): Sqlite.Statement<P, R> {
  let statements = preparedStatements.get(database);
  if (statements === undefined) {
    statements = new Map();
    preparedStatements.set(database, statements);
  }
  const known = statements.get(sql) as Sqlite.Statement<P, R> | undefined;
  if (known !== undefined) return known;
  const statement = database.prepare<P, R>(sql);
  statements.set(sql, statement);
  return statement;
}

/** Runs synchronous database work as a promise whose rejections are readable errors. */
export function settle<T>(database: Database, work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(translated(database.name, work));
  });
}

/** As `settle`, for several statements that must see the same moment of the store. */
export function settleAtOnce<T>(database: Database, work: () => T): Promise<T> {
  return settle(database, () => database.transaction(work).deferred());
}

/** Runs database work; what SQLite or the disk throws becomes a readable error. */
export function translated<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = systemErrorCode(error);
    const known = code === null ? undefined : describeStorageError(code);
    if (known === undefined || error instanceof ReadableError) throw error;
    const text = `${path}: ${known.text} (${code ?? 'no code'}).`;
    throw new ReadableError({ ...known, text, cause: error });
  }
}

interface KnownError {
  readonly code: ErrorCode;
  readonly text: string;
  readonly remedy: string;
}

const KNOWN_ERRORS: readonly (KnownError & { readonly pattern: RegExp })[] = [
  {
    pattern: /^(SQLITE_FULL|ENOSPC)/,
    code: 'disk_full',
    text: 'the disk is full',
    remedy: 'Free some space and run it again; what was there before still serves.',
  },
  {
    pattern: /^(SQLITE_READONLY|SQLITE_CANTOPEN|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT)/,
    code: 'storage_read_only',
    text: 'cannot be written or opened',
    remedy: 'Check that DATA_DIR is a folder this user may write to.',
  },
  {
    pattern: /^(SQLITE_CORRUPT|SQLITE_NOTADB)/,
    code: 'index_corrupt',
    text: 'is damaged',
    remedy: 'Rebuild it with: npm run build-index -- --force',
  },
  {
    pattern: /^(SQLITE_BUSY|SQLITE_LOCKED)/,
    code: 'storage_failed',
    text: 'is busy',
    remedy: 'Try again in a moment.',
  },
  {
    pattern: /^(SQLITE_IOERR|EIO)/,
    code: 'storage_failed',
    text: 'could not be read or written',
    remedy: 'Check the disk.',
  },
];

function describeStorageError(code: string): KnownError | undefined {
  return KNOWN_ERRORS.find((known) => known.pattern.test(code));
}
