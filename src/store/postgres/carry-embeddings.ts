// Embeddings into the cache and out of it: those a build makes, and those that move between stores, exactly as they are
// stored, so that a corpus can move to another machine without the model.

import type { ModelIdentity } from '../../embeddings/embedder.js';
import type { NewEmbedding } from '../generation-draft.js';
import type { CarriedEmbedding, Generation } from '../knowledge-store.js';
import { requireSoundEmbedding } from '../sound-vectors.js';
import {
  checksum,
  decodeSentences,
  encodeSentences,
  encodeVector,
  packSentences,
  verified,
} from '../vector-blobs.js';
import { insertion, type Statement } from './bindings.js';
import type { Postgres, Statements } from './postgres.js';
import { vectorOf, vectorText, type SentVector } from './vector-values.js';

/** Embeddings read or written at once: a few megabytes. */
const BATCH = 500;

/** An embedding as it is stored. */
interface StorableEmbedding {
  readonly hash: string;
  readonly passage: Float32Array;
  readonly sentences: Buffer | null;
}

/** Writes embeddings that are new; gives their numbers in the order given. */
export async function insertEmbeddings(
  statements: Statements,
  model: ModelIdentity,
  embeddings: readonly NewEmbedding[],
): Promise<number[]> {
  const items = embeddings.map(({ hash, passage, sentences }) => {
    return { hash, passage, sentences: encodeSentences(sentences) };
  });
  const { sql, values } = storing(model, items, 'RETURNING pk::float8 AS pk');
  const rows = await statements.rows<{ pk: number }>(sql, values);
  // Rows are numbered in the order in which they are given.
  return rows.map(({ pk }) => pk).sort((a, b) => a - b);
}

function storing(model: ModelIdentity, items: readonly StorableEmbedding[], after = ''): Statement {
  const columns = [
    { name: 'model', type: 'text', values: items.map(() => model.fingerprint) },
    { name: 'hash', type: 'text', values: items.map(({ hash }) => hash) },
    { name: 'passage', type: 'vector', values: items.map(({ passage }) => vectorText(passage)) },
    { name: 'sentences', type: 'bytea', values: items.map(({ sentences }) => sentences) },
    {
      name: 'passage_crc',
      type: 'bigint',
      values: items.map(({ passage }) => checksum(encodeVector(passage))),
    },
    {
      name: 'sentences_crc',
      type: 'bigint',
      values: items.map(({ sentences }) => checksum(sentences)),
    },
  ];
  return insertion({ table: 'index_embedding', columns }, after);
}

interface EmbeddingRow extends SentVector {
  readonly pk: number;
  readonly hash: string;
  readonly sentences: Buffer | null;
  readonly sentences_crc: string;
}

/** The embeddings of a generation's passages, each text once. */
export async function* readEmbeddings(
  statements: Statements,
  generation: Pick<Generation, 'collection' | 'number' | 'model'>,
): AsyncIterable<CarriedEmbedding> {
  const { collection, number, model } = generation;
  for (let after = 0; ;) {
    const rows = await statements.rows<EmbeddingRow>(
      `SELECT e.pk::float8 AS pk, e.hash, vector_send(e.passage) AS sent, e.passage_crc,
         e.sentences, e.sentences_crc
       FROM index_embedding e
       WHERE e.pk > $1 AND e.model = $2 AND EXISTS (
         SELECT 1 FROM index_vector v
         JOIN index_document d ON d.collection = v.collection AND d.pk = v.document
         WHERE v.embedding = e.pk AND v.collection = $3 AND d.since <= $4
           AND (d.until IS NULL OR d.until > $4))
       ORDER BY e.pk LIMIT ${BATCH}`,
      [after, model.fingerprint, collection, number],
    );
    for (const row of rows) yield carried(row, model.dimension);
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = last.pk;
  }
}

function carried(row: EmbeddingRow, dimension: number): CarriedEmbedding {
  const { hash, sentences } = row;
  return {
    hash,
    passage: vectorOf(row),
    sentences:
      sentences === null
        ? null
        : decodeSentences(verified(sentences, Number(row.sentences_crc)), dimension),
  };
}

/** Takes embeddings into the cache; those that are there already are left as they are. */
export async function importEmbeddings(
  postgres: Postgres,
  model: ModelIdentity,
  items: Iterable<CarriedEmbedding> | AsyncIterable<CarriedEmbedding>,
): Promise<number> {
  let added = 0;
  let batch: CarriedEmbedding[] = [];
  const store = (): Promise<number> =>
    postgres.transaction((statements) => addNew(statements, model, batch));
  for await (const item of items) {
    requireSoundEmbedding(item, model);
    batch.push(item);
    if (batch.length < BATCH) continue;
    added += await store();
    batch = [];
  }
  return added + (batch.length === 0 ? 0 : await store());
}

async function addNew(
  statements: Statements,
  model: ModelIdentity,
  batch: readonly CarriedEmbedding[],
): Promise<number> {
  const rows = await statements.rows<{ hash: string }>(
    'SELECT hash FROM index_embedding WHERE model = $1 AND hash = ANY($2::text[])',
    [model.fingerprint, batch.map(({ hash }) => hash)],
  );
  const known = new Set(rows.map(({ hash }) => hash));
  const fresh = new Map(
    batch.filter(({ hash }) => !known.has(hash)).map((item) => [item.hash, item]),
  );
  if (fresh.size === 0) return 0;
  const items = [...fresh.values()].map(({ hash, passage, sentences }) => {
    return { hash, passage, sentences: sentences === null ? null : packSentences(sentences) };
  });
  const { sql, values } = storing(model, items);
  return statements.run(sql, values);
}
