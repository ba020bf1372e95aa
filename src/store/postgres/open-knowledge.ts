// The connection of everything that reads or writes the knowledge; its tables are brought to the present form before the
// first statement.

import { KNOWLEDGE } from './knowledge-schema.js';
import { migrate } from './migrate.js';
import { openPostgres, SCHEMA, type Postgres, type PostgresPlace } from './postgres.js';

/** A build moves thousands of rows in one statement; whoever waits for it does so on purpose. */
export const BUILD_DEADLINE_MS = 10 * 60_000;

/** Opens it; the first statement connects. */
export function openKnowledge(
  { url, schema = SCHEMA }: PostgresPlace,
  options: { readonly deadlineMs?: number; readonly connections?: number } = {},
): Postgres {
  return openPostgres({
    ...options,
    url,
    schema,
    prepare: (session) => migrate(session, { schema, parts: [KNOWLEDGE] }),
  });
}
