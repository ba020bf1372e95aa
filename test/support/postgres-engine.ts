// The PostgreSQL that a run of the tests has: a given one, or one from unpacked packages, or none with the reason.
// test/support/start-postgres.ts starts it before the first test; a test asks here, and is skipped by name without it.

import { inject } from 'vitest';

export interface PostgresEngine {
  /** Where it comes from. */
  readonly name: string;
  /** Of the server and of pgvector. */
  readonly version: string;
  /** A database that tests may make schemas of their own in. */
  readonly url: string;
}

export interface PostgresOfRun {
  readonly engine: PostgresEngine | null;
  /** Where servers of a test's own can be started, for tests that kill them; null where they cannot. */
  readonly root: string | null;
  /** Why there is none of the two, as the end of a sentence; null where there are both, or nobody asked. */
  readonly why: string | null;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresOfRun;
  }
}

/** Null where no engine could be started, which the run has said aloud. */
export function postgresEngine(): PostgresEngine | null {
  return inject('postgres').engine;
}

/** The root to start servers of one's own in (`postgres/native-server.ts`); null where that cannot be done. */
export function nativeRoot(): string | null {
  return inject('postgres').root;
}

/** Why either is missing, as the end of a sentence. */
export function whyNoPostgres(): string | null {
  return inject('postgres').why;
}
