// In: the generations of several collections. Out: a reader of all of them at once. Whatever finds something asks
// each of these generations and no other, so nothing of another collection can come out; what is read by label
// was found before, and labels are unique over the whole store.

import type {
  DocumentFacts,
  Filter,
  Generation,
  KnowledgeReader,
  LexicalCandidate,
  LexicalQuery,
} from '../store/knowledge-store.js';
import { joinFacts } from './join-facts.js';

/** Term frequencies remembered for each collection; questions repeat words. */
const REMEMBERED_TERMS = 20_000;

/** Reads several generations of one store as if they were one; what is asked of it names that one, which says nothing. */
export function joinReaders(
  reader: KnowledgeReader,
  generations: readonly Generation[],
): KnowledgeReader {
  const ofEach = <T>(read: (generation: Generation) => Promise<T>): Promise<T[]> =>
    Promise.all(generations.map(read));
  const frequencies = rememberFrequencies(reader, generations);
  return {
    ...reader,
    ...documentReads(reader, generations),
    facts: async () => joinFacts(await ofEach((one) => reader.facts(one))),
    cleaningReports: async () =>
      new Map((await ofEach((one) => reader.cleaningReports(one))).flatMap((map) => [...map])),
    lexical: (_, query) => readLexical({ reader, generations, frequencies }, query),
    termFrequencies: async (_, terms) => addUp(terms, await frequencies(terms)),
    termPresence: async (_, terms, labels) => {
      const present = await ofEach((one) => reader.termPresence(one, terms, labels));
      return terms.map((_term, i) => new Set(present.flatMap((sets) => [...(sets[i] ?? [])])));
    },
    allVectors: () => inTurn(generations, (one) => reader.allVectors(one)),
    sampleTexts: (_, most) => {
      const all = generations.reduce((sum, { passages }) => sum + passages, 0);
      return inTurn(generations, (one) =>
        reader.sampleTexts(one, Math.ceil((most * one.passages) / Math.max(1, all))),
      );
    },
    pastPassages: async (_, labels) =>
      (await ofEach((one) => reader.pastPassages(one.collection, labels))).flat(),
  };
}

type DocumentReads = Pick<
  KnowledgeReader,
  'listDocuments' | 'document' | 'paragraphs' | 'labelsOf' | 'labelsMatching'
>;

function documentReads(reader: KnowledgeReader, generations: readonly Generation[]): DocumentReads {
  const ofEach = <T>(read: (generation: Generation) => Promise<T>): Promise<T[]> =>
    Promise.all(generations.map(read));
  return {
    listDocuments: async () =>
      (await ofEach((one) => reader.listDocuments(one))).flat().sort(byFile),
    document: async (_, id) =>
      (await ofEach((one) => reader.document(one, id))).find((facts) => facts !== null) ?? null,
    // Of two documents with one id, the one that `document` gives.
    paragraphs: async (_, id) =>
      (await ofEach((one) => reader.paragraphs(one, id))).find(({ length }) => length > 0) ?? [],
    labelsOf: async (_, id) => (await ofEach((one) => reader.labelsOf(one, id))).flat(),
    labelsMatching: async (_, filter: Filter) =>
      (await ofEach((one) => reader.labelsMatching(one, filter))).flat().sort((a, b) => a - b),
  };
}

function byFile(a: DocumentFacts, b: DocumentFacts): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}

/** For each collection, in how many of its passages each term stands. */
type ReadFrequencies = (terms: readonly string[]) => Promise<readonly (readonly number[])[]>;

function rememberFrequencies(
  reader: KnowledgeReader,
  generations: readonly Generation[],
): ReadFrequencies {
  const remembered = generations.map((generation) => ({
    generation,
    counts: new Map<string, number>(),
  }));
  return (terms) =>
    Promise.all(
      remembered.map(async ({ generation, counts }) => {
        const missing = terms.filter((term) => !counts.has(term));
        const read = missing.length === 0 ? [] : await reader.termFrequencies(generation, missing);
        if (counts.size + missing.length > REMEMBERED_TERMS) counts.clear();
        missing.forEach((term, i) => counts.set(term, read[i] ?? 0));
        return terms.map((term) => counts.get(term) ?? 0);
      }),
    );
}

function addUp(terms: readonly string[], counts: readonly (readonly number[])[]): number[] {
  return terms.map((_, i) => counts.reduce((sum, own) => sum + (own[i] ?? 0), 0));
}

interface JointWords {
  readonly reader: KnowledgeReader;
  readonly generations: readonly Generation[];
  readonly frequencies: ReadFrequencies;
}

/** The candidates of each collection, brought to one scale. */
async function readLexical(
  { reader, generations, frequencies }: JointWords,
  query: LexicalQuery,
): Promise<LexicalCandidate[]> {
  const counts = await frequencies(query.terms);
  const all = addUp(query.terms, counts);
  const passages = generations.reduce((sum, one) => sum + one.passages, 0);
  const found = await Promise.all(
    generations.map(async (generation, i) => {
      const own = counts[i] ?? [];
      if (own.every((count) => count === 0)) return [];
      const scale =
        wordsWeight({ passages, counts: all, own }) /
        wordsWeight({ passages: generation.passages, counts: own, own });
      const candidates = await reader.lexical(generation, query);
      return candidates.map(({ label, bm25 }) => ({ label, bm25: bm25 * scale }));
    }),
  );
  return found
    .flat()
    .sort((a, b) => b.bm25 - a.bm25 || a.label - b.label)
    .slice(0, query.limit);
}

/**
 * What the words that a collection holds are worth in so many passages: the sum of their idf, as BM25 has it. Each
 * collection's scores know its own idf alone: in one of two documents every word is common, in one of thousands the
 * same word is rare.
 */
function wordsWeight(words: {
  readonly passages: number;
  readonly counts: readonly number[];
  /** Words that the collection does not hold add to none of its scores. */
  readonly own: readonly number[];
}): number {
  const { passages, counts, own } = words;
  return counts.reduce((sum, count, i) => {
    if ((own[i] ?? 0) === 0) return sum;
    return sum + Math.max(LEAST_IDF, Math.log((passages - count + 0.5) / (count + 0.5)));
  }, 0);
}

/** What BM25 takes for words that stand in more than half of all passages, as the store's full-text search does. */
const LEAST_IDF = 1e-6;

/** One after the other. */
async function* inTurn<T>(
  generations: readonly Generation[],
  read: (generation: Generation) => AsyncIterable<T>,
): AsyncIterable<T> {
  for (const generation of generations) yield* read(generation);
}
