// The PostgreSQL that a run of the tests has, or none.

export interface PostgresEngine {
  /** Where it comes from. */
  readonly name: string;
  /** Of the server and of pgvector. */
  readonly version: string;
  /** A database that tests may make schemas of their own in. */
  readonly url: string;
}

/** Null where no engine could be started. */
export function postgresEngine(): PostgresEngine | null {
  const url = process.env.TEST_PG_URL;
  return url === undefined ? null : { name: 'TEST_PG_URL', version: 'as given', url };
}
