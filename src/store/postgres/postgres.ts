// Statements on a shared database. In: SQL with bound values. Out: rows, with a deadline for each statement, and what
// goes wrong as one of four kinds of error: unavailable, conflict, mismatch, invalid. A connection that broke is never
// used again; a statement that only reads is said once more on a fresh one, any other where its caller says it may be.

import type { QueryResult } from 'pg';
import { readDatabaseAddress, SCHEMA_NAME } from '../../shared/database-address.js';
import { ReadableError, systemErrorCode } from '../../shared/errors.js';
import {
  openConnections,
  searchPath,
  SERVER_SHARE,
  type Connections,
  type Lent,
} from './connections.js';
import { invalid, isLost, readable, unavailable } from './postgres-errors.js';
import { within } from './within.js';

/** Where the tables lie; the schema wins over the one that the address names. */
export interface PostgresPlace {
  readonly url: string;
  readonly schema?: string;
}

export interface PostgresOptions extends PostgresPlace {
  /** Connections at most. */
  readonly connections?: number;
  /** Milliseconds that a statement may take, and that a connection may take to be made. */
  readonly deadlineMs?: number;
  /** Run once before the first statement, such as migrations; again after it failed. */
  readonly prepare?: (session: Session) => Promise<void>;
}

export interface StatementOptions {
  /**
   * Whether it may be said once more where its connection broke and nobody knows what came of it: true for what reads
   * unless given, false for all else.
   */
  readonly repeat?: boolean;
}

/** Runs statements. Values are bound, never part of the text. */
export interface Statements {
  /** @throws ReadableError `store_unavailable`, `store_conflict` or `store_invalid` */
  rows<R extends object>(
    sql: string,
    values?: readonly unknown[],
    options?: StatementOptions,
  ): Promise<R[]>;
  /** How many rows a statement touched. */
  run(sql: string, values?: readonly unknown[], options?: StatementOptions): Promise<number>;
}

export interface Session extends Statements {
  /** All or nothing; what the work throws undoes it. */
  transaction<T>(
    work: (statements: Statements) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
}

export interface Postgres extends Session {
  readonly schema: string;
  /** Waits for what is under way; whatever comes later is refused with `closed`. */
  close(): Promise<void>;
}

export interface TransactionOptions {
  /** For each statement, in place of the usual deadline, such as for an index that is built. */
  readonly deadlineMs?: number;
}

export const SCHEMA = 'verbatim';
const CONNECTIONS = 4;
const DEADLINE_MS = 5_000;

/**
 * Opens it; the first statement connects.
 *
 * @throws ReadableError `store_invalid` where the address or the schema's name is none
 */
export function openPostgres(options: PostgresOptions): Postgres {
  const { connections = CONNECTIONS, deadlineMs = DEADLINE_MS, prepare } = options;
  const schema = schemaOf(options);
  const lending = openConnections({ url: options.url, schema, connections, deadlineMs });
  const session = sessionOver({ lending, schema, deadlineMs });
  let prepared: Promise<void> | null = null;
  const ready = async (): Promise<void> => {
    if (prepare === undefined) return;
    prepared ??= prepare(session).catch((error: unknown) => {
      prepared = null;
      throw error;
    });
    await prepared;
  };
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;
  const once = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isClosed) throw closed();
    const working = ready().then(work);
    underWay.add(working);
    return working.finally(() => underWay.delete(working));
  };
  return {
    schema,
    rows: (sql, values, how) => once(() => session.rows(sql, values, how)),
    run: (sql, values, how) => once(() => session.run(sql, values, how)),
    transaction: (work, how) => once(() => session.transaction(work, how)),
    close: async () => {
      isClosed = true;
      await Promise.allSettled(underWay);
      await lending.close();
    },
  };
}

/** The schema that holds our tables. */
export function schemaOf({ url, schema }: PostgresPlace): string {
  const read = readDatabaseAddress(url);
  const named = schema ?? ('address' in read ? read.address.schema : null) ?? SCHEMA;
  if (SCHEMA_NAME.test(named)) return named;
  throw invalid('The schema has a name that needs quotes.', 'Use small letters, digits and "_".');
}

interface SessionParts {
  readonly lending: Connections;
  readonly schema: string;
  readonly deadlineMs: number;
}

function sessionOver({ lending, schema, deadlineMs }: SessionParts): Session {
  const begin = (milliseconds: number): string =>
    `BEGIN; SET LOCAL search_path = ${searchPath(schema)};
     SET LOCAL statement_timeout = ${Math.ceil(milliseconds * SERVER_SHARE)}`;
  const single = (sql: string, values: readonly unknown[], repeat: boolean) =>
    withClient({ lending, deadlineMs, repeat }, async (query, hasOwnSession) => {
      if (hasOwnSession) return query(sql, values);
      return inTransaction(query, begin(deadlineMs), () => query(sql, values));
    });
  return {
    rows: async <R extends object>(
      sql: string,
      values: readonly unknown[] = [],
      { repeat = onlyReads(sql) }: StatementOptions = {},
    ) => (await single(sql, values, repeat)).rows as R[],
    run: async (sql, values = [], { repeat = false } = {}) =>
      (await single(sql, values, repeat)).rowCount ?? 0,
    transaction: (work, { deadlineMs: own = deadlineMs } = {}) =>
      withClient({ lending, deadlineMs: own, repeat: false }, (query) =>
        inTransaction(query, begin(own), () => work(statementsOver(query))),
      ),
  };
}

/** Whatever might write is taken for writing. */
function onlyReads(sql: string): boolean {
  const mayWrite = /\b(?:INSERT|UPDATE|DELETE|MERGE|nextval|setval)\b/i;
  return /^\s*(?:SELECT|WITH)\b/i.test(sql) && !mayWrite.test(sql);
}

type Query = (sql: string, values?: readonly unknown[]) => Promise<QueryResult>;

function statementsOver(query: Query): Statements {
  return {
    rows: async <R extends object>(sql: string, values?: readonly unknown[]) =>
      (await query(sql, values)).rows as R[],
    run: async (sql, values) => (await query(sql, values)).rowCount ?? 0,
  };
}

async function inTransaction<T>(query: Query, begin: string, work: () => Promise<T>): Promise<T> {
  try {
    // In here as well: what it says after BEGIN may fail, and then the transaction has begun.
    await query(begin);
    const result = await work();
    await query('COMMIT');
    return result;
  } catch (error) {
    // Where the connection is gone, so is the transaction.
    await query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

interface Borrowing {
  readonly lending: Connections;
  readonly deadlineMs: number;
  readonly repeat: boolean;
}

type Work<T> = (query: Query, hasOwnSession: boolean) => Promise<T>;

/** Does a piece of work on one connection; once more on another where the first broke and that may be. */
async function withClient<T>(borrowing: Borrowing, work: Work<T>): Promise<T> {
  const first = await tryOn(borrowing, work);
  if ('result' in first) return first.result;
  if (first.mayBeSaidAgain === 'never') throw first.error;
  if (first.mayBeSaidAgain === 'where-allowed' && !borrowing.repeat) throw first.error;
  const second = await tryOn(borrowing, work);
  if ('result' in second) return second.result;
  throw second.error;
}

type Tried<T> =
  | { readonly result: T }
  | {
      readonly error: unknown;
      readonly mayBeSaidAgain: 'never' | 'where-allowed' | 'always';
    };

async function tryOn<T>({ lending, deadlineMs }: Borrowing, work: Work<T>): Promise<Tried<T>> {
  const lent = await lending.lend();
  const connection = { lost: null as unknown };
  try {
    return { result: await work(queryOver(lent, deadlineMs, connection), lent.hasOwnSession) };
  } catch (error) {
    return { error, mayBeSaidAgain: againAfter(connection.lost) };
  } finally {
    lent.release(connection.lost !== null);
  }
}

/** A server that became a standby has done nothing; of a connection that broke, only the caller can tell. */
function againAfter(lost: unknown): 'never' | 'where-allowed' | 'always' {
  if (lost === null || lost instanceof ReadableError) return 'never';
  return systemErrorCode(lost) === '25006' ? 'always' : 'where-allowed';
}

function queryOver({ client }: Lent, deadlineMs: number, connection: { lost: unknown }): Query {
  return async (sql, values = []) => {
    if (connection.lost !== null) throw unavailable('the connection was lost');
    try {
      const late = (): ReadableError => unavailable(`no answer within ${deadlineMs} ms`);
      return await within(client.query(sql, [...values]), deadlineMs, late);
    } catch (error) {
      // An error that is ours already is the deadline's: the answer may still arrive, to nobody.
      if (error instanceof ReadableError || isLost(error)) connection.lost = error;
      throw readable(error);
    }
  };
}

function closed(): ReadableError {
  return new ReadableError({ code: 'closed', text: 'The database was closed.' });
}
