// In: a text. Out: a unit vector. Queries and passages are embedded differently (prefixes), so the two
// have different methods and cannot be mixed up.

/** What makes two vectors comparable: they may only meet when their fingerprints are equal. */
export interface ModelIdentity {
  /** The model's name for people, such as `bge-small-en-v1.5`. */
  readonly name: string;
  /** Hash over everything that shapes a vector: files, precision, pooling, prefixes, runtime. */
  readonly fingerprint: string;
  readonly dimension: number;
}

export interface Embedder {
  readonly identity: ModelIdentity;
  /** Unit vector of a question. */
  embedQuery(text: string): Promise<Float32Array>;
  /** Unit vector of a passage or sentence. */
  embedPassage(text: string): Promise<Float32Array>;
  /** Whether the model has a word as one piece: it was common where the model learnt. Absent where unknown. */
  readonly isOnePiece?: (word: string) => boolean;
  close(): Promise<void>;
}

/** Embeds many passages at once, on as many threads as pay. */
export interface BulkEmbedder {
  readonly identity: ModelIdentity;
  /**
   * Embeds every text and yields each vector with its position, in the order they are finished.
   * Texts are pulled as needed, so an endless iterable costs no memory.
   */
  embedAll(texts: Iterable<string>): AsyncIterable<EmbeddedText>;
  close(): Promise<void>;
}

export interface EmbeddedText {
  /** 0-based position of the text in the iterable. */
  readonly position: number;
  readonly vector: Float32Array;
}

/** Counts a text's tokens as the model will see them, special tokens not included. */
export type CountTokens = (text: string) => number;

/** A fixed text whose vector is kept with an index: if it comes out differently, vectors do not compare. */
export const CANARY_TEXT =
  'The quick brown fox signed the treaty in Bishkek on 12 March 2019, and 37 delegates watched.';

/**
 * The least cosine between a stored canary vector and a fresh one. The same files on another processor
 * differ in the last bits only (int8 kernels); mean pooling gives .934, a prefix .745 (DECISIONS.md).
 */
export const CANARY_MIN_COSINE = 0.995;

/** Cosine of two unit vectors of the same dimension. */
export function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
