// A schema of a benchmark's own in the database of the settings, dropped when it is over; nothing where there is none.

import { openPostgres, type PostgresPlace } from '../store/postgres/postgres.js';
import type { BenchmarkContext, Figures } from './benchmark.js';

/** Dropping a large schema takes longer than a statement may. */
const DROP_DEADLINE_MS = 60_000;

/** Works in an empty schema; says so and measures nothing where DATABASE_URL names no database. */
export async function inSchema(
  { settings, progress }: BenchmarkContext,
  name: string,
  work: (place: PostgresPlace) => Promise<Figures>,
): Promise<Figures> {
  const url = settings.databaseUrl;
  if (url === null) {
    const why = 'DATABASE_URL names no PostgreSQL with pgvector';
    progress(`${name}: not measured, ${why}.`);
    return { skipped: why };
  }
  const place = { url, schema: `bench_${name}_${process.pid}` };
  try {
    return await work(place);
  } finally {
    const postgres = openPostgres({ ...place, deadlineMs: DROP_DEADLINE_MS });
    await postgres.run(`DROP SCHEMA IF EXISTS ${place.schema} CASCADE`);
    await postgres.close();
  }
}
