// A stand-in for the model: every word is hashed to a direction, a text is the normalised sum of its words.
// Texts that share words come near each other, nothing is random, and a thousand texts take a millisecond.

import { createHash } from 'node:crypto';
import type {
  BulkEmbedder,
  EmbeddedText,
  Embedder,
  ModelIdentity,
} from '../../src/embeddings/embedder.js';
import { words } from '../../src/retrieval/terms.js';

export const FAKE_DIMENSION = 64;

export const FAKE_MODEL: ModelIdentity = {
  name: 'fake',
  fingerprint: 'fake-1',
  dimension: FAKE_DIMENSION,
};

export interface FakeEmbedder extends Embedder, BulkEmbedder {
  /** Every text that was embedded, in order. */
  readonly texts: readonly string[];
  readonly closed: boolean;
}

export interface FakeEmbedderOptions {
  readonly identity?: ModelIdentity;
  /** Another salt is another model under the same name: its vectors do not compare. */
  readonly salt?: string;
  /** Fails at the text with this 0-based number, as a process killed there would. */
  readonly failAt?: number;
}

export function fakeEmbedder(options: FakeEmbedderOptions = {}): FakeEmbedder {
  const texts: string[] = [];
  let closed = false;
  const embed = (text: string): Float32Array => {
    if (texts.length === options.failAt) throw new Error('the embedder was killed');
    texts.push(text);
    return fakeVector(text, options.salt);
  };
  async function* embedAll(all: Iterable<string>): AsyncIterable<EmbeddedText> {
    let position = 0;
    for (const text of all) {
      yield await Promise.resolve({ position, vector: embed(text) });
      position += 1;
    }
  }
  return {
    identity: options.identity ?? FAKE_MODEL,
    embedQuery: (text) => Promise.resolve(text).then(embed),
    embedPassage: (text) => Promise.resolve(text).then(embed),
    embedAll,
    close: () => {
      closed = true;
      return Promise.resolve();
    },
    get texts() {
      return texts;
    },
    get closed() {
      return closed;
    },
  };
}

/** The unit vector of a text. */
export function fakeVector(text: string, salt = ''): Float32Array {
  const sum = new Float32Array(FAKE_DIMENSION);
  for (const word of words(text)) {
    const bytes = createHash('sha512')
      .update(salt + word)
      .digest();
    for (let i = 0; i < FAKE_DIMENSION; i += 1) sum[i] = (sum[i] ?? 0) + (bytes[i] ?? 0) - 127.5;
  }
  // A text without a word still has a direction.
  sum[0] = (sum[0] ?? 0) + 1;
  return unit(sum);
}

/** The same direction at length 1. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Counts words: one token each. */
export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
