// The reading half of the embedded store. In: a generation and labels, terms or filters. Out: plain rows.
// Texts and vectors are checked against their hashes on the way out, so damage is named, never quoted.

import type { CleaningReport, Paragraph } from '../../corpus/document.js';
import { ReadableError } from '../../shared/errors.js';
import { passageHash, textHash } from '../passage-hash.js';
import type {
  CorpusFacts,
  DocumentFacts,
  Filter,
  Generation,
  KnowledgeReader,
  LexicalCandidate,
  LexicalQuery,
  StoredPassage,
} from '../knowledge-store.js';
import { conditions, matchExpression } from './filter-sql.js';
import { prepare, settle, type Database } from './open-database.js';
import {
  generationFromRow,
  paragraphFromRow,
  parseStored,
  passageFromRow,
  type DocumentRow,
  type GenerationRow,
  type ParagraphRow,
  type PassageRow,
} from './rows.js';
import { readSampleTexts } from './read-texts.js';
import {
  readAllVectors,
  readNeighbourVectors,
  readSentenceVectors,
  readVectors,
} from './read-vectors.js';

/** Weight of a word in the title or headings against one in the body (DECISIONS.md). */
const TITLE_WEIGHT = 2;

/** Term frequencies remembered for one generation; questions repeat words. */
const FREQUENCY_CACHE_SIZE = 20_000;

/** Opens the reading half on an open database. */
export function openKnowledgeReader(database: Database): KnowledgeReader {
  const frequencies = new Map<string, number>();
  let frequenciesOf = '';

  return {
    current: (collection) => settle(database, () => readCurrent(database, collection)),
    documentHashes: (collection) => settle(database, () => readHashes(database, collection)),
    facts: (generation) => settle(database, () => readFacts(database, generation)),
    listDocuments: (generation) => settle(database, () => readDocuments(database, generation)),
    document: (generation, id) =>
      settle(database, () => readDocuments(database, generation, { document: id })[0] ?? null),
    cleaningReports: (generation) => settle(database, () => readCleaning(database, generation)),
    paragraphs: (generation, id) =>
      settle(database, () => readParagraphs(database, { generation, id })),
    lexical: (generation, query) =>
      settle(database, () => readLexical(database, { generation, query })),
    termFrequencies: (generation, terms) =>
      settle(database, () => {
        const key = `${generation.collection}:${generation.number}`;
        if (key !== frequenciesOf || frequencies.size > FREQUENCY_CACHE_SIZE) frequencies.clear();
        frequenciesOf = key;
        return terms.map((term) => readFrequency(database, { generation, term, frequencies }));
      }),
    termPresence: (_generation, terms, labels) =>
      settle(database, () => terms.map((term) => readPresence(database, { term, labels }))),
    labelsOf: (generation, id) =>
      settle(database, () => readLabelsOf(database, { generation, id })),
    labelsMatching: (generation, filter) =>
      settle(database, () => readLabels(database, { generation, filter })),
    passages: (labels) => settle(database, () => readPassages(database, labels)),
    pastPassages: () => Promise.resolve([]),
    vectors: (labels) => settle(database, () => readVectors(database, labels)),
    sentenceVectors: (labels) => settle(database, () => readSentenceVectors(database, labels)),
    neighbourVectors: (labels) => settle(database, () => readNeighbourVectors(database, labels)),
    allVectors: (generation) => readAllVectors(database, generation),
    sampleTexts: (generation, most) => readSampleTexts(database, { generation, most }),
  };
}

export function readCurrent(database: Database, collection: string): Generation | null {
  const row = prepare<[string], GenerationRow>(
    database,
    `SELECT g.* FROM current_generation c
       JOIN generation g ON g.collection = c.collection AND g.number = c.number
       WHERE c.collection = ?`,
  ).get(collection);
  return row === undefined ? null : generationFromRow(row);
}

function readHashes(database: Database, collection: string): Map<string, string> {
  const current = readCurrent(database, collection);
  if (current === null) return new Map();
  const rows = prepare<[string, number, number], { id: string; hash: string }>(
    database,
    `SELECT id, hash FROM document
     WHERE collection = ? AND since <= ? AND (until IS NULL OR until > ?)`,
  ).all(collection, current.number, current.number);
  return new Map(rows.map((row) => [row.id, row.hash]));
}

function readFacts(database: Database, generation: Generation): CorpusFacts {
  const visible = conditions(generation, {});
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

function readDocuments(
  database: Database,
  generation: Generation,
  filter: Filter = {},
): DocumentFacts[] {
  const visible = conditions(generation, filter);
  return prepare<unknown[], DocumentRow>(
    database,
    `SELECT d.id, d.file, d.title, d.outlet, d.author, d.date, d.url, d.paragraphs
       FROM document d WHERE ${visible.sql} ORDER BY d.file`,
  ).all(...visible.parameters);
}

function readCleaning(database: Database, generation: Generation): Map<string, CleaningReport> {
  const visible = conditions(generation, {});
  const rows = prepare<unknown[], { id: string; cleaning: string }>(
    database,
    `SELECT d.id, d.cleaning FROM document d WHERE ${visible.sql} ORDER BY d.file`,
  ).all(...visible.parameters);
  return new Map(rows.map((row) => [row.id, parseStored(row.cleaning) as CleaningReport]));
}

function readParagraphs(
  database: Database,
  asked: { readonly generation: Generation; readonly id: string },
): Paragraph[] {
  const visible = conditions(asked.generation, {});
  return prepare<unknown[], ParagraphRow>(
    database,
    `SELECT q.* FROM document d JOIN paragraph q ON q.document = d.pk
       WHERE ${visible.sql} AND d.id = ? ORDER BY q.n`,
  )
    .all(...visible.parameters, asked.id)
    .map((row) => {
      if (textHash(row.text) !== row.hash) throw damagedText(asked.id);
      return paragraphFromRow(row);
    });
}

function readLexical(
  database: Database,
  asked: { readonly generation: Generation; readonly query: LexicalQuery },
): LexicalCandidate[] {
  const expression = matchExpression(asked.query.terms);
  if (expression === null) return [];
  const allowed = conditions(asked.generation, asked.query.filter);
  return prepare<unknown[], LexicalCandidate>(
    database,
    `SELECT p.label, -bm25(passage_words, ${TITLE_WEIGHT}.0, 1.0) AS bm25
       FROM passage_words
       JOIN passage p ON p.label = passage_words.rowid
       JOIN document d ON d.pk = p.document
       WHERE passage_words MATCH ? AND ${allowed.sql}
       ORDER BY bm25 DESC, p.label LIMIT ?`,
  ).all(expression, ...allowed.parameters, asked.query.limit);
}

function readFrequency(
  database: Database,
  asked: {
    readonly generation: Generation;
    readonly term: string;
    readonly frequencies: Map<string, number>;
  },
): number {
  const known = asked.frequencies.get(asked.term);
  if (known !== undefined) return known;
  const expression = matchExpression([asked.term]);
  const visible = conditions(asked.generation, {});
  const row =
    expression === null
      ? undefined
      : prepare<unknown[], { n: number }>(
          database,
          `SELECT count(*) AS n FROM passage_words
           JOIN passage p ON p.label = passage_words.rowid
           JOIN document d ON d.pk = p.document
           WHERE passage_words MATCH ? AND ${visible.sql}`,
        ).get(expression, ...visible.parameters);
  const frequency = row?.n ?? 0;
  asked.frequencies.set(asked.term, frequency);
  return frequency;
}

function readPresence(
  database: Database,
  asked: { readonly term: string; readonly labels: readonly number[] },
): Set<number> {
  const expression = matchExpression([asked.term]);
  if (expression === null) return new Set();
  // Numbers are bound as REAL, which FTS5 does not take for a row id: it would match every row.
  const statement = prepare<[string, number], { rowid: number }>(
    database,
    `SELECT rowid FROM passage_words
     WHERE passage_words MATCH ? AND rowid = CAST(? AS INTEGER)`,
  );
  return new Set(asked.labels.filter((label) => statement.get(expression, label) !== undefined));
}

function readLabels(
  database: Database,
  asked: { readonly generation: Generation; readonly filter: Filter },
): number[] {
  const allowed = conditions(asked.generation, asked.filter);
  return prepare<unknown[], { label: number }>(
    database,
    `SELECT p.label FROM document d JOIN passage p ON p.document = d.pk
       WHERE ${allowed.sql} ORDER BY p.label`,
  )
    .all(...allowed.parameters)
    .map((row) => row.label);
}

function readLabelsOf(
  database: Database,
  asked: { readonly generation: Generation; readonly id: string },
): number[] {
  const visible = conditions(asked.generation, {});
  return prepare<unknown[], { label: number }>(
    database,
    `SELECT p.label FROM document d JOIN passage p ON p.document = d.pk
     WHERE ${visible.sql} AND d.id = ? ORDER BY p.ordinal`,
  )
    .all(...visible.parameters, asked.id)
    .map((row) => row.label);
}

function readPassages(database: Database, labels: readonly number[]): StoredPassage[] {
  const statement = prepare<[number], PassageRow>(
    database,
    `SELECT p.label, p.ordinal, p.first, p.last, p.text, p.hash, p.headings AS passageHeadings,
       p.sentences, p.cut_start, p.cut_end,
       d.id, d.file, d.title, d.outlet, d.author, d.date, d.url, d.paragraphs
     FROM passage p JOIN document d ON d.pk = p.document WHERE p.label = ?`,
  );
  return labels.flatMap((label) => {
    const row = statement.get(label);
    if (row === undefined) return [];
    const passage = passageFromRow(row);
    if (passageHash(passage) === row.hash) return [passage];
    throw damagedText(row.file);
  });
}

function damagedText(where: string): ReadableError {
  return new ReadableError({
    code: 'index_corrupt',
    text: `The store's text of ${where} is not the one that was written.`,
    remedy: 'Rebuild it with: npm run build-index -- --force',
  });
}
