// In: the test files that ran and the PostgreSQL they had. Out: one line with every engine and its version, and the
// files that were left out with the reason, so that nobody takes a skipped group for a tested one.

import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { PostgresOfRun } from './postgres-engine.js';

export interface Ran {
  /** Below the repository. */
  readonly file: string;
  readonly tests: number;
  readonly skipped: number;
  /** Some of its tests need a server. */
  readonly needsPostgres: boolean;
}

export interface RanWith {
  readonly modules: readonly Ran[];
  /** Null where the run ended before one was looked for. */
  readonly postgres: PostgresOfRun | null;
}

const PGLITE_TESTS = /\/pglite[^/]*\.test\.ts$/;
const PGLITE = new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url);

/** `SQLite 3.53.2; PostgreSQL 17.12 with pgvector 0.8.0 (unpacked packages); PGlite 0.5.14` */
export function enginesLine({ modules, postgres }: RanWith): string {
  const engines = [`SQLite ${sqliteVersion()}`];
  const engine = postgres?.engine ?? null;
  if (engine !== null) engines.push(`PostgreSQL ${engine.version} (${engine.name})`);
  if (modules.some(({ file, tests, skipped }) => PGLITE_TESTS.test(file) && tests > skipped)) {
    engines.push(`PGlite ${pgliteVersion()}`);
  }
  const left = modules.filter(({ needsPostgres, skipped }) => needsPostgres && skipped > 0);
  const why = postgres?.why ?? null;
  if (why !== null && left.length > 0) {
    engines.push(
      `skipped, because ${why}: ${left.map(({ file, skipped }) => `${file} (${skipped})`).join(', ')}`,
    );
  }
  return engines.join('; ');
}

function sqliteVersion(): string {
  const database = new Database(':memory:');
  const version = database.prepare('SELECT sqlite_version()').pluck().get();
  database.close();
  return String(version);
}

function pgliteVersion(): string {
  return (JSON.parse(readFileSync(PGLITE, 'utf8')) as { version: string }).version;
}
