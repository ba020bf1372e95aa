// In: a reader. Out: the same reader that remembers the passages and vectors it gave last. Labels are never
// used twice and what they name never changes, so nothing remembered can be stale; and only labels that a
// search in the asker's own collection found are ever asked for.

import type { KnowledgeReader } from './knowledge-store.js';

/** About 5 MB of passages, 8 MB of sentence vectors and 6 MB of neighbours at 384 dimensions. */
const REMEMBERED = 2_000;

/** Adds a bounded memory to a reader. */
export function rememberPassages<R extends KnowledgeReader>(reader: R): R {
  const passages = remembering(async (labels) => {
    const read = await reader.passages(labels);
    return new Map(read.map((passage) => [passage.label, passage]));
  });
  return {
    ...reader,
    passages: async (labels) => {
      const found = await passages(labels);
      return labels.flatMap((label) => found.get(label) ?? []);
    },
    sentenceVectors: remembering((labels) => reader.sentenceVectors(labels)),
    neighbourVectors: remembering((labels) => reader.neighbourVectors(labels)),
  };
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
