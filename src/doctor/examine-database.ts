// The doctor's look at a shared database: whether it is there, what it is, and whether our tables are those of this
// version. Nothing is made or migrated.

import { readDatabaseAddress } from '../shared/database-address.js';
import { isAtLeast, ITERATIVE_SINCE } from '../store/postgres/hnsw-index.js';
import { inspectPostgres, type InspectedPostgres } from '../store/postgres/inspect-postgres.js';
import { KNOWN_PARTS } from '../store/postgres/known-parts.js';
import { only, sound, type Examined, type Finding } from './finding.js';

/** @throws ReadableError where the database is away or refuses us */
export async function checkDatabase(databaseUrl: string): Promise<Examined<InspectedPostgres>> {
  const found = await inspectPostgres({ url: databaseUrl });
  const tables = tablesProblem(found);
  if (tables !== null) return only(tables);
  const vector = pgvectorProblem(found);
  if (vector !== null) return { finding: vector, result: vector.ok === false ? null : found };
  const read = readDatabaseAddress(databaseUrl);
  const place = 'address' in read ? read.address.shown : 'the database';
  const made =
    found.pgvector === null
      ? `pgvector ${found.pgvectorOnServer ?? ''} will be made by the first build`
      : `pgvector ${found.pgvector}`;
  const kept = found.parts.size === 0 ? 'no tables yet' : 'its tables are those of this version';
  const text = `${place}: PostgreSQL ${found.version}, ${made}, schema ${found.schema}, ${kept}.`;
  return { finding: sound(text), result: found };
}

function pgvectorProblem({ pgvector, pgvectorOnServer }: InspectedPostgres): Finding | null {
  const version = pgvector ?? pgvectorOnServer;
  if (version === null) {
    return {
      ok: false,
      text: 'The database server has no pgvector.',
      remedy: 'Install pgvector 0.8.0 or newer on the server, then: npm run build-index',
    };
  }
  if (isAtLeast(version, ITERATIVE_SINCE)) return null;
  const mend = pgvector !== null && isAtLeast(pgvectorOnServer ?? '0.0', ITERATIVE_SINCE);
  return {
    ok: 'warning',
    text: `pgvector ${version} is older than ${ITERATIVE_SINCE.join('.')}: large collections are searched exactly, which is slower.`,
    remedy: mend
      ? 'In the database, as its owner: ALTER EXTENSION vector UPDATE'
      : 'Install pgvector 0.8.0 or newer on the server.',
  };
}

function tablesProblem({ parts }: InspectedPostgres): Finding | null {
  const newer = KNOWN_PARTS.filter(({ name, steps }) => (parts.get(name) ?? 0) > steps.length);
  if (newer.length === 0) return null;
  const names = newer.map(({ name }) => name).join(', ');
  return {
    ok: false,
    text: `The database's tables (${names}) were written by a newer version of Verbatim.`,
    remedy: 'Update Verbatim here, or set DATABASE_URL to another database.',
  };
}
