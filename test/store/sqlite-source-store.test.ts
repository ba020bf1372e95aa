// The embedded stores of sources and jobs: the contracts, damage, and what is left on the disk.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SourceStore } from '../../src/sources/source-store.js';
import { openDatabase } from '../../src/store/sqlite/open-database.js';
import { SOURCE_MIGRATIONS } from '../../src/store/sqlite/source-schema.js';
import { openSqliteJobStore } from '../../src/store/sqlite/sqlite-job-store.js';
import { openSqliteSourceStore } from '../../src/store/sqlite/sqlite-source-store.js';
import { describeJobStore } from '../contracts/job-store-contract.js';
import { describeSourceStore } from '../contracts/source-store-contract.js';
import { failureOf } from '../support/failure-of.js';
import { memoryJobStore } from '../support/memory-job-store.js';
import { memorySourceStore } from '../support/memory-source-store.js';
import { originalOf, sourceOf, stateOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describeSourceStore({ name: 'SQLite', open: () => open(placeOf()) });
describeSourceStore({ name: 'in memory', open: memorySourceStore });

describeJobStore({
  name: 'SQLite',
  open: (now) => {
    const store = openSqliteJobStore({ path: placeOf(), now });
    onTestFinished(() => store.close());
    return store;
  },
});
describeJobStore({ name: 'in memory', open: memoryJobStore });

const CANARY = 'CANARYDOCUMENT';

describe('openSqliteSourceStore', () => {
  it('is there when it is opened again', async () => {
    const path = placeOf();
    const first = openSqliteSourceStore({ path });
    await first.putOriginal(originalOf('text'));
    await first.close();
    expect(await open(path).holdings('default')).toEqual({ originals: 1, bytes: 4 });
  });

  it('can be read beside a writer, and is never created by a reader', async () => {
    const path = placeOf();
    await failureOf(() => openSqliteSourceStore({ path, readOnly: true }));
    const writer = open(path);
    await writer.putOriginal(originalOf('text'));
    const reader = openSqliteSourceStore({ path, readOnly: true });
    onTestFinished(() => reader.close());
    expect(await reader.originals('default')).toHaveLength(1);
    expect((await failureOf(() => reader.putSource(sourceOf()))).code).toBe('storage_read_only');
  });

  it.each([
    ['the bytes', "UPDATE original_bytes SET bytes = 'other'"],
    ['the facts', `UPDATE original SET body = replace(body, 'a.html', 'b.html')`],
    ['all bytes at once', 'DELETE FROM original_bytes'],
  ])('names damage to %s of an original, and gives none of it', async (_, sql) => {
    const path = placeOf();
    const store = open(path);
    const { id } = originalOf('text');
    await store.putOriginal(originalOf('text'));
    behind(path, sql);
    expect((await failureOf(() => store.original('default', id))).code).toBe('index_corrupt');
  });

  it.each([
    ['a source', "UPDATE source SET body = replace(body, 'news', 'evil')", 'sources'],
    ['a state', "UPDATE source_state SET body = replace(body, 'null', '\"1\"')", 'states'],
  ] as const)('names damage to %s', async (_, sql, method) => {
    const path = placeOf();
    const store = open(path);
    await store.putSource(sourceOf());
    await store.putState(stateOf(sourceOf()));
    behind(path, sql);
    expect((await failureOf(() => store[method]('default'))).code).toBe('index_corrupt');
  });

  it.each([
    ['a collection', (store: SourceStore) => store.removeCollection('default')],
    ['a source', (store: SourceStore) => store.removeSource('default', sourceOf().id)],
  ])('leaves no byte of what was removed with %s', async (_, remove) => {
    const path = placeOf();
    const store = open(path);
    const source = sourceOf();
    await store.putSource({ ...source, outlet: CANARY });
    // Long enough for pages of its own.
    for (const size of [1, 20_000]) {
      const text = `${CANARY} `.repeat(size);
      await store.putOriginal(originalOf(text, { sourceId: source.id, name: `${CANARY}.html` }));
    }
    expect(bytesBeside(path)).toContain(CANARY);
    await remove(store);
    expect(bytesBeside(path)).not.toContain(CANARY);
  });

  it('says what to do with a file that is no database, or of a newer version', async () => {
    const path = placeOf();
    writeFileSync(path, 'This is not a database. '.repeat(200));
    const failure = await failureOf(() => open(path));
    expect(failure.code).toBe('index_corrupt');
    expect(failure.remedy).toContain('Move the file away');
    const newer = placeOf();
    behind(newer, 'PRAGMA user_version = 99');
    expect((await failureOf(() => open(newer))).code).toBe('index_incompatible');
  });
});

describe('openSqliteJobStore', () => {
  it('shares its file with the sources', async () => {
    const path = placeOf();
    const now = (): Date => new Date();
    const jobs = openSqliteJobStore({ path, now });
    onTestFinished(() => jobs.close());
    await open(path).putSource(sourceOf());
    await jobs.addJob({ id: 'a', kind: 'publish', collection: 'default', payload: null, key: 'k' });
    const others = openSqliteJobStore({ path, now });
    onTestFinished(() => others.close());
    const claims = await Promise.all([jobs.claim(1_000), others.claim(1_000)]);
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });
});

function placeOf(): string {
  return join(temporaryFolder(), 'sources.sqlite');
}

function open(path: string): SourceStore {
  const store = openSqliteSourceStore({ path });
  onTestFinished(() => store.close());
  return store;
}

/** Changes a file behind its store's back. */
function behind(path: string, sql: string): void {
  const database = openDatabase({ path, migrations: SOURCE_MIGRATIONS, readOnly: false });
  database.exec(sql);
  database.close();
}

function bytesBeside(path: string): string {
  const folder = join(path, '..');
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'latin1'))
    .join('');
}
