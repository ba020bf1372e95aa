// A table spread over two database servers by its collection: what is asked of a collection is asked of its server, with
// filter and order, and the answer is the exact one.

import { describe, expect, it, onTestFinished } from 'vitest';
import { dotProduct } from '../../../src/embeddings/embedder.js';
import { openKnowledge } from '../../../src/store/postgres/open-knowledge.js';
import { openPostgres, SCHEMA, type Postgres } from '../../../src/store/postgres/postgres.js';
import { FAKE_DIMENSION } from '../../support/fake-embedder.js';
import { failureOf } from '../../support/failure-of.js';
import { nativeRoot } from '../../support/postgres-engine.js';
import { query, startServer, type NativeServer } from '../../support/postgres/native-server.js';
import { randomVectors } from '../../support/random.js';

const root = nativeRoot();

/** Servers start, recover and are copied on disks that others write to as well. */
const PATIENCE_MS = 120_000;

const COLLECTIONS = Array.from({ length: 6 }, (_, n) => `g-${n}`);
const PASSAGES = 50;
const NEAREST = 10;

interface Row {
  readonly collection: string;
  readonly label: number;
  readonly vector: Float32Array;
}

const ROWS: readonly Row[] = randomVectors(COLLECTIONS.length * PASSAGES).map((vector, at) => ({
  collection: COLLECTIONS[at % COLLECTIONS.length] ?? '',
  label: at + 1,
  vector,
}));

/** The second server keeps the half of the first one's table that falls to it; its columns are those of our own. */
async function spread(first: NativeServer, second: NativeServer): Promise<void> {
  const columns = await Promise.all([columnsOfVectors(first.url), columnsOfVectors(second.url)]);
  await query(second.url, `CREATE TABLE spread_1 (${columns[1]}, PRIMARY KEY (collection, label))`);
  await query(
    first.url,
    `CREATE EXTENSION postgres_fdw;
     CREATE SERVER second FOREIGN DATA WRAPPER postgres_fdw
       OPTIONS (host '127.0.0.1', port '${second.port}', dbname 'postgres', extensions 'vector', batch_size '100',
         use_remote_estimate 'true');
     CREATE USER MAPPING FOR bot SERVER second OPTIONS (user 'bot');
     CREATE TABLE spread (${columns[0]}) PARTITION BY HASH (collection);
     CREATE TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 2, REMAINDER 0);
     ALTER TABLE spread_0 ADD PRIMARY KEY (collection, label);
     CREATE FOREIGN TABLE spread_1 PARTITION OF spread FOR VALUES WITH (MODULUS 2, REMAINDER 1)
       SERVER second`,
  );
}

/** Makes our tables in a database, and says how another is given the columns of the one with the vectors. */
async function columnsOfVectors(url: string): Promise<string> {
  const knowledge = openKnowledge({ url });
  await knowledge.rows('SELECT 1').finally(() => knowledge.close());
  // Its keys lead to documents, which stay where the collection is; a spread table has none of its own.
  return `LIKE ${SCHEMA}.index_vector`;
}

const SEARCH = `SELECT label::integer AS label FROM spread WHERE collection = $1 AND dimension = ${FAKE_DIMENSION}
  ORDER BY vector <=> $2::vector LIMIT ${NEAREST}`;

const textOf = (vector: Float32Array): string => `[${vector.join(',')}]`;

async function search(postgres: Postgres, collection: string, by: Float32Array): Promise<number[]> {
  const rows = await postgres.rows<{ label: number }>(SEARCH, [collection, textOf(by)]);
  return rows.map(({ label }) => label);
}

/** What comparing with every vector gives. */
function exact(collection: string, by: Float32Array): number[] {
  return ROWS.filter((row) => row.collection === collection)
    .map(({ label, vector }) => ({ label, similarity: dotProduct(vector, by) }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, NEAREST)
    .map(({ label }) => label);
}

interface Spread {
  readonly postgres: Postgres;
  readonly second: NativeServer;
  /** Collections by the server that keeps them. */
  readonly here: readonly string[];
  readonly there: readonly string[];
}

async function openSpread(): Promise<Spread> {
  const options = { root: root ?? '', isDurable: false };
  const [first, second] = await Promise.all([startServer(options), startServer(options)]);
  onTestFinished(async () => {
    await Promise.all([first.close(), second.close()]);
  });
  await spread(first, second);
  const postgres = openPostgres({ url: first.url, schema: 'public' });
  onTestFinished(() => postgres.close());
  await postgres.run(
    `INSERT INTO spread (collection, label, document, embedding, dimension, vector)
     SELECT collection, label, 1, label, $1, vector
     FROM unnest($2::text[], $3::bigint[], $4::vector[]) AS row (collection, label, vector)`,
    [
      FAKE_DIMENSION,
      ROWS.map(({ collection }) => collection),
      ROWS.map(({ label }) => label),
      ROWS.map(({ vector }) => textOf(vector)),
    ],
  );
  // Without statistics the planner takes a collection for a handful of rows, and sorts them here.
  await query(second.url, 'ANALYZE');
  const kept = await query<{ collection: string }>(
    second.url,
    'SELECT DISTINCT collection FROM spread_1 ORDER BY 1',
  );
  const there = kept.map(({ collection }) => collection);
  return { postgres, second, there, here: COLLECTIONS.filter((name) => !there.includes(name)) };
}

describe.skipIf(root === null)('a table whose collections are spread over two servers', () => {
  it(
    'finds exactly what is nearest in each collection, wherever it is kept',
    async () => {
      const { postgres, second, here, there } = await openSpread();
      expect(here.length * there.length).toBeGreaterThan(0);
      for (const by of randomVectors(5, 7)) {
        for (const collection of COLLECTIONS) {
          expect(await search(postgres, collection, by)).toEqual(exact(collection, by));
        }
      }
      const [by] = randomVectors(1, 7);
      const plan = await planOf(postgres, there[0] ?? '', by ?? new Float32Array(FAKE_DIMENSION));
      expect(plan).toMatch(/Remote SQL: .* WHERE .*collection.* ORDER BY .*<=>/);
      expect(plan).not.toMatch(/spread_0|Sort Key/);

      await second.kill();
      const vector = by ?? new Float32Array(FAKE_DIMENSION);
      expect(await search(postgres, here[0] ?? '', vector)).toHaveLength(NEAREST);
      const failure = await failureOf(() => search(postgres, there[0] ?? '', vector));
      expect(failure.code).toBe('store_unavailable');
    },
    PATIENCE_MS,
  );
});

async function planOf(postgres: Postgres, collection: string, by: Float32Array): Promise<string> {
  const rows = await postgres.rows<{ 'QUERY PLAN': string }>(`EXPLAIN (VERBOSE) ${SEARCH}`, [
    collection,
    textOf(by),
  ]);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
