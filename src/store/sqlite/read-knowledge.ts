// The reading half of the embedded store, put together. In: a generation and labels, terms or filters. Out:
// plain rows.

import type { KnowledgeReader } from '../knowledge-store.js';
import { readEmbeddings } from './carry-embeddings.js';
import { openFilteredLabels, type FilteredLabels } from './filtered-labels.js';
import { readEntrySources, readLeftOut } from './left-out.js';
import { readCopies } from './near-copies.js';
import { settle, settleAtOnce, type Database } from './open-database.js';
import {
  readCleaning,
  readCollections,
  readCurrent,
  readDocuments,
  readEntryHashes,
  readFacts,
  readLabelsOf,
  readParagraphs,
  readPassages,
} from './read-documents.js';
import { readPastParagraphs, readPastPassages } from './read-past.js';
import { readSampleTexts } from './read-texts.js';
import {
  readAllVectors,
  readNeighbourVectors,
  readSentenceVectors,
  readVectors,
} from './read-vectors.js';
import { readFrequency, readLexical, readPresence } from './read-words.js';
import { openWordLists } from './word-lists.js';

/** Opens the reading half on an open database. */
export function openKnowledgeReader(database: Database): KnowledgeReader {
  const allowed = openFilteredLabels(database);
  return {
    ...documentReader(database, allowed),
    ...wordReader(database, allowed),
    ...vectorReader(database),
  };
}

type DocumentReader = Omit<KnowledgeReader, keyof WordReader | keyof VectorReader>;

function documentReader(database: Database, allowed: FilteredLabels): DocumentReader {
  return {
    collections: () => settle(database, () => readCollections(database)),
    current: (collection) => settle(database, () => readCurrent(database, collection)),
    entryHashes: (collection) =>
      settleAtOnce(database, () => readEntryHashes(database, collection)),
    entrySources: (collection) =>
      settleAtOnce(database, () => readEntrySources(database, collection)),
    leftOut: (collection) => settleAtOnce(database, () => readLeftOut(database, collection)),
    facts: (generation) => settle(database, () => readFacts(database, generation)),
    listDocuments: (generation) => settle(database, () => readDocuments(database, generation)),
    document: (generation, id) =>
      settle(database, () => readDocuments(database, generation, { document: id })[0] ?? null),
    cleaningReports: (generation) => settle(database, () => readCleaning(database, generation)),
    paragraphs: (generation, id) =>
      settle(database, () => readParagraphs(database, { generation, id })),
    labelsOf: (generation, id) =>
      settle(database, () => readLabelsOf(database, { generation, id })),
    labelsMatching: (generation, filter) =>
      settleAtOnce(database, () => [...allowed(generation, filter)]),
    passages: (labels) => settle(database, () => readPassages(database, labels)),
    pastPassages: (collection, labels) =>
      settleAtOnce(database, () => readPastPassages(database, { collection, labels })),
    pastParagraphs: (collection, label) =>
      settleAtOnce(database, () => readPastParagraphs(database, { collection, label })),
    copiesOf: (generation, id) => settle(database, () => readCopies(database, { generation, id })),
    sampleTexts: (generation, most) => readSampleTexts(database, { generation, most }),
  };
}

type WordReader = Pick<KnowledgeReader, 'lexical' | 'termFrequencies' | 'termPresence'>;

function wordReader(database: Database, allowed: FilteredLabels): WordReader {
  const words = openWordLists(database);
  return {
    lexical: (generation, query) =>
      settleAtOnce(database, () => readLexical(allowed, { words, generation, query })),
    termFrequencies: (generation, terms) =>
      settleAtOnce(database, () => terms.map((term) => readFrequency({ words, generation, term }))),
    termPresence: (generation, terms, labels) =>
      settleAtOnce(database, () =>
        terms.map((term) => readPresence({ words, generation, term }, labels)),
      ),
  };
}

type VectorReader = Pick<
  KnowledgeReader,
  'vectors' | 'sentenceVectors' | 'neighbourVectors' | 'allVectors' | 'exportEmbeddings'
>;

function vectorReader(database: Database): VectorReader {
  return {
    vectors: (labels) => settle(database, () => readVectors(database, labels)),
    sentenceVectors: (labels) => settle(database, () => readSentenceVectors(database, labels)),
    neighbourVectors: (labels) => settle(database, () => readNeighbourVectors(database, labels)),
    allVectors: (generation) => readAllVectors(database, generation),
    exportEmbeddings: (generation) => readEmbeddings(database, generation),
  };
}
