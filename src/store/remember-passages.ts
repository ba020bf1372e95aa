// In: a reader. Out: the same reader that remembers the passages and sentence vectors it gave last. Labels
// are never used twice and what they name never changes, so nothing remembered can be stale; and only
// labels that a search in the asker's own collection found are ever asked for.

import type { KnowledgeReader, SentenceVectors, StoredPassage } from './knowledge-store.js';

/** About 5 MB of passages and 8 MB of vectors at 384 dimensions. */
const REMEMBERED = 2_000;

/** Adds a bounded memory to a reader. */
export function rememberPassages<R extends KnowledgeReader>(reader: R): R {
  const passages = new BoundedMap<StoredPassage>();
  const vectors = new BoundedMap<SentenceVectors>();
  return {
    ...reader,
    passages: async (labels) => {
      const missing = labels.filter((label) => !passages.has(label));
      const read = missing.length === 0 ? [] : await reader.passages(missing);
      for (const passage of read) passages.set(passage.label, passage);
      return labels.flatMap((label) => passages.get(label) ?? []);
    },
    sentenceVectors: async (labels) => {
      const missing = labels.filter((label) => !vectors.has(label));
      const read = missing.length === 0 ? [] : await reader.sentenceVectors(missing);
      for (const [label, found] of read) vectors.set(label, found);
      return new Map(
        labels.flatMap((label) => {
          const found = vectors.get(label);
          return found === undefined ? [] : [[label, found] as const];
        }),
      );
    },
  };
}

/** Forgets the oldest half when full: cheaper than keeping an exact order of use. */
class BoundedMap<T> {
  readonly #entries = new Map<number, T>();

  has(label: number): boolean {
    return this.#entries.has(label);
  }

  get(label: number): T | undefined {
    return this.#entries.get(label);
  }

  set(label: number, value: T): void {
    if (this.#entries.size >= REMEMBERED) {
      const oldest = [...this.#entries.keys()].slice(0, REMEMBERED / 2);
      for (const key of oldest) this.#entries.delete(key);
    }
    this.#entries.set(label, value);
  }
}
