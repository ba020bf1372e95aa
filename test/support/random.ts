// Random numbers that are the same in every run.

import { FAKE_DIMENSION, unit } from './fake-embedder.js';

/** A generator of numbers from 0 to 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Unit vectors in every direction. */
export function randomVectors(count: number, seed = 1): Float32Array[] {
  const next = randomNumbers(seed);
  return Array.from({ length: count }, () =>
    unit(Float32Array.from({ length: FAKE_DIMENSION }, () => next() + next() + next() - 1.5)),
  );
}
