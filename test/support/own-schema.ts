// A schema of its own for a test, which goes with it.

import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { openPostgres, type PostgresPlace } from '../../src/store/postgres/postgres.js';

/** A place in a database that nobody else uses; it is dropped when the test ends. */
export function ownSchema(url: string): Required<PostgresPlace> {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  onTestFinished(async () => {
    const postgres = openPostgres({ url, schema, deadlineMs: 30_000 });
    await postgres.run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`).finally(() => postgres.close());
  });
  return { url, schema };
}
