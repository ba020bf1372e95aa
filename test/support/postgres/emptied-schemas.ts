// Schemas that are emptied after a test instead of dropped: on PGlite making the tables costs ten times what emptying them
// does. In: a database of one's own. Out: a place for each test that no other test uses meanwhile.

import { openPostgres } from '../../../src/store/postgres/postgres.js';
import type { Schemas } from '../postgres-knowledge.js';

/** Which steps were applied stays true. */
const EMPTY = `DO $$ DECLARE name text; BEGIN
  EXECUTE (SELECT 'TRUNCATE ' || string_agg(format('%I.%I', schemaname, tablename), ', ')
    || ' RESTART IDENTITY' FROM pg_tables
    WHERE schemaname = current_schema AND tablename <> 'migration');
  FOR name IN SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences
    WHERE schemaname = current_schema LOOP
    EXECUTE 'ALTER SEQUENCE ' || name || ' RESTART';
  END LOOP;
END $$`;

/** @param url known once the server has started */
export function emptiedSchemas(url: () => string, name = 'emptied'): Schemas {
  const free: string[] = [];
  let made = 0;
  return {
    take: () => {
      made += 1;
      return { url: url(), schema: free.pop() ?? `${name}_${made}` };
    },
    leave: async (place) => {
      const postgres = openPostgres({ ...place, connections: 1, deadlineMs: 60_000 });
      await postgres
        .transaction((statements) => statements.run(EMPTY))
        .finally(() => postgres.close());
      free.push(place.schema);
    },
  };
}
