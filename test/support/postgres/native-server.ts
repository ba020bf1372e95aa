// One PostgreSQL server of the unpacked packages. In: the root they were unpacked into. Out: a server on a port of its
// own with a fresh cluster, which can be killed like a machine that loses power, started again and followed by a
// standby. It is gone with whoever started it, also when that one is killed.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.js';
import { PROGRAMS, SERVER_USER, TEMPLATE } from './unpack-packages.js';

const run = promisify(execFile);
const KEEPER = fileURLToPath(new URL('keep-server.mjs', import.meta.url));

/** Crash recovery of a small cluster takes a second; a machine that does other things as well, more. */
const READY_MS = 30_000;
const PORTS_TRIED = 5;

export interface ServerOptions {
  readonly root: string;
  /** False for suites that lose nothing with the machine: faster by not waiting for the disk. */
  readonly isDurable: boolean;
  /** Further settings, `name=value`. */
  readonly settings?: readonly string[];
  /** Follow this server instead of starting empty. */
  readonly standbyOf?: NativeServer;
}

export interface NativeServer {
  readonly port: number;
  readonly url: string;
  /** SIGKILL to every process of it; what it kept stays. */
  kill(): Promise<void>;
  /** Starts it again where it was killed. */
  start(): Promise<void>;
  /** Ends it and removes what it kept. */
  close(): Promise<void>;
}

/** Every address of a test server: no password, since it listens on loopback alone. */
export function addressOf(port: number, database = 'postgres'): string {
  return `postgres://bot@127.0.0.1:${port}/${database}`;
}

let started = 0;

/** Starts a server and waits until it takes statements. */
export async function startServer(options: ServerOptions): Promise<NativeServer> {
  started += 1;
  const folder = `/runs/${process.pid}-${started}`;
  await makeFolder(options, folder);
  const { port, running } = await startOnFreePort(options, folder);
  let server: Running | null = running;
  const end = async (): Promise<void> => {
    server?.keeper.stdin?.end();
    await server?.ended;
    rmSync(join(options.root, folder), { recursive: true, force: true });
    rmSync(join(options.root, `${folder}.log`), { force: true });
  };
  return {
    port,
    url: addressOf(port),
    kill: async () => {
      if (server === null) return;
      killAll(server.pid);
      await server.ended;
      server = null;
    },
    start: async () => {
      server = await startOn(options, { folder, port });
    },
    close: end,
  };
}

/** Makes a standby take writes. */
export async function promote({ url }: NativeServer): Promise<void> {
  await query(url, 'SELECT pg_promote(true, 30)');
}

/** One statement over a connection of its own. */
export async function query<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Removes what servers kept whose owner is gone and could not. */
export function removeLeftOver(root: string): void {
  const runs = join(root, 'runs');
  for (const name of readdirSync(runs)) {
    const owner = Number(name.split('-')[0]);
    if (!existsSync(`/proc/${owner}`)) rmSync(join(runs, name), { recursive: true, force: true });
  }
}

interface Running {
  readonly keeper: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<void>;
}

async function makeFolder({ root, standbyOf }: ServerOptions, folder: string): Promise<void> {
  if (standbyOf === undefined) {
    await run('cp', ['-a', '--reflink=auto', join(root, TEMPLATE), join(root, folder)]);
    return;
  }
  mkdirSync(join(root, folder), { mode: 0o700 });
  await run('chown', [`${SERVER_USER}:${SERVER_USER}`, join(root, folder)]);
  const program = [`--userspec=${SERVER_USER}:${SERVER_USER}`, root, `${PROGRAMS}/pg_basebackup`];
  const whence = `host=127.0.0.1 port=${standbyOf.port} user=bot application_name=standby`;
  await run('chroot', [...program, '-R', '-X', 'stream', '-c', 'fast', '-D', folder, '-d', whence]);
}

async function startOnFreePort(
  options: ServerOptions,
  folder: string,
): Promise<{ readonly port: number; readonly running: Running }> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    try {
      return { port, running: await startOn(options, { folder, port }) };
    } catch (error) {
      if (tries === PORTS_TRIED) throw error;
    }
  }
}

async function startOn(
  options: ServerOptions,
  { folder, port }: { readonly folder: string; readonly port: number },
): Promise<Running> {
  const { root, settings = [] } = options;
  const all = [...settingsOf(options), ...settings].flatMap((setting) => ['-c', setting]);
  const keeper = spawn(
    process.execPath,
    [KEEPER, root, folder, String(SERVER_USER), `${PROGRAMS}/postgres`, '-p', String(port), ...all],
    // A group of its own: an interrupt from the terminal reaches it through the pipe alone.
    { stdio: ['pipe', 'pipe', 'inherit'], detached: true },
  );
  keeper.stdin.on('error', () => undefined);
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    keeper.once('close', () => {
      hasEnded = true;
      resolve();
    });
  });
  const pid = await new Promise<number>((resolve, reject) => {
    keeper.stdout.once('data', (line: Buffer) => {
      resolve(Number(line.toString()));
    });
    void ended.then(() => {
      reject(new Error('the process beside the server did not start'));
    });
  });
  await untilReady(addressOf(port), () => {
    if (hasEnded) throw new Error(lastWords(join(root, `${folder}.log`)));
  });
  return { keeper, pid, ended };
}

function settingsOf({ isDurable }: ServerOptions): string[] {
  return [
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'jit=off'],
    // No /dev/shm in the root.
    ...['dynamic_shared_memory_type=mmap', 'shared_buffers=128MB', 'max_connections=100'],
    ...(isDurable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
}

async function untilReady(url: string, look: () => void): Promise<void> {
  const until = performance.now() + READY_MS;
  for (;;) {
    look();
    try {
      await query(url, 'SELECT 1');
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await sleep(25);
    }
  }
}

/** The server and its children at once, so that none of them finishes what it was doing. */
function killAll(pid: number): void {
  const children = `/proc/${pid}/task/${pid}/children`;
  const pids = existsSync(children) ? readFileSync(children, 'utf8').trim().split(' ') : [];
  for (const each of [pid, ...pids.filter((text) => text !== '').map(Number)]) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

function lastWords(log: string): string {
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  return `the server ended: ${lines.slice(-3).join(' ')}`;
}
