// The vector index of a generation in PostgreSQL. Small collections are compared exactly, large ones by HNSW with a scan
// that goes on until the filter has let enough through; where even that finds too few, the answer is exact again. Which
// of the two it is, is decided here and not by the planner.

import type { Generation } from '../knowledge-store.js';
import {
  compareMatches,
  requireDimension,
  type Match,
  type VectorIndex,
} from '../../vector-index/vector-index.js';
import { startBindings, type Bindings } from './bindings.js';
import { canUseHnsw, EXACT_UP_TO, indexedColumn } from './hnsw-index.js';
import { openKnowledge } from './open-knowledge.js';
import type { Postgres, PostgresPlace, Statements } from './postgres.js';
import { vectorText } from './vector-values.js';
import { visible } from './visible-rows.js';

/** The least and the most breadth of a search; pgvector allows no more. */
const MIN_EF = 100;
const MAX_EF = 1_000;

/** Vectors that a scan looks at before it gives up and the search is made exact. */
const MOST_SCANNED = 20_000;

export interface IndexRule {
  /** Passages up to which search is exact; `EXACT_UP_TO` unless given. */
  readonly exactUpTo?: number;
}

/** Opens the index of a generation. */
export async function openPgvectorIndex(
  place: PostgresPlace,
  generation: Generation,
  { exactUpTo = EXACT_UP_TO }: IndexRule = {},
): Promise<VectorIndex> {
  const postgres = openKnowledge(place);
  const { dimension } = generation.model;
  try {
    const isLarge = generation.passages > exactUpTo;
    const kind = isLarge && (await canUseHnsw(postgres, dimension)) ? 'hnsw' : 'exact';
    return searchable({ postgres, generation, kind });
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

interface OpenIndex {
  readonly postgres: Postgres;
  readonly generation: Generation;
  readonly kind: VectorIndex['kind'];
}

function searchable({ postgres, generation, kind }: OpenIndex): VectorIndex {
  const { dimension } = generation.model;
  const { passages: count } = generation;
  const exact = (query: Float32Array, k: number): Promise<Match[]> =>
    ask(postgres, exactSearch({ generation, query, k }));
  return {
    kind,
    count,
    search: async (query, k) => {
      requireDimension(query, dimension);
      const wanted = Math.min(k, count);
      if (wanted <= 0) return [];
      if (kind === 'exact' || wanted > MAX_EF) return exact(query, wanted);
      const found = await searchHnsw(postgres, { generation, query, k: wanted });
      return found.length < wanted ? exact(query, wanted) : found;
    },
    searchAmong: async (query, k, labels) => {
      requireDimension(query, dimension);
      if (k <= 0 || labels.length === 0) return [];
      return ask(postgres, exactSearch({ generation, query, k, labels }));
    },
    close: () => postgres.close(),
  };
}

interface Search {
  readonly generation: Generation;
  readonly query: Float32Array;
  readonly k: number;
  /** All of the generation unless given. */
  readonly labels?: readonly number[];
}

interface Asked {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const FROM = `FROM index_vector v
  JOIN index_document d ON d.collection = v.collection AND d.pk = v.document`;

function conditions(bindings: Bindings, { generation, labels }: Search): string {
  const parts = [
    `v.collection = ${bindings.bind(generation.collection)}`,
    `v.dimension = ${generation.model.dimension}`,
    visible(bindings, generation),
  ];
  if (labels !== undefined) parts.push(`v.label = ANY(${bindings.bind(labels)}::bigint[])`);
  return parts.join(' AND ');
}

/** Orders by what no index knows, so that every vector of the collection is compared. */
export function exactSearch(search: Search): Asked {
  const bindings = startBindings();
  const distance = `v.vector <=> ${bindings.bind(vectorText(search.query))}::vector`;
  const sql = `SELECT v.label::float8 AS label, 1 - (${distance}) AS similarity ${FROM}
    WHERE ${conditions(bindings, search)}
    ORDER BY ${distance}, v.label LIMIT ${bindings.bind(search.k)}`;
  return { sql, values: bindings.values };
}

/** Orders as the index of the dimension is ordered. */
export function hnswSearch(search: Search): Asked {
  const { dimension } = search.generation.model;
  const bindings = startBindings();
  const query = `${bindings.bind(vectorText(search.query))}::vector(${dimension})`;
  const distance = `${indexedColumn(dimension)} <=> ${query}`;
  const sql = `SELECT v.label::float8 AS label, 1 - (${distance}) AS similarity ${FROM}
    WHERE ${conditions(bindings, search)}
    ORDER BY ${distance} LIMIT ${bindings.bind(search.k)}`;
  return { sql, values: bindings.values };
}

/** What makes the server take the index and go on in it; holds for one transaction. */
export function hnswSettings(k: number): string {
  const breadth = Math.min(MAX_EF, Math.max(MIN_EF, 2 * k));
  return `SET LOCAL hnsw.ef_search = ${breadth};
    SET LOCAL hnsw.iterative_scan = strict_order;
    SET LOCAL hnsw.max_scan_tuples = ${MOST_SCANNED};
    SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off`;
}

function searchHnsw(postgres: Postgres, search: Search): Promise<Match[]> {
  return postgres.transaction(async (statements) => {
    await statements.run(hnswSettings(search.k));
    return ask(statements, hnswSearch(search));
  });
}

async function ask(statements: Statements, { sql, values }: Asked): Promise<Match[]> {
  return (await statements.rows<Match>(sql, values)).sort(compareMatches);
}
