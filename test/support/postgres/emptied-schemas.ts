// Schemas that are emptied after a test instead of dropped: on PGlite making the tables costs ten times what emptying them
// does. In: a database of one's own. Out: a place for each test that no other test uses meanwhile.

import { openPostgres, type PostgresPlace } from '../../../src/store/postgres/postgres.js';

export interface EmptiedSchemas {
  /** A schema in which there are no rows. */
  take(): Required<PostgresPlace>;
  /** Gives it back, once nobody has it open. */
  leave(place: Required<PostgresPlace>): Promise<void>;
}

/** Which steps were applied stays true. */
const EMPTY = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname = current_schema AND tablename <> 'migration' LOOP
    EXECUTE 'DELETE FROM ' || name;
  END LOOP;
  FOR name IN SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences
    WHERE schemaname = current_schema LOOP
    EXECUTE 'ALTER SEQUENCE ' || name || ' RESTART';
  END LOOP;
END $$`;

/** @param url known once the server has started */
export function emptiedSchemas(url: () => string): EmptiedSchemas {
  const free: string[] = [];
  let made = 0;
  return {
    take: () => {
      made += 1;
      return { url: url(), schema: free.pop() ?? `emptied_${made}` };
    },
    leave: async (place) => {
      const postgres = openPostgres({ ...place, connections: 1, deadlineMs: 60_000 });
      // Rows of a document go with it, so each order of deleting is as good as another.
      await postgres
        .transaction((statements) => statements.run(EMPTY))
        .finally(() => postgres.close());
      free.push(place.schema);
    },
  };
}
