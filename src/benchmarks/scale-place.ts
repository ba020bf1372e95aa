// Where a benchmark of scale keeps what it has built: a store of one size each, of one kind or of several that are
// measured side by side. Another kind of store is added here and nowhere else.

import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFiles } from '../data-files.js';
import type { Settings } from '../settings.js';
import { openPostgres } from '../store/postgres/postgres.js';
import { openPostgresStores } from '../store/postgres/postgres-stores.js';
import { openSqliteStores } from '../store/sqlite/sqlite-stores.js';
import type { Stores } from '../store/stores.js';

/** A store of one size. */
export interface ScalePlace extends Pick<Stores, 'openStore' | 'openReader' | 'openIndex'> {
  /** For processes of their own: they open the same store by these. */
  readonly settings: Settings;
  /** Bytes of what is kept, by its kind. */
  bytes(): Promise<Readonly<Record<string, number>>>;
}

/** One kind of store. */
export interface ScaleSide {
  readonly name: string;
  readonly at: (passages: number) => ScalePlace;
}

/** Raised when the corpus of the benchmark changes, so that it is built anew. */
const SCALE_VERSION = 1;

/** The kinds of stores that the settings allow to be measured. */
export function scaleSides(settings: Settings): readonly ScaleSide[] {
  const { databaseUrl } = settings;
  const embedded = embeddedSide({ ...settings, databaseUrl: null });
  return databaseUrl === null ? [embedded] : [embedded, sharedSide(settings, databaseUrl)];
}

/** A schema of its own for each size, which stays; a column of figures, not a test: nothing else may be in it. */
function sharedSide(settings: Settings, databaseUrl: string): ScaleSide {
  return {
    name: 'postgresql',
    at: (passages) => {
      const schema = `verbatim_scale_${passages}_v${SCALE_VERSION}`;
      const url = withSchema(databaseUrl, schema);
      const stores = openPostgresStores({ url });
      const dataDir = join(settings.dataDir, 'scale', `${passages}-v${SCALE_VERSION}-shared`);
      return {
        openStore: (options) => stores.openStore(options),
        openReader: () => stores.openReader(),
        openIndex: stores.openIndex,
        settings: { ...settings, dataDir, databaseUrl: url, localCopy: false },
        bytes: () => bytesOfSchema(databaseUrl, schema),
      };
    },
  };
}

function withSchema(databaseUrl: string, schema: string): string {
  return `${databaseUrl}${databaseUrl.includes('?') ? '&' : '?'}schema=${schema}`;
}

async function bytesOfSchema(url: string, schema: string): Promise<Record<string, number>> {
  const postgres = openPostgres({ url });
  try {
    const [row] = await postgres.rows<{ store: string }>(
      `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) AS store
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = $1 AND c.relkind = 'r'`,
      [schema],
    );
    return { store: Number(row?.store ?? 0) };
  } finally {
    await postgres.close();
  }
}

function embeddedSide(settings: Settings): ScaleSide {
  return {
    name: 'embedded',
    at: (passages) => {
      const dataDir = join(settings.dataDir, 'scale', `${passages}-v${SCALE_VERSION}`);
      const files = dataFiles(dataDir);
      const stores = openSqliteStores({ dataDir, ...files });
      return {
        openStore: (options) => stores.openStore(options),
        openReader: () => stores.openReader(),
        openIndex: stores.openIndex,
        settings: { ...settings, dataDir },
        bytes: async () => ({
          store: (await bytesOf(files.store)) + (await bytesOf(`${files.store}-wal`)),
          graph: await bytesIn(files.graphs),
        }),
      };
    },
  };
}

async function bytesOf(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).size : 0;
}

async function bytesIn(folder: string): Promise<number> {
  if (!existsSync(folder)) return 0;
  const sizes = (await readdir(folder)).map((name) => bytesOf(join(folder, name)));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
