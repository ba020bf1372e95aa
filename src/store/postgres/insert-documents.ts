// New versions of documents as rows: the documents, their paragraphs, their passages and the words of these. Passages
// whose text was embedded before find their vectors. One statement, however many rows.

import { foldText } from '../../shared/fold-text.js';
import type { DocumentVersion } from '../generation-draft.js';
import { firstDay, lastDay } from '../partial-dates.js';
import { passageHash, textHash } from '../passage-hash.js';
import { spansToText } from '../rows.js';
import { insertions, type Column } from './bindings.js';
import type { DraftContext } from './draft-context.js';
import { keepSignatures } from './near-copies.js';
import { passageWords } from './passage-words.js';
import { storable } from './storable-text.js';

export interface NewDocument {
  readonly item: DocumentVersion;
  readonly hash: string;
}

export interface NewDocuments {
  /** Id of the entry that gave them. */
  readonly entry: string;
  readonly documents: readonly NewDocument[];
}

interface Numbered extends NewDocument {
  readonly pk: number;
  /** One a passage. */
  readonly labels: readonly number[];
}

/** Documents that are written at once: a few megabytes, whatever an entry holds. */
const SLICE = 200;

/** Writes versions that begin with the draft. */
export async function insertDocuments(
  context: DraftContext,
  { entry, documents }: NewDocuments,
): Promise<void> {
  for (let first = 0; first < documents.length; first += SLICE) {
    await insertSlice(context, entry, documents.slice(first, first + SLICE));
  }
}

async function insertSlice(
  context: DraftContext,
  entry: string,
  fresh: readonly NewDocument[],
): Promise<void> {
  const { statements } = context;
  const documents = await number(context, fresh);
  const { sql, values } = insertions([
    { table: 'index_document', columns: factColumns(context, entry, documents) },
    { table: 'index_paragraph', columns: paragraphColumns(context, documents) },
    { table: 'index_passage', columns: passageColumns(context, documents) },
    { table: 'index_words', columns: wordColumns(context, documents) },
  ]);
  await statements.run(sql, values);
  await linkVectors(context, documents);
  await keepSignatures(
    context,
    documents.map(({ pk, item }) => ({ pk, signature: item.signature })),
  );
}

/** Numbers are taken beforehand, so that labels follow the order of the passages. */
async function number(
  { statements }: DraftContext,
  fresh: readonly NewDocument[],
): Promise<Numbered[]> {
  const passages = fresh.reduce((sum, { item }) => sum + item.passages.length, 0);
  const [row] = await statements.rows<{ versions: number[]; labels: number[] | null }>(
    `SELECT
       (SELECT array_agg(nextval('index_version_number')::float8) FROM generate_series(1, $1))
         AS versions,
       (SELECT array_agg(nextval('index_label_number')::float8) FROM generate_series(1, $2))
         AS labels`,
    [fresh.length, passages],
  );
  const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
  const versions = ascending(row?.versions ?? []);
  const labels = ascending(row?.labels ?? []);
  let used = 0;
  return fresh.map((document, i) => {
    const first = used;
    used += document.item.passages.length;
    return { ...document, pk: versions[i] ?? 0, labels: labels.slice(first, used) };
  });
}

/** Columns of some rows, each with the value that a row has in it. */
function columnsOf<T>(rows: readonly T[]) {
  return (name: string, type: string, valueOf: (row: T) => unknown): Column => {
    const stored = (value: unknown): unknown =>
      typeof value === 'string' ? storable(value) : value;
    return { name, type, values: rows.map((row) => stored(valueOf(row))) };
  };
}

function factColumns(
  { collection, number: since }: DraftContext,
  entry: string,
  documents: readonly Numbered[],
): Column[] {
  const of = columnsOf(documents);
  const fact = (
    name: 'id' | 'file' | 'title' | 'outlet' | 'author' | 'date' | 'url' | 'language',
  ) => of(name, 'text', ({ item }) => item.document[name]);
  const dated =
    (day: (date: string) => string) =>
    ({ item }: Numbered) =>
      item.document.date === null ? null : day(item.document.date);
  return [
    of('collection', 'text', () => collection),
    of('pk', 'bigint', ({ pk }) => pk),
    of('entry', 'text', () => entry),
    of('since', 'integer', () => since),
    of('hash', 'text', ({ hash }) => hash),
    ...(['id', 'file', 'title', 'outlet', 'author', 'date', 'url', 'language'] as const).map(fact),
    of('folded_outlet', 'text', ({ item }) =>
      item.document.outlet === null ? null : foldText(item.document.outlet),
    ),
    of('date_from', 'text', dated(firstDay)),
    of('date_to', 'text', dated(lastDay)),
    of('paragraphs', 'integer', ({ item }) => item.document.paragraphs.length),
    of('cleaning', 'text', ({ item }) => JSON.stringify(item.document.cleaning)),
  ];
}

function paragraphColumns({ collection }: DraftContext, documents: readonly Numbered[]): Column[] {
  const rows = documents.flatMap(({ pk, item }) =>
    item.document.paragraphs.map((paragraph) => ({ pk, paragraph })),
  );
  const of = columnsOf(rows);
  return [
    of('collection', 'text', () => collection),
    of('document', 'bigint', ({ pk }) => pk),
    of('n', 'integer', ({ paragraph }) => paragraph.n),
    of('id', 'text', ({ paragraph }) => paragraph.id),
    of('headings', 'text', ({ paragraph }) => JSON.stringify(paragraph.headings)),
    of('text', 'text', ({ paragraph }) => paragraph.text),
    of('starts', 'integer', ({ paragraph }) => paragraph.start),
    of('ends', 'integer', ({ paragraph }) => paragraph.end),
    of('run', 'integer', ({ paragraph }) => paragraph.run),
    of('hash', 'text', ({ paragraph }) => textHash(paragraph.text)),
  ];
}

function passagesOf(documents: readonly Numbered[]) {
  return documents.flatMap(({ pk, item, labels }) =>
    item.passages.map((passage, i) => ({
      ...{ pk, passage, label: labels[i] ?? 0 },
      title: [item.document.title, ...passage.headings].join('\n'),
    })),
  );
}

function passageColumns({ collection }: DraftContext, documents: readonly Numbered[]): Column[] {
  const rows = passagesOf(documents);
  const of = columnsOf(rows);
  return [
    of('collection', 'text', () => collection),
    of('label', 'bigint', ({ label }) => label),
    of('document', 'bigint', ({ pk }) => pk),
    of('ordinal', 'integer', ({ passage }) => passage.ordinal),
    of('first', 'integer', ({ passage }) => passage.first),
    of('last', 'integer', ({ passage }) => passage.last),
    of('text', 'text', ({ passage }) => passage.text),
    of('folded', 'text', ({ passage }) => foldText(passage.text)),
    of('hash', 'text', ({ passage }) => passageHash(passage)),
    of('headings', 'text', ({ passage }) => JSON.stringify(passage.headings)),
    of('sentences', 'text', ({ passage }) => spansToText(passage.sentences)),
    of('cut_start', 'smallint', ({ passage }) => (passage.cut.start ? 1 : 0)),
    of('cut_end', 'smallint', ({ passage }) => (passage.cut.end ? 1 : 0)),
  ];
}

function wordColumns({ collection }: DraftContext, documents: readonly Numbered[]): Column[] {
  const rows = passagesOf(documents).map(({ pk, label, title, passage }) => ({
    ...passageWords({ collection, title, text: passage.text }),
    ...{ pk, label },
  }));
  const of = columnsOf(rows);
  return [
    of('collection', 'text', () => collection),
    of('label', 'bigint', ({ label }) => label),
    of('document', 'bigint', ({ pk }) => pk),
    of('length', 'integer', ({ length }) => length),
    of('tsv', 'tsvector', ({ tsv }) => tsv),
  ];
}

/** Gives each new passage the vector of its text, where one is cached that nobody is about to remove. */
async function linkVectors(
  { statements, collection, model, reuseVectors }: DraftContext,
  documents: readonly Numbered[],
): Promise<void> {
  if (!reuseVectors) return;
  await statements.run(
    `INSERT INTO index_vector (collection, label, document, embedding, dimension, vector)
     SELECT p.collection, p.label, p.document, e.pk, $4, e.passage FROM index_passage p
     CROSS JOIN LATERAL (SELECT pk, passage FROM index_embedding
       WHERE model = $3 AND hash = p.hash ORDER BY pk DESC LIMIT 1 FOR KEY SHARE SKIP LOCKED) e
     WHERE p.collection = $1 AND p.document = ANY($2::bigint[])`,
    [collection, documents.map(({ pk }) => pk), model.fingerprint, model.dimension],
  );
}
