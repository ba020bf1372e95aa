// The reading half of the embedded store, put together. In: a generation and labels, terms or filters. Out:
// plain rows.

import type { Generation, KnowledgeReader } from '../knowledge-store.js';
import { readEmbeddings } from './carry-embeddings.js';
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
  readLabels,
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

/** Term frequencies remembered, over all collections; questions repeat words. */
const FREQUENCY_CACHE_SIZE = 20_000;

/** Opens the reading half on an open database. */
export function openKnowledgeReader(database: Database): KnowledgeReader {
  return { ...documentReader(database), ...wordReader(database), ...vectorReader(database) };
}

type DocumentReader = Omit<KnowledgeReader, keyof WordReader | keyof VectorReader>;

function documentReader(database: Database): DocumentReader {
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
      settleAtOnce(database, () => readLabels(database, { generation, filter })),
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

function wordReader(database: Database): WordReader {
  const frequencies = new Map<string, number>();
  const frequencyOf = (generation: Generation, term: string): number => {
    const key = `${generation.collection}:${generation.number}:${term}`;
    const known = frequencies.get(key);
    if (known !== undefined) return known;
    const frequency = readFrequency(database, { generation, term });
    if (frequencies.size >= FREQUENCY_CACHE_SIZE) frequencies.clear();
    frequencies.set(key, frequency);
    return frequency;
  };
  return {
    lexical: (generation, query) =>
      settleAtOnce(database, () => readLexical(database, { generation, query })),
    termFrequencies: (generation, terms) =>
      settleAtOnce(database, () => terms.map((term) => frequencyOf(generation, term))),
    termPresence: (generation, terms, labels) =>
      settleAtOnce(database, () =>
        terms.map((term) => readPresence(database, { generation, term, labels })),
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
