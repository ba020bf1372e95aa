// The embedded state store: the contract, what is left on the disk, and damage.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/open-database.js';
import { openSqliteStateStore } from '../../src/store/sqlite/sqlite-state-store.js';
import { STATE_MIGRATIONS } from '../../src/store/sqlite/state-schema.js';
import type { StateStore } from '../../src/store/state-store.js';
import { describeStateStore, recordOf } from '../contracts/state-store-contract.js';
import { failureOf } from '../support/failure-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const noon = (): Date => new Date('2024-05-01T12:00:00.000Z');

describeStateStore({
  name: 'SQLite',
  site: () => {
    const path = join(temporaryFolder(), 'state.sqlite');
    return { open: (now) => open(path, now) };
  },
});

describe('openSqliteStateStore', () => {
  it('leaves no byte of a forgotten answer on the disk', async () => {
    const folder = temporaryFolder();
    const store = open(join(folder, 'state.sqlite'));
    await store.saveAnswer(recordOf('a', { question: 'SECRETQUESTION' }));
    expect(bytesBelow(folder)).toContain('SECRETQUESTION');
    await store.forget('ann');
    expect(bytesBelow(folder)).not.toContain('SECRETQUESTION');
  });

  it('names a citation that is not the one that was saved', async () => {
    const path = join(temporaryFolder(), 'state.sqlite');
    const store = open(path);
    await store.saveAnswer(recordOf('a'));
    const database = openDatabase({ path, migrations: STATE_MIGRATIONS, readOnly: false });
    database.exec("UPDATE answer SET citations = replace(citations, 'Verbatim', 'Invented')");
    database.close();
    const failure = await failureOf(() => store.answer('a'));
    expect(failure.code).toBe('index_corrupt');
    expect(failure.message).not.toContain('Invented');
  });

  it('says what to do with a file that is no database', async () => {
    const path = join(temporaryFolder(), 'state.sqlite');
    writeFileSync(path, 'This is not a database. '.repeat(200));
    const failure = await failureOf(() => open(path));
    expect(failure.code).toBe('index_corrupt');
    expect(failure.message).toContain(path);
    expect(failure.remedy).toContain('Move the file away');
  });

  it('refuses a file of a newer version', async () => {
    const path = join(temporaryFolder(), 'state.sqlite');
    const database = openDatabase({ path, migrations: STATE_MIGRATIONS, readOnly: false });
    database.pragma('user_version = 99');
    database.close();
    expect((await failureOf(() => open(path))).code).toBe('index_incompatible');
  });
});

function open(path: string, now: () => Date = noon): StateStore {
  const store = openSqliteStateStore({ path, now });
  onTestFinished(() => store.close());
  return store;
}

function bytesBelow(folder: string): string {
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'latin1'))
    .join('');
}
