// In: vectors that a real model gave, and texts. Out: an embedder that gives every text a vector near one of them, so
// that a hundred thousand passages cost no model run: neighbourhoods are as real as the vectors, the place of a text
// in them is chance. Where no real vectors are kept, they are clustered ones.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_COLLECTION } from '../answering/answerer.js';
import { dataFiles } from '../data-files.js';
import {
  CANARY_TEXT,
  type BulkEmbedder,
  type EmbeddedText,
  type ModelIdentity,
} from '../embeddings/embedder.js';
import type { CarriedEmbedding } from '../store/knowledge-store.js';
import { openSqliteStores } from '../store/sqlite/sqlite-stores.js';
import { clusteredVectors } from './clustered-vectors.js';
import { randomDirection, startRandom, toUnit } from './seeded-random.js';

const SEED = 11;
/** Vectors that others are made near to, at most. */
const MOST_CENTRES = 20_000;
/** Made where none are kept. */
const CLUSTERED = 5_000;
/** Directions in which a vector may lie beside its centre, and how far: neighbours then have a cosine of about .8. */
const DIRECTIONS = 1_024;
const OWN_PART = 0.5;

/** Embeddings of the data sets that were measured below a data folder, with this model. */
export async function* keptEmbeddings(
  dataDir: string,
  model: ModelIdentity,
): AsyncGenerator<CarriedEmbedding> {
  const folder = join(dataDir, 'evaluation');
  const names = existsSync(folder) ? (await readdir(folder)).sort() : [];
  for (const name of names) {
    const files = dataFiles(join(folder, name));
    // Null where it is of an earlier version: its next evaluation brings it up to date.
    const reader = await openSqliteStores({ dataDir: join(folder, name), ...files }).openReader();
    if (reader === null) continue;
    try {
      const generation = await reader.current(DEFAULT_COLLECTION);
      if (generation?.model.fingerprint === model.fingerprint) {
        yield* reader.exportEmbeddings(generation);
      }
    } finally {
      await reader.close();
    }
  }
}

/** The vectors that others are made near to. */
export async function readCentres(
  dataDir: string,
  model: ModelIdentity,
): Promise<{ readonly centres: readonly Float32Array[]; readonly isReal: boolean }> {
  const centres: Float32Array[] = [];
  for await (const { passage } of keptEmbeddings(dataDir, model)) {
    centres.push(passage);
    if (centres.length === MOST_CENTRES) break;
  }
  if (centres.length > 0) return { centres, isReal: true };
  const set = { count: CLUSTERED, dimension: model.dimension, queries: 0 };
  return { centres: clusteredVectors(set, startRandom(SEED)).vectors, isReal: false };
}

/** An embedder without a model; the canary's vector must be the model's own, or its questions are refused. */
export function openNearEmbedder(
  identity: ModelIdentity,
  { centres, canary }: { readonly centres: readonly Float32Array[]; readonly canary: Float32Array },
): BulkEmbedder {
  const random = startRandom(SEED);
  const directions = Array.from({ length: DIRECTIONS }, () =>
    randomDirection(identity.dimension, random),
  );
  const vectorOf = (text: string): Float32Array => {
    if (text === CANARY_TEXT) return canary;
    const hash = createHash('sha256').update(text).digest();
    const centre = centres[hash.readUInt32LE(0) % centres.length] ?? canary;
    const own = directions[hash.readUInt32LE(4) % DIRECTIONS] ?? canary;
    const other = directions[hash.readUInt32LE(8) % DIRECTIONS] ?? canary;
    return toUnit(centre.map((value, i) => value + OWN_PART * ((own[i] ?? 0) + (other[i] ?? 0))));
  };
  async function* embedAll(texts: Iterable<string>): AsyncIterable<EmbeddedText> {
    let position = 0;
    for (const text of texts) {
      yield await Promise.resolve({ position, vector: vectorOf(text) });
      position += 1;
    }
  }
  return { identity, embedAll, close: () => Promise.resolve() };
}
