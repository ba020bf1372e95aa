// The only file that knows the driver. In: a database's address. Out: statements with a deadline each, and what goes
// wrong as one of four kinds of error: unavailable, conflict, mismatch, invalid. A connection that broke is never
// used again, and nothing is said twice here: who may repeat a statement knows whether it can.

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ReadableError, systemErrorCode } from '../../shared/errors.js';

/** Where the tables are. */
export interface PostgresPlace {
  readonly url: string;
  /** The schema that holds our tables; `SCHEMA` unless given. */
  readonly schema?: string;
}

export interface PostgresOptions {
  readonly url: string;
  /** The schema that holds our tables; made where it is missing. */
  readonly schema?: string;
  /** Connections at most. */
  readonly connections?: number;
  /** Milliseconds that a statement may take, and that a connection may take to be made. */
  readonly deadlineMs?: number;
  /** Run once before the first statement, such as migrations; again after it failed. */
  readonly prepare?: (statements: Statements) => Promise<void>;
}

/** Runs statements. Values are bound, never part of the text. */
export interface Statements {
  /** @throws ReadableError `store_unavailable`, `store_conflict` or `store_invalid` */
  rows<R extends object>(sql: string, values?: readonly unknown[]): Promise<R[]>;
  /** How many rows a statement touched. */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
}

export interface Postgres extends Statements {
  readonly schema: string;
  /** All or nothing; what the work throws undoes it. */
  transaction<T>(
    work: (statements: Statements) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  close(): Promise<void>;
}

export interface TransactionOptions {
  /** In place of the deadline of a single statement, such as for an index that is built. */
  readonly deadlineMs?: number;
}

export const SCHEMA = 'verbatim';
const CONNECTIONS = 4;
const DEADLINE_MS = 5_000;

/** The server ends a statement itself shortly before we give the connection up. */
const SERVER_SHARE = 0.9;

/** Opens it; the first statement connects. */
export function openPostgres(options: PostgresOptions): Postgres {
  const { schema = SCHEMA, connections = CONNECTIONS, deadlineMs = DEADLINE_MS } = options;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: connections,
    connectionTimeoutMillis: deadlineMs,
    application_name: 'verbatim',
    keepAlive: true,
    options: `-c search_path=${schema},public`,
  });
  // A connection that breaks while it is idle is replaced; who needs it next hears of it.
  pool.on('error', () => undefined);
  let closing: Promise<void> | null = null;
  let prepared: Promise<void> | null = null;
  const ready = async (): Promise<void> => {
    const { prepare } = options;
    if (prepare === undefined) return;
    prepared ??= withClient({ pool, deadlineMs }, prepare).catch((error: unknown) => {
      prepared = null;
      throw error;
    });
    await prepared;
  };
  const once = async <T>(work: (statements: Statements) => Promise<T>): Promise<T> => {
    await ready();
    return withClient({ pool, deadlineMs }, work);
  };
  return {
    schema,
    rows: (sql, values) => once((statements) => statements.rows(sql, values)),
    run: (sql, values) => once((statements) => statements.run(sql, values)),
    transaction: async (work, { deadlineMs: own = deadlineMs } = {}) => {
      await ready();
      return withClient({ pool, deadlineMs: own }, (statements) =>
        inTransaction(statements, work, own),
      );
    },
    close: () => (closing ??= pool.end()),
  };
}

async function inTransaction<T>(
  statements: Statements,
  work: (statements: Statements) => Promise<T>,
  deadlineMs: number,
): Promise<T> {
  await statements.run('BEGIN');
  try {
    await statements.run(`SET LOCAL statement_timeout = ${Math.ceil(deadlineMs * SERVER_SHARE)}`);
    const result = await work(statements);
    await statements.run('COMMIT');
    return result;
  } catch (error) {
    // Where the connection is gone, so is the transaction.
    await statements.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function withClient<T>(
  { pool, deadlineMs }: { readonly pool: pg.Pool; readonly deadlineMs: number },
  work: (statements: Statements) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw readable(error);
  });
  let isBroken = false;
  const query = async (sql: string, values: readonly unknown[] = []): Promise<pg.QueryResult> => {
    if (isBroken) throw unavailable('the connection was lost');
    try {
      return await within(client.query(sql, [...values]), deadlineMs);
    } catch (error) {
      const told = readable(error);
      if (told instanceof ReadableError && told.code === 'store_unavailable') isBroken = true;
      throw told;
    }
  };
  try {
    return await work({
      rows: async <R extends object>(sql: string, values?: readonly unknown[]) =>
        (await query(sql, values)).rows as R[],
      run: async (sql, values) => (await query(sql, values)).rowCount ?? 0,
    });
  } finally {
    client.release(isBroken);
  }
}

async function within<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  const stop = new AbortController();
  const late = sleep(deadlineMs, undefined, { signal: stop.signal }).then(() => {
    throw unavailable(`the database did not answer within ${deadlineMs} ms`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
    // Its end, once nobody waits for it any more, is no news.
    work.catch(() => undefined);
  }
}

function unavailable(why: string, cause?: unknown): ReadableError {
  return new ReadableError({
    code: 'store_unavailable',
    text: `The database cannot be reached: ${why}.`,
    remedy: 'Check DATABASE_URL and the server; it is tried again by itself.',
    cause,
  });
}

/** What the driver or the server said, as one of four kinds; a defect of ours stays one. */
export function readable(error: unknown): unknown {
  if (error instanceof ReadableError || !(error instanceof Error)) return error;
  const code = systemErrorCode(error) ?? '';
  if (isAway(code, error.message)) return unavailable(reasonOf(error, code), error);
  if (/^(?:40001|40P01|55P03)$/.test(code)) {
    return new ReadableError({
      code: 'store_conflict',
      text: `The database had two writers at once (${code}).`,
      remedy: 'Try it again.',
      cause: error,
    });
  }
  if (/^(?:28|3D|42501|53100|25006)/.test(code)) {
    return new ReadableError({
      code: 'store_invalid',
      text: `The database refuses us: ${error.message} (${code}).`,
      remedy: 'Check DATABASE_URL, the rights of its user, and the disk of the server.',
      cause: error,
    });
  }
  return error;
}

/** Connections that break, servers that start, stop or have no room, and statements that took too long. */
function isAway(code: string, message: string): boolean {
  if (/^(?:08|57P0|57014|53300)/.test(code)) return true;
  if (/^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/.test(code))
    return true;
  return /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(
    message,
  );
}

/** Never the driver's own words alone: they may hold the address with its password. */
function reasonOf(error: Error, code: string): string {
  return code === '' ? (error.message.split('\n')[0] ?? 'the connection was lost') : code;
}
