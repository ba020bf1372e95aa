// The canary: a fixed text's vector, kept with each generation. Model files can be the same and still give
// other vectors (another runtime, another processor's kernels); comparing such vectors gives no error,
// only wrong answers.

import {
  CANARY_MIN_COSINE,
  CANARY_TEXT,
  dotProduct,
  type BulkEmbedder,
} from '../embeddings/embedder.js';
import { ReadableError } from '../shared/errors.js';

/** The canary's vector as a bulk embedder gives it. */
export async function embedCanary(embedder: BulkEmbedder): Promise<Float32Array> {
  for await (const { vector } of embedder.embedAll([CANARY_TEXT])) return vector;
  throw new Error('the embedder gave no vector for the canary');
}

/** @throws ReadableError `model_mismatch` where the model no longer gives the vectors of the index */
export function checkCanary(known: Float32Array, fresh: Float32Array): void {
  const cosine = known.length === fresh.length ? dotProduct(known, fresh) : 0;
  if (cosine >= CANARY_MIN_COSINE) return;
  throw new ReadableError({
    code: 'model_mismatch',
    text: `The model gives other vectors than the index was built with (canary cosine ${cosine.toFixed(3)}).`,
    remedy: 'Rebuild the index with: npm run build-index -- --force',
  });
}
