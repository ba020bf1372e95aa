// The reading half of the store, put together. In: a generation and labels, terms or filters. Out: plain rows. What is
// counted of words never changes within a generation, so it is remembered.

import type { KnowledgeReader } from '../knowledge-store.js';
import type { WordTotals } from '../score-bm25.js';
import { readEmbeddings } from './carry-embeddings.js';
import { readEntrySources, readLeftOut } from './left-out.js';
import { readCopies } from './near-copies.js';
import type { Statements } from './postgres.js';
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
import {
  readFrequencies,
  readLexical,
  readPresence,
  readTotals,
  type WordCounts,
} from './read-words.js';

/** Term frequencies remembered, over all collections; questions repeat words. */
const FREQUENCY_CACHE_SIZE = 20_000;

/** Generations whose totals are remembered. */
const TOTALS_CACHE_SIZE = 1_000;

/** Opens the reading half. */
export function openKnowledgeReader(statements: Statements): KnowledgeReader {
  return { ...documentReader(statements), ...wordReader(statements), ...vectorReader(statements) };
}

type DocumentReader = Omit<KnowledgeReader, keyof WordReader | keyof VectorReader>;

function documentReader(statements: Statements): DocumentReader {
  return {
    collections: () => readCollections(statements),
    current: (collection) => readCurrent(statements, collection),
    entryHashes: (collection) => readEntryHashes(statements, collection),
    entrySources: (collection) => readEntrySources(statements, collection),
    leftOut: (collection) => readLeftOut(statements, collection),
    facts: (generation) => readFacts(statements, generation),
    listDocuments: (generation) => readDocuments(statements, generation),
    document: async (generation, document) =>
      (await readDocuments(statements, generation, { document }))[0] ?? null,
    cleaningReports: (generation) => readCleaning(statements, generation),
    paragraphs: (generation, id) => readParagraphs(statements, { generation, id }),
    labelsOf: (generation, id) => readLabelsOf(statements, { generation, id }),
    labelsMatching: (generation, filter) => readLabels(statements, { generation, filter }),
    passages: (labels) => readPassages(statements, labels),
    pastPassages: (collection, labels) => readPastPassages(statements, { collection, labels }),
    pastParagraphs: (collection, label) => readPastParagraphs(statements, { collection, label }),
    copiesOf: (generation, id) => readCopies(statements, { generation, id }),
    sampleTexts: (generation, most) => readSampleTexts(statements, { generation, most }),
  };
}

type WordReader = Pick<KnowledgeReader, 'lexical' | 'termFrequencies' | 'termPresence'>;

function wordReader(statements: Statements): WordReader {
  const counts = rememberingCounts(statements);
  return {
    lexical: (generation, query) => readLexical({ statements, counts, generation, query }),
    termFrequencies: (generation, terms) => counts.frequencies(generation, terms),
    termPresence: (generation, terms, labels) =>
      readPresence(statements, { generation, terms, labels }),
  };
}

function rememberingCounts(statements: Statements): WordCounts {
  const frequencies = new Map<string, number>();
  const totals = new Map<string, WordTotals>();
  return {
    frequencies: async (generation, terms) => {
      const keyOf = (term: string): string =>
        `${generation.collection}:${generation.number}:${term}`;
      const missing = [...new Set(terms.filter((term) => !frequencies.has(keyOf(term))))];
      const found = new Map<string, number>();
      for (const term of terms) found.set(term, frequencies.get(keyOf(term)) ?? 0);
      if (missing.length > 0) {
        if (frequencies.size + missing.length > FREQUENCY_CACHE_SIZE) frequencies.clear();
        const read = await readFrequencies(statements, generation, missing);
        missing.forEach((term, i) => {
          frequencies.set(keyOf(term), read[i] ?? 0);
          found.set(term, read[i] ?? 0);
        });
      }
      return terms.map((term) => found.get(term) ?? 0);
    },
    totals: async (generation) => {
      const key = `${generation.collection}:${generation.number}`;
      const known = totals.get(key);
      if (known !== undefined) return known;
      const read = await readTotals(statements, generation);
      if (totals.size >= TOTALS_CACHE_SIZE) totals.clear();
      totals.set(key, read);
      return read;
    },
  };
}

type VectorReader = Pick<
  KnowledgeReader,
  'vectors' | 'sentenceVectors' | 'neighbourVectors' | 'allVectors' | 'exportEmbeddings'
>;

function vectorReader(statements: Statements): VectorReader {
  return {
    vectors: (labels) => readVectors(statements, labels),
    sentenceVectors: (labels) => readSentenceVectors(statements, labels),
    neighbourVectors: (labels) => readNeighbourVectors(statements, labels),
    allVectors: (generation) => readAllVectors(statements, generation),
    exportEmbeddings: (generation) => readEmbeddings(statements, generation),
  };
}
