// What the run says of the engines it had.

import { describe, expect, it } from 'vitest';
import { enginesLine, type Ran } from './engines-line.js';

const NATIVE = 'test/store/postgres/postgres-state-store.test.ts';
const PGLITE = 'test/store/postgres/pglite.test.ts';
const ranAll = (file: string): Ran => ({
  file,
  tests: 1,
  skipped: 0,
  needsPostgres: file === NATIVE,
});
const engine = { name: 'unpacked packages', version: '17.12 with pgvector 0.8.0', url: '' };

describe('enginesLine', () => {
  it('names every engine that ran with its version', () => {
    const modules = [NATIVE, PGLITE].map(ranAll);
    expect(enginesLine({ modules, postgres: { engine, root: '/r', why: null } })).toMatch(
      /^SQLite 3\.\S+; PostgreSQL 17\.12 with pgvector 0\.8\.0 \(unpacked packages\); PGlite \d\S+$/,
    );
  });

  it('names what was skipped, and why', () => {
    const modules = [
      { file: NATIVE, tests: 9, skipped: 4, needsPostgres: true },
      { file: 'test/settings.test.ts', tests: 9, skipped: 1, needsPostgres: false },
    ];
    const line = enginesLine({ modules, postgres: { engine: null, root: null, why: 'it rains' } });
    expect(line).toMatch(/^SQLite \S+; skipped, because it rains: /);
    expect(line).toContain(`${NATIVE} (4)`);
    expect(line).not.toContain('settings');
  });

  it('says nothing of PostgreSQL where no file asked for it', () => {
    const modules = ['test/settings.test.ts'].map(ranAll);
    const line = enginesLine({ modules, postgres: { engine: null, root: null, why: null } });
    expect(line).toMatch(/^SQLite [\d.]+$/);
  });
});
