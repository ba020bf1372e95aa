// In: an embedder. Out: the same one that remembers the vectors of the last questions: the same words are asked in many
// places, and each of their answers is another one. Words are kept as hashes, of nobody.

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Embedder } from './embedder.js';

/** Vectors remembered: 1.5 MB at 384 dimensions. */
const REMEMBERED = 1_000;

/** Adds a bounded memory of questions; who asks what is being embedded waits for that. A failure is forgotten. */
export function rememberQueries(embedder: Embedder, remembered = REMEMBERED): Embedder {
  const vectors = new LRUCache<string, Promise<Float32Array>>({ max: remembered });
  return {
    ...embedder,
    embedQuery: async (text) => {
      const key = createHash('sha256').update(text).digest('base64url');
      const known = vectors.get(key);
      if (known !== undefined) return known;
      const embedding = embedder.embedQuery(text);
      vectors.set(key, embedding);
      embedding.catch(() => {
        if (vectors.peek(key) === embedding) vectors.delete(key);
      });
      return embedding;
    },
  };
}
