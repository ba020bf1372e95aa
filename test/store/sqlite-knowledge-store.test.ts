// The embedded store against the contract.

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  openSqliteReader,
  openSqliteStore,
} from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { openDatabase } from '../../src/store/sqlite/open-database.js';
import { MIGRATIONS } from '../../src/store/sqlite/schema.js';
import { describeKnowledgeStore, type StoreSite } from '../contracts/knowledge-store-contract.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describeKnowledgeStore({
  name: 'SQLite',
  site: sqliteSite,
});

function sqliteSite(): StoreSite {
  const path = join(temporaryFolder(), 'store.sqlite');
  return {
    openStore: () => closing(openSqliteStore(path)),
    openReader: () => closing(openSqliteReader(path)),
    damageText: (label) => {
      execute(
        path,
        `UPDATE passage SET text = replace(text, 'This', 'That') WHERE label = ${label}`,
      );
    },
    damageVector: (label) => {
      flipBlob(path, 'passage', label);
    },
    damageSentences: (label) => {
      flipBlob(path, 'sentences', label);
    },
  };
}

function closing<T extends { close(): Promise<void> }>(opened: T): T {
  onTestFinished(() => opened.close());
  return opened;
}

function flipBlob(path: string, column: 'passage' | 'sentences', label: number): void {
  execute(
    path,
    `UPDATE embedding SET ${column} = CAST(substr(${column}, 1, 8) || x'2a' || substr(${column}, 10) AS BLOB)
     WHERE pk = (SELECT embedding FROM passage WHERE label = ${label})`,
  );
}

function execute(path: string, sql: string): void {
  const database = openDatabase({ path, migrations: MIGRATIONS, readOnly: false });
  database.exec(sql);
  database.close();
}
