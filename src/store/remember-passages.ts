// In: a reader. Out: the same reader that remembers the passages and vectors it gave last, where single words
// stand, and which documents have copies. Labels are never used twice and what they name never changes, nor does a generation, so nothing
// remembered can be stale; and only labels that a search in the asker's own collection found are ever asked for.

import type { DocumentCopy, KnowledgeReader, LexicalCandidate } from './knowledge-store.js';

/** About 5 MB of passages, 8 MB of sentence vectors and 6 MB of neighbours at 384 dimensions. */
const REMEMBERED = 2_000;

/** Longer lists are not remembered. */
const FEW_HITS = 10;

/** Words whose hits are remembered, a few for each; questions name the same people and places. */
const REMEMBERED_WORDS = 5_000;

/** Documents whose copies are remembered; most have none, and every answer asks for those it cites. */
const REMEMBERED_COPIES = 5_000;

/** What can let go of all that it remembers. */
export interface Forgetful {
  forget(): void;
}

/** Adds a bounded memory to a reader. */
export function rememberPassages<R extends KnowledgeReader>(reader: R): R & Forgetful {
  let remembered = withMemory(reader);
  return {
    ...reader,
    lexical: (...args) => remembered.lexical(...args),
    copiesOf: (...args) => remembered.copiesOf(...args),
    passages: (...args) => remembered.passages(...args),
    sentenceVectors: (...args) => remembered.sentenceVectors(...args),
    neighbourVectors: (...args) => remembered.neighbourVectors(...args),
    forget: () => {
      remembered = withMemory(reader);
    },
  };
}

function withMemory(reader: KnowledgeReader) {
  const passages = remembering(async (labels) => {
    const read = await reader.passages(labels);
    return new Map(read.map((passage) => [passage.label, passage]));
  });
  return {
    lexical: rememberingWords(reader),
    copiesOf: rememberingCopies(reader),
    passages: async (labels: readonly number[]) => {
      const found = await passages(labels);
      return labels.flatMap((label) => found.get(label) ?? []);
    },
    sentenceVectors: remembering((labels) => reader.sentenceVectors(labels)),
    neighbourVectors: remembering((labels) => reader.neighbourVectors(labels)),
  };
}

/** Remembers the hits of one word alone without a filter; every other query goes through. */
function rememberingWords(reader: KnowledgeReader): KnowledgeReader['lexical'] {
  const remembered = new Map<string, readonly LexicalCandidate[]>();
  return async (generation, query) => {
    const [term, ...others] = query.terms;
    const isFiltered = Object.values(query.filter).some(isGiven);
    if (term === undefined || others.length > 0 || isFiltered || query.limit > FEW_HITS) {
      return reader.lexical(generation, query);
    }
    const key = [generation.collection, generation.number, query.limit, term].join('\n');
    const known = remembered.get(key);
    if (known !== undefined) return [...known];
    const found = await reader.lexical(generation, query);
    if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
    remembered.set(key, found);
    return [...found];
  };
}

function rememberingCopies(reader: KnowledgeReader): KnowledgeReader['copiesOf'] {
  const remembered = new Map<string, readonly DocumentCopy[]>();
  return async (generation, documentId) => {
    const key = [generation.collection, generation.number, documentId].join('\n');
    const known = remembered.get(key);
    if (known !== undefined) return [...known];
    const found = await reader.copiesOf(generation, documentId);
    if (remembered.size >= REMEMBERED_COPIES) remembered.clear();
    remembered.set(key, found);
    return [...found];
  };
}

function isGiven(value: string | readonly string[] | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

type ReadByLabel<T> = (labels: readonly number[]) => Promise<Map<number, T>>;

function remembering<T>(read: ReadByLabel<T>): ReadByLabel<T> {
  let remembered = new Map<number, T>();
  return async (labels) => {
    const missing = labels.filter((label) => !remembered.has(label));
    const found = new Map<number, T>();
    for (const label of labels) {
      const known = remembered.get(label);
      if (known !== undefined) found.set(label, known);
    }
    if (missing.length === 0) return found;
    // Starting afresh when full is cheaper than keeping an order of use, and as good for repeats.
    if (remembered.size + missing.length > REMEMBERED) remembered = new Map();
    for (const [label, value] of await read(missing)) {
      remembered.set(label, value);
      found.set(label, value);
    }
    return found;
  };
}
