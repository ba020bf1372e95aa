// The embedded state store: the contract, what is left on the disk, damage, and older files.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, type Database } from '../../src/store/sqlite/open-database.js';
import { openSqliteStateStore } from '../../src/store/sqlite/sqlite-state-store.js';
import { STATE_MIGRATIONS } from '../../src/store/sqlite/state-schema.js';
import type { StateStore } from '../../src/store/state-store.js';
import { describeStateStore } from '../contracts/state-store-contract.js';
import { feedbackOf, noon, NOON, recordOf, turnOf } from '../contracts/state-store/records.js';
import { failureOf } from '../support/failure-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describeStateStore({
  name: 'SQLite',
  site: () => {
    const folder = temporaryFolder();
    return {
      open: (now) => open(join(folder, 'state.sqlite'), now),
      bytes: () => bytesBelow(folder),
    };
  },
});

describe('openSqliteStateStore', () => {
  it.each([
    ['answer', 'body', (store: StateStore) => store.answer('a')],
    ['answer', 'asker', (store: StateStore) => store.answer('a')],
    ['answer', 'body', (store: StateStore) => store.lastAnswer('channel', 'ann')],
    ['answer', 'body', (store: StateStore) => store.allFeedback()],
    ['turn', 'body', (store: StateStore) => store.turn('a')],
    ['turn', 'is_private', (store: StateStore) => store.lastTurn('channel', 'ann')],
    ['feedback', 'body', (store: StateStore) => store.feedbackOf('a', 'ann')],
    ['feedback', 'question', (store: StateStore) => store.allFeedback()],
  ] as const)('names damage to %s.%s, and gives none of it', async (table, column, read) => {
    const path = join(temporaryFolder(), 'state.sqlite');
    const store = open(path);
    await store.saveAnswer(recordOf('a'));
    await store.saveTurn(turnOf('a'));
    await store.saveFeedback(feedbackOf('a', { question: 'Who?' }));
    await read(store);
    behind(path, `UPDATE ${table} SET ${column} = replace(${column}, substr(${column}, 1, 1), 7)`);
    const failure = await failureOf(() => read(store));
    expect(failure.code).toBe('index_corrupt');
  });

  it('forgets also what is damaged', async () => {
    const path = join(temporaryFolder(), 'state.sqlite');
    const store = open(path);
    await store.saveTurn(turnOf('a'));
    behind(path, "UPDATE turn SET body = 'damaged'");
    expect((await store.forget('ann')).turns).toBe(1);
  });

  it('empties the log at the next sweep where somebody was reading', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'state.sqlite');
    const store = open(path);
    await store.saveTurn(turnOf('a', { question: 'CANARYQUESTION' }));
    const reader = database(path);
    reader.exec('BEGIN; SELECT * FROM turn;');
    expect((await store.forget('ann')).turns).toBe(1);
    expect(bytesBelow(folder)).toContain('CANARYQUESTION');
    reader.exec('COMMIT');
    await store.sweep(NOON);
    expect(bytesBelow(folder)).not.toContain('CANARYQUESTION');
  });

  it('leaves no byte of the answers that an older version kept', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'state.sqlite');
    const migrations = STATE_MIGRATIONS.slice(0, 1);
    const older = openDatabase({ path, migrations, readOnly: false });
    older.exec(`INSERT INTO answer VALUES (1, 'a', 'default', 'channel', 'ann', 'CANARYQUESTION',
      0, 9e15, '["${'CANARYQUESTION '.repeat(2_000)}"]', 0)`);
    older.close();
    expect(bytesBelow(folder)).toContain('CANARYQUESTION');
    open(path);
    expect(bytesBelow(folder)).not.toContain('CANARYQUESTION');
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
    const newer = openDatabase({ path, migrations: STATE_MIGRATIONS, readOnly: false });
    newer.pragma('user_version = 99');
    newer.close();
    expect((await failureOf(() => open(path))).code).toBe('index_incompatible');
  });
});

function open(path: string, now: () => Date = noon): StateStore {
  const store = openSqliteStateStore({ path, now });
  onTestFinished(() => store.close());
  return store;
}

/** Another handle on the same file. */
function database(path: string): Database {
  const opened = openDatabase({ path, migrations: STATE_MIGRATIONS, readOnly: false });
  onTestFinished(() => {
    opened.close();
  });
  return opened;
}

/** Changes a file behind its store's back. */
function behind(path: string, sql: string): void {
  database(path).exec(sql);
}

function bytesBelow(folder: string): string {
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'latin1'))
    .join('');
}
