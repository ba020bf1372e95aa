// Vectors on the wire. In: what pgvector sends. Out: the bytes that the checksum was made of, little-endian as everywhere
// else here; and back, as the text that it reads.

import { decodeVector, verified } from '../vector-blobs.js';

/** Before the numbers: how many they are, and two bytes that are not used. */
const HEADER_BYTES = 4;

/** A row with what `vector_send` gave. */
export interface SentVector {
  readonly sent: Buffer;
  /** As a string, because it is a `bigint`. */
  readonly passage_crc: string;
}

/** @throws ReadableError `index_corrupt` where the bytes are not those that were written */
export function vectorOf({ sent, passage_crc }: SentVector): Float32Array {
  const bytes = Buffer.from(sent.subarray(HEADER_BYTES)).swap32();
  return decodeVector(verified(bytes, Number(passage_crc)));
}

/** As pgvector reads it; every number comes back bit for bit. */
export function vectorText(vector: Float32Array): string {
  return `[${vector.join()}]`;
}
