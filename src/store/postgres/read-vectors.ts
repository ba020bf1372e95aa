// Vectors out of PostgreSQL, each checked against its CRC-32 on the way.

import type { Generation, LabelledVector, SentenceVectors } from '../knowledge-store.js';
import { asSingleSentence, decodeSentences, verified } from '../vector-blobs.js';
import { startBindings, type Bindings } from './bindings.js';
import type { Statements } from './postgres.js';
import { vectorOf, type SentVector } from './vector-values.js';
import { visible } from './visible-rows.js';

const SENT = 'vector_send(e.passage) AS sent, e.passage_crc';

interface LabelledRow extends SentVector {
  readonly label: number;
}

/** The vectors of some labels, in the order asked. */
export async function readVectors(
  statements: Statements,
  labels: readonly number[],
): Promise<LabelledVector[]> {
  if (labels.length === 0) return [];
  const rows = await statements.rows<LabelledRow>(
    `SELECT p.label::float8 AS label, ${SENT} FROM index_passage p
     JOIN index_vector v ON v.collection = p.collection AND v.label = p.label
     JOIN index_embedding e ON e.pk = v.embedding
     WHERE p.label = ANY($1::bigint[])`,
    [labels],
  );
  const found = new Map(rows.map((row) => [row.label, row]));
  return labels.flatMap((label) => {
    const row = found.get(label);
    return row === undefined ? [] : [{ label, vector: vectorOf(row) }];
  });
}

/** The vectors of the passages right before and after each label, in its own document. */
export async function readNeighbourVectors(
  statements: Statements,
  labels: readonly number[],
): Promise<Map<number, Float32Array[]>> {
  const found = new Map<number, Float32Array[]>(labels.map((label) => [label, []]));
  if (labels.length === 0) return found;
  const rows = await statements.rows<LabelledRow>(
    `SELECT p.label::float8 AS label, ${SENT} FROM index_passage p
     JOIN index_passage n ON n.collection = p.collection AND n.document = p.document
       AND n.ordinal IN (p.ordinal - 1, p.ordinal + 1)
     JOIN index_vector v ON v.collection = n.collection AND v.label = n.label
     JOIN index_embedding e ON e.pk = v.embedding
     WHERE p.label = ANY($1::bigint[]) ORDER BY p.label, n.ordinal`,
    [labels],
  );
  for (const row of rows) found.get(row.label)?.push(vectorOf(row));
  return found;
}

interface SentencesRow {
  readonly label: number;
  /** Null where the sentences have vectors of their own. */
  readonly sent: Buffer | null;
  readonly passage_crc: string;
  readonly dimension: number;
  readonly sentences: Buffer | null;
  readonly sentences_crc: string;
}

/** The sentence vectors of some labels; a single sentence shares its passage's vector. */
export async function readSentenceVectors(
  statements: Statements,
  labels: readonly number[],
): Promise<Map<number, SentenceVectors>> {
  if (labels.length === 0) return new Map();
  const rows = await statements.rows<SentencesRow>(
    `SELECT p.label::float8 AS label, v.dimension, e.passage_crc, e.sentences, e.sentences_crc,
       CASE WHEN e.sentences IS NULL THEN vector_send(e.passage) END AS sent
     FROM index_passage p
     JOIN index_vector v ON v.collection = p.collection AND v.label = p.label
     JOIN index_embedding e ON e.pk = v.embedding
     WHERE p.label = ANY($1::bigint[])`,
    [labels],
  );
  return new Map(
    rows.flatMap((row) => {
      const vectors = sentencesOf(row);
      return vectors === null ? [] : [[row.label, vectors] as const];
    }),
  );
}

function sentencesOf(row: SentencesRow): SentenceVectors | null {
  const { sentences, sent, passage_crc } = row;
  if (sentences !== null) {
    return decodeSentences(verified(sentences, Number(row.sentences_crc)), row.dimension);
  }
  return sent === null ? null : asSingleSentence(vectorOf({ sent, passage_crc }));
}

/** Rows fetched at a time: a few megabytes. */
const PAGE = 1_000;

type NamedGeneration = Pick<Generation, 'collection' | 'number'>;

/** Every vector of a generation, in label order. */
export function readAllVectors(
  statements: Statements,
  generation: NamedGeneration,
): AsyncIterable<LabelledVector> {
  return readPaged(statements, generation.collection, (bindings) => visible(bindings, generation));
}

/** The vectors of what began with a generation, in label order. */
export function readNewVectors(
  statements: Statements,
  { collection, number }: NamedGeneration,
): AsyncIterable<LabelledVector> {
  return readPaged(statements, collection, ({ bind }) => `d.since = ${bind(number)}`);
}

async function* readPaged(
  statements: Statements,
  collection: string,
  condition: (bindings: Bindings) => string,
): AsyncIterable<LabelledVector> {
  for (let after = 0; ;) {
    const bindings = startBindings();
    const rows = await statements.rows<LabelledRow>(
      `SELECT v.label::float8 AS label, ${SENT} FROM index_vector v
       JOIN index_document d ON d.collection = v.collection AND d.pk = v.document
       JOIN index_embedding e ON e.pk = v.embedding
       WHERE v.collection = ${bindings.bind(collection)} AND v.label > ${bindings.bind(after)}
         AND ${condition(bindings)}
       ORDER BY v.label LIMIT ${PAGE}`,
      bindings.values,
    );
    for (const row of rows) yield { label: row.label, vector: vectorOf(row) };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.label;
  }
}
