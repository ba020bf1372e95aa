// The vector index in PostgreSQL against the contract: exact for small collections, HNSW for large ones, and which of the
// two the server takes is what was meant.

import { describe, expect, it, onTestFinished } from 'vitest';
import type { Generation, LabelledVector } from '../../src/store/knowledge-store.js';
import { insertion } from '../../src/store/postgres/bindings.js';
import { isAtLeast, makeHnsw } from '../../src/store/postgres/hnsw-index.js';
import {
  exactSearch,
  hnswSearch,
  hnswSettings,
  openPgvectorIndex,
  type IndexRule,
} from '../../src/store/postgres/pgvector-index.js';
import { vectorText } from '../../src/store/postgres/vector-values.js';
import type { VectorIndex } from '../../src/vector-index/vector-index.js';
import { describeVectorIndex } from '../contracts/vector-index-contract.js';
import { documentOf, versionOf } from '../support/builders.js';
import { FAKE_DIMENSION, FAKE_MODEL } from '../support/fake-embedder.js';
import { postgresEngine } from '../support/postgres-engine.js';
import { postgresSite, type PostgresSite } from '../support/postgres-knowledge.js';
import { publish } from '../support/published.js';
import { randomVectors } from '../support/random.js';

const engine = postgresEngine();

const HNSW_FROM_THE_FIRST: IndexRule = { exactUpTo: 0 };

/** A generation of one document that holds these vectors under these labels. */
async function generationOf(
  { postgres }: PostgresSite,
  items: readonly LabelledVector[],
  collection = 'default',
): Promise<Generation> {
  const of = (
    name: string,
    type: string,
    valueOf: (item: LabelledVector, i: number) => unknown,
  ) => {
    return { name, type, values: items.map(valueOf) };
  };
  const pk = collection.length;
  await postgres.run(
    `INSERT INTO index_document (collection, pk, id, entry, since, hash, file, title, paragraphs,
       cleaning) VALUES ($1, $2, 'd', 'd', 1, '', 'd', 'd', 0, '{}')`,
    [collection, pk],
  );
  if (items.length > 0) {
    const [embedding] = await postgres.rows<{ pk: string }>(
      `INSERT INTO index_embedding (model, hash, passage, passage_crc, sentences_crc)
       VALUES ('', '', $1::vector, 0, 0) RETURNING pk`,
      [vectorText(new Float32Array(FAKE_DIMENSION).fill(1))],
    );
    const columns = [
      of('collection', 'text', () => collection),
      of('label', 'bigint', ({ label }) => label),
      of('document', 'bigint', () => pk),
      of('embedding', 'bigint', () => embedding?.pk),
      of('dimension', 'integer', ({ vector }) => vector.length),
      of('vector', 'vector', ({ vector }) => vectorText(vector)),
    ];
    const { sql, values } = insertion({ table: 'index_vector', columns });
    await postgres.run(sql, values);
  }
  const canary = new Float32Array(FAKE_DIMENSION);
  const counts = { documents: 1, passages: items.length };
  const rest = { graph: null, builtAt: '2024-05-01', measure: null };
  return { collection, number: 1, model: FAKE_MODEL, canary, ...counts, ...rest };
}

const labelled = (vectors: readonly Float32Array[], first: number): LabelledVector[] =>
  vectors.map((vector, i) => ({ label: first + i, vector }));

async function openOver(
  site: PostgresSite,
  generation: Generation,
  rule?: IndexRule,
): Promise<VectorIndex> {
  const index = await openPgvectorIndex(site.place, generation, rule);
  onTestFinished(() => index.close());
  return index;
}

const newSite = (): PostgresSite => postgresSite(engine?.url ?? '');

const withHnsw = async (site: PostgresSite): Promise<void> => {
  await site.postgres.transaction((statements) => makeHnsw(statements, FAKE_DIMENSION));
};

describe.skipIf(engine === null)('on PostgreSQL', () => {
  describeVectorIndex({
    name: 'pgvector, exact',
    recall: 1,
    open: async (items) => {
      const site = newSite();
      return openOver(site, await generationOf(site, items));
    },
  });

  describeVectorIndex({
    name: 'pgvector, HNSW',
    recall: 0.98,
    open: async (items) => {
      const site = newSite();
      const generation = await generationOf(site, items);
      await withHnsw(site);
      const index = await openOver(site, generation, HNSW_FROM_THE_FIRST);
      expect(index.kind).toBe(items.length === 0 ? 'exact' : 'hnsw');
      return index;
    },
  });

  describe('the index of a collection', () => {
    it('finds as many as are wanted of a small collection among large others', async () => {
      const site = newSite();
      await generationOf(site, labelled(randomVectors(1_500), 1_000), 'others');
      const own = labelled(randomVectors(40, 9), 100);
      const generation = await generationOf(site, own, 'own');
      await withHnsw(site);
      const index = await openOver(site, generation, HNSW_FROM_THE_FIRST);
      const exact = await openOver(site, generation);
      const [query = new Float32Array(FAKE_DIMENSION)] = randomVectors(1, 3);
      const found = await index.search(query, 40);
      expect(found.map(({ label }) => label).sort((a, b) => a - b)).toEqual(
        own.map(({ label }) => label),
      );
      expect((await index.search(query, 5)).length).toBe(5);
      expect(await exact.search(query, 40)).toEqual(found);
    });

    it('compares among given labels alone', async () => {
      const site = newSite();
      const own = labelled(randomVectors(60), 100);
      const index = await openOver(site, await generationOf(site, own));
      const foreign = await generationOf(site, labelled(randomVectors(5, 4), 900), 'foreign');
      expect(foreign.passages).toBe(5);
      const [query = new Float32Array(FAKE_DIMENSION)] = randomVectors(1, 3);
      const asked = [150, 103, 120, 900, 4];
      const found = (await index.searchAmong?.(query, 10, asked)) ?? [];
      expect(found.map(({ label }) => label).sort((a, b) => a - b)).toEqual([103, 120, 150]);
      const all = await index.search(query, 60);
      expect(found).toEqual(all.filter(({ label }) => asked.includes(label)));
      expect(await index.searchAmong?.(query, 10, [])).toEqual([]);
    });

    it('sees what its generation sees: no draft, and what left since', async () => {
      const site = newSite();
      const store = site.openStore();
      const put = ['a.md', 'b.md', 'c.md'].map((file) => versionOf(documentOf(file)));
      const first = await publish(store, { put: put.slice(0, 2) });
      const second = await publish(store, {
        put: put.slice(2),
        retire: [put[0]?.document.id ?? ''],
      });
      const labelsIn = async (generation: Generation): Promise<number[]> => {
        const found = await (await openOver(site, generation)).search(generation.canary, 10);
        return found.map(({ label }) => label).sort((a, b) => a - b);
      };
      expect(await labelsIn(first)).toEqual(await store.labelsMatching(first, {}));
      expect(await labelsIn(second)).toEqual(await store.labelsMatching(second, {}));
    });

    it('is taken by the server where it is meant, and only there', async () => {
      const site = newSite();
      const generation = await generationOf(site, labelled(randomVectors(2_000), 100));
      await withHnsw(site);
      await site.postgres.run('ANALYZE index_vector, index_document');
      const [query = new Float32Array(FAKE_DIMENSION)] = randomVectors(1, 3);
      const search = { generation, query, k: 20 };
      const plan = (settings: string, { sql, values }: ReturnType<typeof exactSearch>) =>
        site.postgres.transaction(async (statements) => {
          await statements.run(settings);
          const rows = await statements.rows<Record<string, string>>(`EXPLAIN ${sql}`, values);
          return rows.map((row) => row['QUERY PLAN']).join('\n');
        });
      expect(await plan(hnswSettings(20), hnswSearch(search))).toMatch(
        /Index Scan using .*hnsw_64/,
      );
      expect(await plan('SELECT 1', exactSearch(search))).not.toContain('hnsw');
    });

    it('is built once, whoever asks at the same time', async () => {
      const site = newSite();
      await generationOf(site, labelled(randomVectors(300), 100));
      const store = site.openStore();
      await store.collections();
      await Promise.all([withHnsw(site), withHnsw(site), withHnsw(site)]);
      const indexes = await site.postgres.rows(
        `SELECT 1 FROM pg_indexes WHERE schemaname = $1 AND indexdef LIKE '%USING hnsw%'`,
        [site.place.schema],
      );
      expect(indexes).toHaveLength(1);
    });
  });
});

describe('a version', () => {
  it('is at least another, number by number', () => {
    expect(isAtLeast('0.8.0', [0, 8])).toBe(true);
    expect(isAtLeast('0.10.1', [0, 8])).toBe(true);
    expect(isAtLeast('1.0', [0, 8])).toBe(true);
    expect(isAtLeast('0.7.4', [0, 8])).toBe(false);
  });
});
