// What there is to know of a database before anything is done in it: whether it can be reached, what it is, and which
// versions our tables have. Nothing is made or migrated.

import { versionsIn } from './migrate.js';
import { openPostgres, schemaOf, type PostgresPlace } from './postgres.js';

export interface InspectedPostgres {
  /** `17.12`. */
  readonly version: string;
  /** Of the extension in this database; null where it is not made yet. */
  readonly pgvector: string | null;
  /** What `CREATE EXTENSION` would make; null where the server has none. */
  readonly pgvectorOnServer: string | null;
  readonly schema: string;
  /** Our parts with the versions of their tables; empty before the first start. */
  readonly parts: ReadonlyMap<string, number>;
}

interface ServerRow {
  readonly version: string;
  readonly made: string | null;
  readonly available: string | null;
}

/** @throws ReadableError `store_unavailable` or `store_invalid` */
export async function inspectPostgres(place: PostgresPlace): Promise<InspectedPostgres> {
  const schema = schemaOf(place);
  const postgres = openPostgres({ url: place.url, schema });
  try {
    const [row] = await postgres.rows<ServerRow>(
      `SELECT current_setting('server_version') AS version,
         (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS made,
         (SELECT default_version FROM pg_available_extensions WHERE name = 'vector') AS available`,
    );
    return {
      version: row?.version ?? 'unknown',
      pgvector: row?.made ?? null,
      pgvectorOnServer: row?.available ?? null,
      schema,
      parts: await versionsIn(postgres, schema),
    };
  } finally {
    await postgres.close();
  }
}
