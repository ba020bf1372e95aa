// An embedder that remembers the vectors of questions, so that a set asked again without some part, or of
// another index, is embedded once. What was asked first takes the model's time, and is measured so.

import type { Embedder } from '../embeddings/embedder.js';

/** Adds the memory; closing is left to whoever opened the embedder. */
export function rememberQueries(embedder: Embedder): Embedder {
  const vectors = new Map<string, Float32Array>();
  return {
    identity: embedder.identity,
    embedPassage: (text) => embedder.embedPassage(text),
    embedQuery: async (text) => {
      const known = vectors.get(text);
      if (known !== undefined) return known;
      const vector = await embedder.embedQuery(text);
      vectors.set(text, vector);
      return vector;
    },
    close: () => Promise.resolve(),
  };
}
