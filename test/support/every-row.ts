// Everything that a schema holds, for tests that look for what must be gone.

import { openPostgres, type PostgresPlace } from '../../src/store/postgres/postgres.js';

/** Every row of every table, as text. */
export async function everyRow(place: Required<PostgresPlace>): Promise<string> {
  const postgres = openPostgres(place);
  try {
    const tables = await postgres.rows<{ name: string }>(
      'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1',
      [place.schema],
    );
    const rows = await Promise.all(
      tables.map(({ name: table }) =>
        postgres.rows<{ row: string }>(`SELECT it::text AS row FROM ${table} AS it`),
      ),
    );
    return rows.flatMap((of) => of.map(({ row }) => row)).join('\n');
  } finally {
    await postgres.close();
  }
}
