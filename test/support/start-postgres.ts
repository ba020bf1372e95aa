// Before the first test: the PostgreSQL of this run, where one of its files asks for it. TEST_PG_URL names a server to
// use; otherwise one is started from unpacked packages, fetched once into .pg/. After the last test it is gone.
// What could not be had is said, here and in the closing line.

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { needsPostgres } from './postgres/needs-postgres.js';
import { query, removeLeftOver, startServer } from './postgres/native-server.js';
import { unpackedRoot, unpackPackages } from './postgres/unpack-packages.js';
import { thisMachine, whyNotNative } from './postgres/whether-native.js';
import type { PostgresEngine, PostgresOfRun } from './postgres-engine.js';

const HOME = fileURLToPath(new URL('../../.pg', import.meta.url));

interface Started extends PostgresOfRun {
  readonly close: () => Promise<void>;
}

const NOT_ASKED: Started = { engine: null, root: null, why: null, close: () => Promise.resolve() };

/** Called once by vitest; gives what ends it. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const { vitest } = project;
  // Which files a watched run comes to need is not known yet.
  const isAsked = vitest.config.watch || needsPostgres(vitest.state.getPaths());
  const { close, ...postgres } = isAsked ? await start() : NOT_ASKED;
  if (postgres.why !== null) process.stderr.write(`${skipLine(postgres.why)}\n`);
  project.provide('postgres', postgres);
  return close;
}

/** One line for people: what is not tested, and why. */
export function skipLine(why: string): string {
  return `PostgreSQL: tests that need a server of the project's own are skipped, because ${why}.`;
}

async function start(): Promise<Started> {
  const url = process.env.TEST_PG_URL ?? '';
  if (url !== '') return useGiven(url);
  const why = whyNotNative(thisMachine());
  if (why !== null) return { ...NOT_ASKED, why };
  try {
    return await startNative(await rootOfPackages());
  } catch (error) {
    return { ...NOT_ASKED, why: `it could not be started here: ${firstLine(error)}` };
  }
}

/** A given server that does not answer is an error: whoever named it wants it used. */
async function useGiven(url: string): Promise<Started> {
  const version = await versionOf(url).catch((error: unknown) => {
    throw new Error(`TEST_PG_URL names a server that cannot be used: ${firstLine(error)}`);
  });
  const engine = { name: 'TEST_PG_URL', version, url };
  const root = whyNotNative(thisMachine()) === null ? unpackedRoot(HOME) : null;
  const why = root === null ? 'TEST_PG_URL names another server, which no test may kill' : null;
  return { ...NOT_ASKED, engine, root, why };
}

async function startNative(root: string): Promise<Started> {
  removeLeftOver(root);
  const server = await startServer({ root, isDurable: false });
  const version = await versionOf(server.url);
  const engine: PostgresEngine = { name: 'unpacked packages', version, url: server.url };
  return { engine, root, why: null, close: () => server.close() };
}

async function rootOfPackages(): Promise<string> {
  const root = unpackedRoot(HOME);
  if (root !== null) return root;
  process.stderr.write('PostgreSQL 17 is fetched into .pg/, once (about 40 MB).\n');
  mkdirSync(HOME, { recursive: true });
  return unpackPackages(HOME);
}

async function versionOf(url: string): Promise<string> {
  await query(url, 'CREATE EXTENSION IF NOT EXISTS vector');
  const [row] = await query<{ server: string; vector: string }>(
    url,
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS server, extversion AS vector
     FROM pg_extension WHERE extname = 'vector'`,
  );
  return `${row?.server ?? '?'} with pgvector ${row?.vector ?? '?'}`;
}

/** What apt or the server said, without the command. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const said =
    lines.find((line) => /^[EW]: |FATAL/.test(line)) ?? lines.at(-1) ?? 'no reason given';
  return said.replace(/^[EW]: |[.\s]+$/g, '');
}
