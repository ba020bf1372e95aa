// The PostgreSQL that a test may use; null where there is none, and its suite is a named skip.

export interface PostgresEngine {
  readonly name: string;
  readonly version: string;
  readonly url: string;
}

export function postgresEngine(): PostgresEngine | null {
  const url = process.env.TEST_PG_URL;
  return url === undefined || url === ''
    ? null
    : { name: 'given by TEST_PG_URL', version: '', url };
}
