// Embeddings out of a store and into another, exactly as they are stored, so that a corpus can move to another
// machine without the model.

import type { ModelIdentity } from '../../embeddings/embedder.js';
import type { CarriedEmbedding, Generation } from '../knowledge-store.js';
import { requireSoundEmbedding } from '../sound-vectors.js';
import { prepare, settle, type Database } from './open-database.js';
import type { EmbeddingRow } from '../rows.js';
import {
  checksum,
  decodeSentences,
  decodeVector,
  encodeVector,
  packSentences,
  verified,
} from '../vector-blobs.js';

/** Embeddings read or written at once: a few megabytes. */
const BATCH = 500;

/** The embeddings of a generation's passages, each text once. */
export async function* readEmbeddings(
  database: Database,
  generation: Pick<Generation, 'collection' | 'number' | 'model'>,
): AsyncIterable<CarriedEmbedding> {
  const { collection, number, model } = generation;
  // In the order of the rows, page by page: by an index of the models each page would sort them all.
  const statement = prepare<unknown[], EmbeddingRow & { pk: number; hash: string }>(
    database,
    `SELECT e.* FROM embedding e
     WHERE e.pk > ? AND +e.model = ? AND EXISTS (
       SELECT 1 FROM passage p CROSS JOIN document d ON d.pk = p.document
       WHERE p.embedding = e.pk AND d.collection = ? AND d.since <= ?
         AND (d.until IS NULL OR d.until > ?))
     ORDER BY e.pk LIMIT ${BATCH}`,
  );
  for (let after = 0; ;) {
    const start = after;
    const rows = await settle(database, () =>
      statement.all(start, model.fingerprint, collection, number, number),
    );
    for (const row of rows) yield embeddingFromRow(row, model.dimension);
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = last.pk;
  }
}

function embeddingFromRow(
  row: EmbeddingRow & { readonly hash: string },
  dimension: number,
): CarriedEmbedding {
  const { hash, sentences } = row;
  return {
    hash,
    passage: decodeVector(verified(row.passage, row.passage_crc)),
    sentences:
      sentences === null
        ? null
        : decodeSentences(verified(sentences, row.sentences_crc), dimension),
  };
}

/** Takes embeddings into the cache; those that are there already are left as they are. */
export async function importEmbeddings(
  database: Database,
  model: ModelIdentity,
  items: Iterable<CarriedEmbedding> | AsyncIterable<CarriedEmbedding>,
): Promise<number> {
  let added = 0;
  let batch: CarriedEmbedding[] = [];
  const store = (): Promise<number> =>
    settle(database, () =>
      database
        .transaction(() => batch.filter((item) => addEmbedding(database, model, item)).length)
        .immediate(),
    );
  for await (const item of items) {
    requireSoundEmbedding(item, model);
    batch.push(item);
    if (batch.length < BATCH) continue;
    added += await store();
    batch = [];
  }
  return added + (await store());
}

/** Keeps an embedding where its text has none; tells whether it did. */
export function addEmbedding(
  database: Database,
  model: ModelIdentity,
  item: CarriedEmbedding,
): boolean {
  const known = prepare<[string, string]>(
    database,
    'SELECT 1 FROM embedding WHERE model = ? AND hash = ?',
  ).get(model.fingerprint, item.hash);
  if (known !== undefined) return false;
  const passage = encodeVector(item.passage);
  const sentences = item.sentences === null ? null : packSentences(item.sentences);
  prepare(
    database,
    `INSERT INTO embedding (model, hash, passage, sentences, passage_crc, sentences_crc, created_at)
     VALUES (?, ?, ?, ?, ?, ?, datetime('now'))`,
  ).run(model.fingerprint, item.hash, passage, sentences, checksum(passage), checksum(sentences));
  return true;
}
