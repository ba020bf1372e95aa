// In: the generations of several collections. Out: a reader of all of them at once. Whatever finds something asks
// each of these generations and no other, so nothing of another collection can come out; what is read by label
// was found before, and labels are unique over the whole store.

import type {
  DocumentFacts,
  Filter,
  Generation,
  KnowledgeReader,
} from '../store/knowledge-store.js';
import { joinFacts } from './join-facts.js';
import { addUp, readJointLexical, type ReadFrequencies } from './joint-lexical.js';

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
    lexical: (_, query) => readJointLexical({ reader, generations, frequencies }, query),
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
    pastParagraphs: async (_, label) =>
      (await ofEach((one) => reader.pastParagraphs(one.collection, label))).find(
        ({ length }) => length > 0,
      ) ?? [],
    copiesOf: async (_, id) =>
      (await ofEach((one) => reader.copiesOf(one, id)))
        .flat()
        .sort((a, b) => b.similarity - a.similarity),
    exportEmbeddings: () => inTurn(generations, (one) => reader.exportEmbeddings(one)),
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

/** One after the other. */
async function* inTurn<T>(
  generations: readonly Generation[],
  read: (generation: Generation) => AsyncIterable<T>,
): AsyncIterable<T> {
  for (const generation of generations) yield* read(generation);
}
