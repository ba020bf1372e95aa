import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDatabase } from '../../src/store/sqlite/check-database.js';
import { openSqliteSourceStore } from '../../src/store/sqlite/sqlite-source-store.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { failureOf } from '../support/failure-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('checkDatabase', () => {
  it('finds nothing wrong with the databases as they are written', async () => {
    const folder = temporaryFolder();
    const [store, sources] = [join(folder, 'store.sqlite'), join(folder, 'sources.sqlite')];
    await openSqliteStore(store).close();
    await openSqliteSourceStore({ path: sources }).close();
    expect([store, sources, join(folder, 'none.sqlite')].flatMap(checkDatabase)).toEqual([]);
  });

  it('refuses by name what is no database', async () => {
    const path = join(temporaryFolder(), 'store.sqlite');
    writeFileSync(path, 'no database, '.repeat(1_000));
    expect((await failureOf(() => checkDatabase(path))).code).toBe('index_corrupt');
  });
});
