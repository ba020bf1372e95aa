// In: the test files of a run. Out: whether one of them asks for PostgreSQL, itself or through what it imports. Somebody
// who runs one file of another stage waits for no server.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ENGINE = '/test/support/postgres-engine.ts';
// An import of types alone starts nothing.
const IMPORT =
  /^(?:import(?! type\b)|export)[^;']*? from '(\.[^']+)\.js'|\bimport\('(\.[^']+)\.js'\)/gm;

/** Absolute paths; imports are followed within test/. */
export function needsPostgres(files: readonly string[]): boolean {
  const seen = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (file.endsWith(ENGINE)) return true;
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    waiting.push(...importsOf(file).filter((path) => path.includes('/test/')));
  }
  return false;
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(IMPORT)].map(([, plain, dynamic]) =>
    join(dirname(file), `${plain ?? dynamic ?? ''}.ts`),
  );
}
