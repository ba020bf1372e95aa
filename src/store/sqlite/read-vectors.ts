// Vectors out of the embedded store, each checked against its CRC-32 on the way.

import type { Generation, LabelledVector, SentenceVectors } from '../knowledge-store.js';
import { prepare, settle, type Database } from './open-database.js';
import type { EmbeddingRow } from '../rows.js';
import { asSingleSentence, decodeSentences, decodeVector, verified } from '../vector-blobs.js';

/** The vectors of some labels, in the order asked. */
export function readVectors(database: Database, labels: readonly number[]): LabelledVector[] {
  const statement = prepare<[number], EmbeddingRow>(
    database,
    `SELECT e.passage, e.passage_crc FROM passage p JOIN embedding e ON e.pk = p.embedding
     WHERE p.label = ?`,
  );
  return labels.flatMap((label) => {
    const row = statement.get(label);
    if (row === undefined) return [];
    return [{ label, vector: decodeVector(verified(row.passage, row.passage_crc)) }];
  });
}

/** The vectors of the passages right before and after each label, in its own document. */
export function readNeighbourVectors(
  database: Database,
  labels: readonly number[],
): Map<number, Float32Array[]> {
  const statement = prepare<[number], EmbeddingRow>(
    database,
    `SELECT e.passage, e.passage_crc
     FROM passage p
     JOIN passage n ON n.document = p.document AND n.ordinal IN (p.ordinal - 1, p.ordinal + 1)
     JOIN embedding e ON e.pk = n.embedding
     WHERE p.label = ? ORDER BY n.ordinal`,
  );
  return new Map(
    labels.map((label) => [
      label,
      statement.all(label).map((row) => decodeVector(verified(row.passage, row.passage_crc))),
    ]),
  );
}

/** The sentence vectors of some labels; a single sentence shares its passage's vector. */
export function readSentenceVectors(
  database: Database,
  labels: readonly number[],
): Map<number, SentenceVectors> {
  const statement = prepare<[number], EmbeddingRow>(
    database,
    `SELECT CASE WHEN e.sentences IS NULL THEN e.passage END AS passage, length(e.passage) AS bytes,
       e.passage_crc, e.sentences, e.sentences_crc
     FROM passage p JOIN embedding e ON e.pk = p.embedding WHERE p.label = ?`,
  );
  const found = new Map<number, SentenceVectors>();
  for (const label of labels) {
    const row = statement.get(label);
    if (row === undefined) continue;
    const vectors =
      row.sentences === null
        ? asSingleSentence(decodeVector(verified(row.passage, row.passage_crc)))
        : decodeSentences(verified(row.sentences, row.sentences_crc), row.bytes / 4);
    found.set(label, vectors);
  }
  return found;
}

/** Rows fetched at a time, so that a reader never holds a statement open across awaits. */
const PAGE = 2_000;

type NamedGeneration = Pick<Generation, 'collection' | 'number'>;

/** Every vector of a generation, in label order. */
export function readAllVectors(
  database: Database,
  { collection, number }: NamedGeneration,
): AsyncIterable<LabelledVector> {
  return readPaged(database, {
    where: 'd.collection = ? AND d.since <= ? AND (d.until IS NULL OR d.until > ?)',
    parameters: [collection, number, number],
    after: 0,
  });
}

/** The vectors of what began with a generation, in label order. */
export async function* readNewVectors(
  database: Database,
  { collection, number }: NamedGeneration,
): AsyncIterable<LabelledVector> {
  const first = await settle(database, () =>
    prepare<unknown[], { label: number | null }>(
      database,
      `SELECT min(p.label) AS label FROM document d JOIN passage p ON p.document = d.pk
       WHERE d.collection = ? AND d.since = ?`,
    ).get(collection, number),
  );
  if (typeof first?.label !== 'number') return;
  yield* readPaged(database, {
    where: 'd.collection = ? AND d.since = ?',
    parameters: [collection, number],
    after: first.label - 1,
  });
}

interface Pages {
  /** Over `document d`. */
  readonly where: string;
  readonly parameters: readonly (string | number)[];
  /** The label before the first that is wanted. */
  readonly after: number;
}

async function* readPaged(database: Database, pages: Pages): AsyncIterable<LabelledVector> {
  const statement = prepare<unknown[], EmbeddingRow & { label: number }>(
    database,
    `SELECT p.label, e.passage, e.passage_crc
     FROM passage p JOIN document d ON d.pk = p.document JOIN embedding e ON e.pk = p.embedding
     WHERE p.label > ? AND ${pages.where}
     ORDER BY p.label LIMIT ${PAGE}`,
  );
  for (let after = pages.after; ;) {
    const start = after;
    const rows = await settle(database, () => statement.all(start, ...pages.parameters));
    for (const row of rows) {
      yield { label: row.label, vector: decodeVector(verified(row.passage, row.passage_crc)) };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.label;
  }
}
