// The only file that knows the driver. In: an address with one host or several. Out: connections lent for a piece of
// work, each to a server that takes writes: the host that served last is asked first, so a failover costs one search.
// Whoever opens the same address in one process shares its connections, and what is known of a server that is away.

import pg from 'pg';
import { readDatabaseAddress } from '../../shared/database-address.js';
import { ReadableError, systemErrorCode } from '../../shared/errors.js';
import { openCircuit, type Circuit } from './circuit.js';
import { invalid, readable, refusesOptions, unavailable } from './postgres-errors.js';
import { within } from './within.js';

export interface ConnectionOptions {
  readonly url: string;
  readonly schema: string;
  /** Connections at most, to each host. */
  readonly connections: number;
  /** Milliseconds that connecting, and a statement, may take. */
  readonly deadlineMs: number;
}

export interface Lent {
  readonly client: pg.ClientBase;
  /**
   * True where the session is ours alone and has our settings. Behind a pooler that lends a session for a transaction,
   * each transaction brings them along.
   */
  readonly hasOwnSession: boolean;
  /** Gives it back; one that is lost is closed. */
  release(isLost: boolean): void;
}

export interface Connections {
  /** @throws ReadableError `store_unavailable` or `store_invalid` */
  lend(): Promise<Lent>;
  close(): Promise<void>;
}

/** The server ends a statement itself shortly before we give the connection up. */
export const SERVER_SHARE = 0.9;

/** A process that was frozen in a transaction does not hold its locks for longer. */
const IDLE_IN_TRANSACTION_MS = 60_000;

/** However many hosts share the deadline, connecting over a distance takes this long. */
const LEAST_CONNECT_MS = 1_000;

/** Statements that may take minutes do not make connecting take longer. */
const MOST_CONNECT_MS = 5_000;

/** The pool's own words where nobody gave a connection back in time. */
const POOL_IS_FULL = 'timeout exceeded when trying to connect';

/** Connections that lead to nowhere are not waited for at the end. */
const CLOSE_MS = 1_000;

interface Shared extends Connections {
  users: number;
}

const shared = new Map<string, Shared>();

/** Connects when it is asked to lend. */
export function openConnections(options: ConnectionOptions): Connections {
  const key = JSON.stringify([
    options.url,
    options.schema,
    options.connections,
    options.deadlineMs,
  ]);
  const found = shared.get(key) ?? { ...connectionsTo(options), users: 0 };
  found.users += 1;
  shared.set(key, found);
  let isOpen = true;
  return {
    lend: () => found.lend(),
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      found.users -= 1;
      if (found.users > 0) return;
      shared.delete(key);
      await found.close();
    },
  };
}

/** What a search path names, so that our tables and the types of extensions are found. */
export function searchPath(schema: string): string {
  return `${schema}, public, extensions`;
}

function connectionsTo(options: ConnectionOptions): Connections {
  const read = readDatabaseAddress(options.url);
  if ('problem' in read) throw invalid(`DATABASE_URL ${read.problem}.`, 'Correct it.');
  const { targets } = read.address;
  const wholeMs = Math.min(options.deadlineMs, MOST_CONNECT_MS);
  const connectMs = Math.max(LEAST_CONNECT_MS, wholeMs / targets.length);
  const hosts = targets.map((target) => openHost({ ...options, url: target, connectMs }));
  const circuit = openCircuit();
  let current = 0;
  const search = async (): Promise<Lent> => {
    let reason: unknown = null;
    for (let step = 0; step < hosts.length; step += 1) {
      const index = (current + step) % hosts.length;
      try {
        const lent = await hosts[index]?.lend();
        if (lent === undefined) continue;
        current = index;
        return lent;
      } catch (error) {
        if (error instanceof Busy) throw error;
        reason = worse(reason, readable(error));
      }
    }
    throw reason;
  };
  return {
    lend: () => throughCircuit(circuit, hosts[current]?.hasIdle() ?? false, search),
    close: async () => {
      await Promise.all(hosts.map((host) => host.close()));
    },
  };
}

/** A connection that is there is tried also while connecting fails, such as where only new ones are refused. */
async function throughCircuit<T>(
  circuit: Circuit,
  hasIdle: boolean,
  search: () => Promise<T>,
): Promise<T> {
  if (!hasIdle) circuit.enter();
  try {
    const lent = await search();
    circuit.connected();
    return lent;
  } catch (error) {
    if (error instanceof Busy) {
      if (!hasIdle) circuit.undecided();
      throw unavailable('all our connections are in use', error);
    }
    circuit.failed(error);
    throw error;
  }
}

/** Every connection is in use, which says nothing of the server. */
class Busy extends Error {}

/** What a person can mend says more than that a host is away. */
function worse(known: unknown, found: unknown): unknown {
  if (known === null) return found;
  return known instanceof ReadableError && known.code === 'store_unavailable' ? found : known;
}

interface Host {
  lend(): Promise<Lent>;
  hasIdle(): boolean;
  close(): Promise<void>;
}

interface HostOptions extends ConnectionOptions {
  readonly connectMs: number;
}

function openHost(options: HostOptions): Host {
  const { connectMs, schema } = options;
  const sessions = new WeakMap<pg.ClientBase, boolean>();
  let pool = openPool(options, true);
  const connect = async (): Promise<pg.PoolClient> => {
    const used = pool;
    try {
      return await connectTo(used);
    } catch (error) {
      if (!refusesOptions(error)) throw error;
      if (used === pool) {
        // A pooler that takes no settings with a connection has them with every transaction instead.
        pool = openPool(options, false);
        used.end().catch(() => undefined);
      }
      return connectTo(pool);
    }
  };
  return {
    lend: async () => {
      const client = await connect();
      const release = (isLost: boolean): void => {
        client.release(isLost);
      };
      try {
        const hasOwnSession =
          sessions.get(client) ?? (await lookAtSession(client, schema, connectMs));
        sessions.set(client, hasOwnSession);
        return { client, hasOwnSession, release };
      } catch (error) {
        release(true);
        throw error;
      }
    },
    hasIdle: () => pool.idleCount > 0,
    close: () => within(pool.end(), CLOSE_MS, () => late(CLOSE_MS)).catch(() => undefined),
  };
}

function openPool(
  { url, schema, connections, deadlineMs, connectMs }: HostOptions,
  withOptions: boolean,
): pg.Pool {
  const settings = [
    `search_path=${searchPath(schema).replaceAll(' ', '')}`,
    `statement_timeout=${Math.ceil(deadlineMs * SERVER_SHARE)}`,
    `idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS}`,
  ];
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectMs,
    application_name: 'verbatim',
    keepAlive: true,
    allowExitOnIdle: true,
    ...(withOptions ? { options: settings.map((setting) => `-c ${setting}`).join(' ') } : {}),
  });
  // A connection that breaks while it is idle is replaced; who needs it next hears of it.
  pool.on('error', () => undefined);
  // One that breaks while it is lent tells the statement; told to nobody, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

interface SessionRow {
  readonly is_standby: boolean;
  readonly path: string;
}

/** Whether a new connection has our settings; refuses a server that takes no writes. */
async function lookAtSession(
  client: pg.ClientBase,
  schema: string,
  connectMs: number,
): Promise<boolean> {
  const looked = client.query<SessionRow>(
    "SELECT pg_is_in_recovery() AS is_standby, current_setting('search_path') AS path",
  );
  const { rows } = await within(looked, connectMs, () => late(connectMs));
  const [row] = rows;
  if (row?.is_standby === true) throw unavailable('its server takes no writes');
  return row?.path.replaceAll(/[\s"]/g, '') === searchPath(schema).replaceAll(' ', '');
}

/** Certificates are read as a connection is made, and at once. */
async function connectTo(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    if (error instanceof Error && error.message === POOL_IS_FULL) throw new Busy(error.message);
    const code = systemErrorCode(error) ?? '';
    if (!/^(?:ENOENT|EACCES|EISDIR)$/.test(code) || isOfSocket(error)) throw error;
    const text = `A certificate file that DATABASE_URL names cannot be read (${code}).`;
    throw invalid(text, 'Check sslrootcert, sslcert and sslkey.', error);
  }
}

function isOfSocket(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'connect';
}

function late(milliseconds: number): ReadableError {
  return unavailable(`the server did not answer within ${Math.round(milliseconds)} ms`);
}
