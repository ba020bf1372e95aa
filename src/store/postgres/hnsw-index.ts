// The approximate index over the vectors of one dimension, of every collection at once. It is built when the first
// collection grows past what exact search serves, once: the row of the dimension is locked meanwhile, so whoever comes
// second finds it made. From then on the server keeps it as rows come and go.

import type { Postgres, Statements } from './postgres.js';

/**
 * Visible passages of a collection up to which every vector of it is compared: below it the index would win little, and
 * what is exact misses nothing (DECISIONS.md).
 */
export const EXACT_UP_TO = 10_000;

// As those of the graph files: recall@10 of 0.99 and more (DECISIONS.md).
const M = 16;
const EF_CONSTRUCTION = 200;

/** pgvector's own limit for an index over `vector`. */
const MOST_DIMENSIONS = 2_000;

/** Building takes minutes for a hundred thousand vectors; nobody waits for it but the build. */
const INDEX_DEADLINE_MS = 2 * 60 * 60_000;

/** Within this much memory the server builds the graph at once; beyond it each vector costs a search. */
const BUILD_MEMORY = '512MB';

/** The release of pgvector from which an index goes on where a filter left too few. */
export const ITERATIVE_SINCE = [0, 8] as const;

/** The column as the index of a dimension knows it; without it the planner never takes the index. */
export function indexedColumn(dimension: number): string {
  return `v.vector::vector(${whole(dimension)})`;
}

function indexName(dimension: number): string {
  return `index_vector_hnsw_${whole(dimension)}`;
}

/** It becomes part of a statement's text. */
function whole(dimension: number): number {
  if (Number.isSafeInteger(dimension) && dimension > 0) return dimension;
  throw new RangeError(`a vector cannot have ${dimension} numbers`);
}

/** Builds the index where a collection of so many passages needs it and it is not there. */
export async function buildHnsw(
  postgres: Postgres,
  dimension: number,
  passages: number,
): Promise<void> {
  if (passages <= EXACT_UP_TO) return;
  await postgres.transaction((statements) => makeHnsw(statements, dimension), {
    deadlineMs: INDEX_DEADLINE_MS,
  });
}

/** Builds the index of a dimension where it is not there; runs inside a transaction. */
export async function makeHnsw(statements: Statements, dimension: number): Promise<void> {
  if (dimension > MOST_DIMENSIONS || !(await isIterative(statements))) return;
  await statements.run('INSERT INTO index_hnsw VALUES ($1) ON CONFLICT DO NOTHING', [dimension]);
  await statements.rows('SELECT 1 FROM index_hnsw WHERE dimension = $1 FOR UPDATE', [dimension]);
  if (await hasHnsw(statements, dimension)) return;
  await statements.run(`SET LOCAL maintenance_work_mem = '${BUILD_MEMORY}'`);
  await statements.run(
    `CREATE INDEX ${indexName(dimension)} ON index_vector
     USING hnsw ((vector::vector(${whole(dimension)})) vector_cosine_ops)
     WITH (m = ${M}, ef_construction = ${EF_CONSTRUCTION}) WHERE dimension = ${whole(dimension)}`,
  );
}

/** Whether there is an index of a dimension that a filtered search can be answered from. */
export async function canUseHnsw(statements: Statements, dimension: number): Promise<boolean> {
  return (await isIterative(statements)) && (await hasHnsw(statements, dimension));
}

async function hasHnsw(statements: Statements, dimension: number): Promise<boolean> {
  const [row] = await statements.rows<{ there: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS there',
    [indexName(dimension)],
  );
  return row?.there === true;
}

async function isIterative(statements: Statements): Promise<boolean> {
  const [row] = await statements.rows<{ extversion: string }>(
    `SELECT extversion FROM pg_extension WHERE extname = 'vector'`,
  );
  return row !== undefined && isAtLeast(row.extversion, ITERATIVE_SINCE);
}

/** Whether a version such as `0.8.0` is a release or a later one. */
export function isAtLeast(version: string, least: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [i, wanted] of least.entries()) {
    const part = parts[i] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
