// Documents and passages out of PostgreSQL. In: a generation and ids, labels or filters. Out: plain rows. Texts are
// checked against their hashes on the way out, so damage is named, never quoted.

import type { CleaningReport, Paragraph } from '../../corpus/document.js';
import type {
  CorpusFacts,
  DocumentFacts,
  Filter,
  Generation,
  StoredPassage,
} from '../knowledge-store.js';
import { parseStored, type GenerationRow, type ParagraphRow, type PassageRow } from '../rows.js';
import { startBindings } from './bindings.js';
import {
  FACTS,
  factsOf,
  GENERATION,
  generationOf,
  PARAGRAPH,
  paragraphOf,
  PASSAGE,
  passageOf,
} from './knowledge-rows.js';
import type { Statements } from './postgres.js';
import { asWritten, storable } from './storable-text.js';
import { allowed, asksForWords, visible, type NamedGeneration } from './visible-rows.js';

/** Names of the collections that have a generation. */
export async function readCollections(statements: Statements): Promise<string[]> {
  const rows = await statements.rows<{ collection: string }>(
    'SELECT collection FROM index_collection WHERE current IS NOT NULL ORDER BY collection',
  );
  return rows.map(({ collection }) => collection);
}

/** Hash of every entry of the current generation, by id. */
export async function readEntryHashes(
  statements: Statements,
  collection: string,
): Promise<Map<string, string>> {
  const rows = await statements.rows<{ id: string; hash: string }>(
    `SELECT e.id, e.hash FROM index_collection c JOIN index_entry e ON e.collection = c.collection
     WHERE c.collection = $1 AND e.since <= c.current AND (e.until IS NULL OR e.until > c.current)`,
    [collection],
  );
  return new Map(rows.map(({ id, hash }) => [asWritten(id), asWritten(hash)]));
}

/** The entry of every document that a generation holds. */
export async function readDocumentEntries(
  statements: Statements,
  generation: Generation,
): Promise<Map<string, string>> {
  const bindings = startBindings();
  const rows = await statements.rows<{ id: string; entry: string }>(
    `SELECT d.id, d.entry FROM index_document d WHERE ${visible(bindings, generation)}`,
    bindings.values,
  );
  return new Map(rows.map(({ id, entry }) => [asWritten(id), asWritten(entry)]));
}

/** What serves now; null where nothing was published. */
export async function readCurrent(
  statements: Statements,
  collection: string,
): Promise<Generation | null> {
  const [row] = await statements.rows<GenerationRow>(
    `SELECT ${GENERATION} FROM index_collection c
     JOIN index_generation g ON g.collection = c.collection AND g.number = c.current
     WHERE c.collection = $1`,
    [collection],
  );
  return row === undefined ? null : generationOf(row);
}

/** What a corpus holds as a whole. */
export async function readFacts(
  statements: Statements,
  generation: Generation,
): Promise<CorpusFacts> {
  const bindings = startBindings();
  const [row] = await statements.rows<{
    first: string | null;
    last: string | null;
    outlets: string[] | null;
  }>(
    `WITH seen AS (SELECT d.date, d.date_from, d.date_to, d.outlet
       FROM index_document d WHERE ${visible(bindings, generation)})
     SELECT
       (SELECT date FROM seen WHERE date IS NOT NULL ORDER BY date_from, date_to LIMIT 1) AS first,
       (SELECT date FROM seen WHERE date IS NOT NULL
        ORDER BY date_to DESC, date_from DESC LIMIT 1) AS last,
       (SELECT array_agg(DISTINCT outlet ORDER BY outlet) FROM seen
        WHERE outlet IS NOT NULL) AS outlets`,
    bindings.values,
  );
  return {
    documents: generation.documents,
    passages: generation.passages,
    first: row?.first ?? null,
    last: row?.last ?? null,
    outlets: (row?.outlets ?? []).map(asWritten),
  };
}

/** The documents of a generation that pass a filter on their facts, by file. */
export async function readDocuments(
  statements: Statements,
  generation: NamedGeneration,
  filter: Pick<Filter, 'document'> = {},
): Promise<DocumentFacts[]> {
  const bindings = startBindings();
  const rows = await statements.rows<DocumentFacts>(
    `SELECT ${FACTS} FROM index_document d
     WHERE ${allowed(bindings, generation, filter)} ORDER BY d.file`,
    bindings.values,
  );
  return rows.map(factsOf);
}

/** What cleaning did to each document, by id. */
export async function readCleaning(
  statements: Statements,
  generation: Generation,
): Promise<Map<string, CleaningReport>> {
  const bindings = startBindings();
  const rows = await statements.rows<{ id: string; cleaning: string }>(
    `SELECT d.id, d.cleaning FROM index_document d
     WHERE ${visible(bindings, generation)} ORDER BY d.file`,
    bindings.values,
  );
  return new Map(
    rows.map(({ id, cleaning }) => [asWritten(id), parseStored(cleaning) as CleaningReport]),
  );
}

/** A document's paragraphs, in order. */
export async function readParagraphs(
  statements: Statements,
  asked: { readonly generation: Generation; readonly id: string },
): Promise<Paragraph[]> {
  const bindings = startBindings();
  const rows = await statements.rows<ParagraphRow>(
    `SELECT ${PARAGRAPH} FROM index_document d
     JOIN index_paragraph q ON q.collection = d.collection AND q.document = d.pk
     WHERE ${allowed(bindings, asked.generation, { document: asked.id })} ORDER BY q.n`,
    bindings.values,
  );
  return rows.map((row) => paragraphOf(row, asked.id));
}

/** Labels that pass a filter, in ascending order. */
export async function readLabels(
  statements: Statements,
  asked: { readonly generation: NamedGeneration; readonly filter: Filter },
): Promise<number[]> {
  const { generation, filter } = asked;
  const words = asksForWords(filter)
    ? 'JOIN index_words w ON w.collection = p.collection AND w.label = p.label'
    : '';
  const bindings = startBindings();
  const rows = await statements.rows<{ label: number }>(
    `SELECT p.label::float8 AS label FROM index_document d
     JOIN index_passage p ON p.collection = d.collection AND p.document = d.pk ${words}
     WHERE ${allowed(bindings, generation, filter)} ORDER BY p.label`,
    bindings.values,
  );
  return rows.map(({ label }) => label);
}

/** A document's labels, in order. */
export async function readLabelsOf(
  statements: Statements,
  asked: { readonly generation: Generation; readonly id: string },
): Promise<number[]> {
  const bindings = startBindings();
  const rows = await statements.rows<{ label: number }>(
    `SELECT p.label::float8 AS label FROM index_document d
     JOIN index_passage p ON p.collection = d.collection AND p.document = d.pk
     WHERE ${visible(bindings, asked.generation)} AND d.id = ${bindings.bind(storable(asked.id))}
     ORDER BY p.ordinal`,
    bindings.values,
  );
  return rows.map(({ label }) => label);
}

/**
 * Passages in the order asked, without those that are not there. A label names one passage of one collection: whoever has
 * it got it from a search in that collection.
 */
export async function readPassages(
  statements: Statements,
  labels: readonly number[],
): Promise<StoredPassage[]> {
  if (labels.length === 0) return [];
  const rows = await statements.rows<PassageRow>(
    `SELECT ${PASSAGE} FROM index_passage p
     JOIN index_document d ON d.collection = p.collection AND d.pk = p.document
     WHERE p.label = ANY($1::bigint[])`,
    [labels],
  );
  const found = new Map(rows.map((row) => [row.label, row]));
  return labels.flatMap((label) => {
    const row = found.get(label);
    return row === undefined ? [] : [passageOf(row)];
  });
}
