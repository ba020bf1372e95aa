// The pgvector index against exact search, over a collection that was loaded as a build loads it: what the texts with
// their vectors take without the index, what the index takes to build, what rows take once it is there.

import { passageHash } from '../store/passage-hash.js';
import { packPassages, type PackingOptions } from '../passages/pack-passages.js';
import type { Document } from '../corpus/document.js';
import type { DocumentVersion } from '../store/generation-draft.js';
import type { Generation, KnowledgeStore } from '../store/knowledge-store.js';
import { EXACT_UP_TO } from '../store/postgres/hnsw-index.js';
import { openPgvectorIndex } from '../store/postgres/pgvector-index.js';
import type { PostgresPlace } from '../store/postgres/postgres.js';
import { openPostgresStore } from '../store/postgres/postgres-knowledge-store.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { inSchema } from './bench-schema.js';
import { clusteredVectors } from './clustered-vectors.js';
import { recallOf } from './measure-index.js';
import { startRandom, type RandomNumbers } from './seeded-random.js';
import { latencyFigures, medianRatio } from './statistics.js';

const DIMENSION = 384;
const QUERIES = 200;
const DEPTHS = [10, 100] as const;
const SEED = 1;
const PER_ENTRY = 50;
const WORDS = 120;
const VOCABULARY = 30_000;

/** Without the index, with it built, and with rows added to it. */
const LOADS = [
  { name: 'exact', passages: EXACT_UP_TO },
  { name: 'builds', passages: 10_000 },
  { name: 'grows', passages: 1_000 },
] as const;

/** pgvector's HNSW against exact search in the same tables. */
export const benchPgvector: Benchmark = {
  name: 'pgvector',
  description: 'HNSW in PostgreSQL against exact search, 21,000 vectors; needs DATABASE_URL',
  slow: true,
  aims: { 'at10.recall': 'at least 0.98' },
  run: (context) => inSchema(context, 'pgvector', (place) => measure(context, place)),
};

async function measure({ progress }: BenchmarkContext, place: PostgresPlace): Promise<Figures> {
  const random = startRandom(SEED);
  const count = LOADS.reduce((sum, { passages }) => sum + passages, 0);
  const { vectors, queries } = clusteredVectors(
    { count, dimension: DIMENSION, queries: QUERIES },
    random,
  );
  const store = openPostgresStore(place, {});
  const loads: Record<string, Figures> = {};
  let first = 0;
  let generation: Generation | null = null;
  try {
    for (const { name, passages } of LOADS) {
      progress(`pgvector: ${passages} passages (${name})`);
      const slice = vectors.slice(first, first + passages);
      const loaded = await load(store, { first, vectors: slice, random });
      ({ generation } = loaded);
      loads[name] = { passages, ...loaded.figures };
      first += passages;
    }
  } finally {
    await store.close();
  }
  if (generation === null) throw new Error('nothing was loaded');
  return { loads, ...(await searchBoth(place, generation, queries)) };
}

interface Load {
  readonly first: number;
  readonly vectors: readonly Float32Array[];
  readonly random: RandomNumbers;
}

async function load(
  store: KnowledgeStore,
  { first, vectors, random }: Load,
): Promise<{ readonly generation: Generation; readonly figures: Figures }> {
  const model = { name: 'clustered', fingerprint: 'clustered-1', dimension: DIMENSION };
  const texts = vectors.map((vector, i) => ({ version: versionOf(first + i, random), vector }));
  const byHash = new Map(
    texts.flatMap(({ version, vector }) =>
      version.passages.map((passage) => [passageHash(passage), vector] as const),
    ),
  );
  const started = performance.now();
  const draft = await store.draft({ collection: 'bench', model, reuseVectors: true });
  for (let i = 0; i < texts.length; i += PER_ENTRY) {
    const documents = texts.slice(i, i + PER_ENTRY).map(({ version }) => version);
    await draft.putEntry({ id: `e${first + i}`, hash: 'h', documents });
  }
  const put = performance.now();
  const pending = await draft.pendingTexts();
  for (let i = 0; i < pending.length; i += 100) {
    await draft.putEmbeddings(
      pending.slice(i, i + 100).map(({ hash }) => {
        return { hash, passage: byHash.get(hash) ?? new Float32Array(DIMENSION), sentences: [] };
      }),
    );
  }
  const embedded = performance.now();
  const canary = vectors[0] ?? new Float32Array(DIMENSION);
  const builtAt = new Date().toISOString();
  const generation = await draft.publish({ canary, graph: null, builtAt });
  const figures = {
    textsSeconds: (put - started) / 1000,
    vectorsSeconds: (embedded - put) / 1000,
    publishSeconds: (performance.now() - embedded) / 1000,
  };
  return { generation, figures };
}

const ONE_PASSAGE: PackingOptions = {
  targetCharacters: 2_000,
  maxCharacters: 4_000,
  maxTokens: 4_000,
  countTokens: (text) => text.length / 4,
};

/** A document of one passage; low numbers are words that many hold. */
function versionOf(n: number, random: RandomNumbers): DocumentVersion {
  const word = (): string => `w${Math.floor(random() ** 4 * VOCABULARY)}`;
  const text = `${n} ${Array.from({ length: WORDS }, word).join(' ')}.`;
  const document: Document = {
    ...{ id: `d${n}`, file: `d${n}.md`, title: `Document ${n}`, outlet: null, author: null },
    ...{ date: null, url: null, language: null },
    paragraphs: [{ id: 'p1', n: 1, headings: [], text, start: 0, end: text.length, run: 0 }],
    cleaning: { encoding: 'utf-8', keptParagraphs: 1, keptCharacters: text.length, removals: [] },
  };
  return { document, passages: packPassages(document.paragraphs, ONE_PASSAGE) };
}

async function searchBoth(
  place: PostgresPlace,
  generation: Generation,
  queries: readonly Float32Array[],
): Promise<Figures> {
  const exact = await openPgvectorIndex(place, generation, { exactUpTo: Infinity });
  const hnsw = await openPgvectorIndex(place, generation);
  try {
    const figures: Record<string, Figures> = {};
    for (const depth of DEPTHS)
      figures[`at${depth}`] = await atDepth({ exact, hnsw, queries, depth });
    return { index: hnsw.kind, vectors: generation.passages, ...figures };
  } finally {
    await exact.close();
    await hnsw.close();
  }
}

interface Depth {
  readonly exact: VectorIndex;
  readonly hnsw: VectorIndex;
  readonly queries: readonly Float32Array[];
  readonly depth: number;
}

async function atDepth({ exact, hnsw, queries, depth }: Depth): Promise<Figures> {
  const [near, found]: [number[][], number[][]] = [[], []];
  const [exactMs, hnswMs]: [number[], number[]] = [[], []];
  for (const query of queries) {
    for (const [index, labels, times] of [
      [exact, near, exactMs],
      [hnsw, found, hnswMs],
    ] as const) {
      const started = performance.now();
      const matches = await index.search(query, depth);
      times.push(performance.now() - started);
      labels.push(matches.map(({ label }) => label));
    }
  }
  return {
    recall: recallOf(found, near),
    hnsw: latencyFigures(hnswMs),
    exact: latencyFigures(exactMs),
    exactOverHnsw: medianRatio(exactMs, hnswMs),
  };
}
