// Vectors on their way into a store. One that is not what it should be poisons every comparison without an error, so it
// is refused before it is written, whoever made it.

import type { ModelIdentity } from '../embeddings/embedder.js';
import { ReadableError } from '../shared/errors.js';
import type { CarriedEmbedding } from './knowledge-store.js';

/** As `passageHash` makes it. */
const HASH = /^[0-9a-f]{40}$/;

/** @throws ReadableError `model_mismatch` where a model's vector is not one of its dimension */
export function requireSoundVector(vector: Float32Array, model: ModelIdentity): void {
  if (vector.length === model.dimension && vector.every((value) => Number.isFinite(value))) return;
  throw new ReadableError({
    code: 'model_mismatch',
    text: `The model "${model.name}" gave something that is not a vector of ${model.dimension} numbers.`,
    remedy: 'Check the model files with: npm run doctor',
  });
}

/**
 * What comes from a file is believed no further than it can be checked.
 *
 * @throws ReadableError `model_mismatch` where an embedding cannot be one of the model
 */
export function requireSoundEmbedding(embedding: CarriedEmbedding, model: ModelIdentity): void {
  const { hash, passage, sentences } = embedding;
  const isFinite = (value: number): boolean => Number.isFinite(value);
  const isSound =
    HASH.test(hash) &&
    passage.length === model.dimension &&
    passage.every(isFinite) &&
    passage.some((value) => value !== 0) &&
    (sentences === null ||
      (sentences.count > 0 &&
        sentences.dimension === model.dimension &&
        sentences.scales.length === sentences.count &&
        sentences.scales.every(isFinite) &&
        sentences.values.length === sentences.count * sentences.dimension));
  if (isSound) return;
  throw new ReadableError({
    code: 'model_mismatch',
    text: `An embedding that was to be imported is not one of the model "${model.name}".`,
    remedy: 'Import the texts alone: they are embedded by the next build.',
  });
}
