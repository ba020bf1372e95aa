// Documents and passages out of the embedded store. In: a generation and ids, labels or filters. Out: plain
// rows. Texts are checked against their hashes on the way out, so damage is named, never quoted.

import type { CleaningReport, Paragraph } from '../../corpus/document.js';
import type {
  CorpusFacts,
  DocumentFacts,
  Filter,
  Generation,
  StoredPassage,
} from '../knowledge-store.js';
import { conditions } from './filter-sql.js';
import { prepare, type Database } from './open-database.js';
import {
  checkedParagraph,
  checkedPassage,
  generationFromRow,
  parseStored,
  type DocumentRow,
  type GenerationRow,
  type ParagraphRow,
  type PassageRow,
} from '../rows.js';

/** Names of the collections that have a generation. */
export function readCollections(database: Database): string[] {
  return prepare<[], { collection: string }>(
    database,
    'SELECT collection FROM current_generation ORDER BY collection',
  )
    .all()
    .map(({ collection }) => collection);
}

/** Hash of every entry of the current generation, by id. */
export function readEntryHashes(database: Database, collection: string): Map<string, string> {
  const current = readCurrent(database, collection);
  if (current === null) return new Map();
  const rows = prepare<[string, number, number], { id: string; hash: string }>(
    database,
    `SELECT id, hash FROM entry
     WHERE collection = ? AND since <= ? AND (until IS NULL OR until > ?)`,
  ).all(collection, current.number, current.number);
  return new Map(rows.map((row) => [row.id, row.hash]));
}

/** The entry of every document that a generation holds. */
export function readDocumentEntries(
  database: Database,
  generation: Generation,
): Map<string, string> {
  const visible = conditions(database, generation, {});
  const rows = prepare<unknown[], { id: string; entry: string }>(
    database,
    `SELECT d.id, d.entry FROM document d WHERE ${visible.sql}`,
  ).all(...visible.parameters);
  return new Map(rows.map((row) => [row.id, row.entry]));
}

/** What serves now; null where nothing was published. */
export function readCurrent(database: Database, collection: string): Generation | null {
  const row = prepare<[string], GenerationRow>(
    database,
    `SELECT g.* FROM current_generation c
       JOIN generation g ON g.collection = c.collection AND g.number = c.number
       WHERE c.collection = ?`,
  ).get(collection);
  return row === undefined ? null : generationFromRow(row);
}

/** What a corpus holds as a whole. */
export function readFacts(database: Database, generation: Generation): CorpusFacts {
  const visible = conditions(database, generation, {});
  const dates = prepare<unknown[], { date: string }>(
    database,
    `SELECT d.date FROM document d WHERE ${visible.sql} AND d.date IS NOT NULL
       ORDER BY d.date_from, d.date_to`,
  ).all(...visible.parameters);
  const last = prepare<unknown[], { date: string }>(
    database,
    `SELECT d.date FROM document d WHERE ${visible.sql} AND d.date IS NOT NULL
       ORDER BY d.date_to DESC, d.date_from DESC LIMIT 1`,
  ).get(...visible.parameters);
  const outlets = prepare<unknown[], { outlet: string }>(
    database,
    `SELECT DISTINCT d.outlet FROM document d WHERE ${visible.sql} AND d.outlet IS NOT NULL
       ORDER BY d.outlet`,
  ).all(...visible.parameters);
  return {
    documents: generation.documents,
    passages: generation.passages,
    first: dates[0]?.date ?? null,
    last: last?.date ?? null,
    outlets: outlets.map((row) => row.outlet),
  };
}

/** The documents of a generation that pass a filter, by file. */
export function readDocuments(
  database: Database,
  generation: Generation,
  filter: Filter = {},
): DocumentFacts[] {
  const visible = conditions(database, generation, filter);
  return prepare<unknown[], DocumentRow>(
    database,
    `SELECT d.id, d.file, d.title, d.outlet, d.author, d.date, d.url, d.paragraphs
       FROM document d WHERE ${visible.sql} ORDER BY d.file`,
  ).all(...visible.parameters);
}

/** What cleaning did to each document, by id. */
export function readCleaning(
  database: Database,
  generation: Generation,
): Map<string, CleaningReport> {
  const visible = conditions(database, generation, {});
  const rows = prepare<unknown[], { id: string; cleaning: string }>(
    database,
    `SELECT d.id, d.cleaning FROM document d WHERE ${visible.sql} ORDER BY d.file`,
  ).all(...visible.parameters);
  return new Map(rows.map((row) => [row.id, parseStored(row.cleaning) as CleaningReport]));
}

/** A document's paragraphs, in order. */
export function readParagraphs(
  database: Database,
  asked: { readonly generation: Generation; readonly id: string },
): Paragraph[] {
  const visible = conditions(database, asked.generation, {});
  return prepare<unknown[], ParagraphRow>(
    database,
    `SELECT q.* FROM document d JOIN paragraph q ON q.document = d.pk
       WHERE ${visible.sql} AND d.id = ? ORDER BY q.n`,
  )
    .all(...visible.parameters, asked.id)
    .map((row) => checkedParagraph(row, asked.id));
}

/** Labels that pass a filter, in ascending order. */
export function readLabels(
  database: Database,
  asked: { readonly generation: Generation; readonly filter: Filter },
): number[] {
  const allowed = conditions(database, asked.generation, asked.filter);
  return prepare<unknown[], { label: number }>(
    database,
    `SELECT p.label FROM document d JOIN passage p ON p.document = d.pk
       WHERE ${allowed.sql} ORDER BY p.label`,
  )
    .all(...allowed.parameters)
    .map((row) => row.label);
}

/** A document's labels, in order. */
export function readLabelsOf(
  database: Database,
  asked: { readonly generation: Generation; readonly id: string },
): number[] {
  const visible = conditions(database, asked.generation, {});
  return prepare<unknown[], { label: number }>(
    database,
    `SELECT p.label FROM document d JOIN passage p ON p.document = d.pk
     WHERE ${visible.sql} AND d.id = ? ORDER BY p.ordinal`,
  )
    .all(...visible.parameters, asked.id)
    .map((row) => row.label);
}

/** Passages in the order asked, without those that are not there. */
export function readPassages(database: Database, labels: readonly number[]): StoredPassage[] {
  const statement = prepare<[number], PassageRow>(
    database,
    `SELECT p.label, p.ordinal, p.first, p.last, p.text, p.hash, p.headings AS passageHeadings,
       p.sentences, p.cut_start, p.cut_end,
       d.id, d.file, d.title, d.outlet, d.author, d.date, d.url, d.paragraphs
     FROM passage p JOIN document d ON d.pk = p.document WHERE p.label = ?`,
  );
  return labels.flatMap((label) => {
    const row = statement.get(label);
    return row === undefined ? [] : [checkedPassage(row)];
  });
}
