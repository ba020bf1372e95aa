// Where everything is kept, chosen by the settings alone: the embedded files below DATA_DIR, or the database that
// DATABASE_URL names.

import { dataFiles } from './data-files.js';
import type { Settings } from './settings.js';
import { openPostgresStores } from './store/postgres/postgres-stores.js';
import { openSqliteStores } from './store/sqlite/sqlite-stores.js';
import type { Stores } from './store/stores.js';

/** Nothing is opened before it is asked for. */
export function openStores(settings: Pick<Settings, 'dataDir' | 'databaseUrl'>): Stores {
  const { dataDir, databaseUrl } = settings;
  if (databaseUrl !== null) return openPostgresStores({ url: databaseUrl });
  return openSqliteStores({ dataDir, ...dataFiles(dataDir) });
}
