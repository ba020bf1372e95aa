// Vectors as the store keeps them: passages as Float32, sentences as int8 with one scale each (a quarter of
// the size; they only choose among the top candidates). Every blob carries a CRC-32, because SQLite does
// not notice a flipped bit.

import { crc32 } from 'node:zlib';
import { ReadableError } from '../shared/errors.js';
import type { SentenceVectors } from './knowledge-store.js';

/** Little-endian on every platform that Node runs on. */
export function encodeVector(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

export function decodeVector(blob: Buffer): Float32Array {
  return new Float32Array(copyOf(blob));
}

/** Layout: n scales (float32), then n times dimension values (int8). Null for no sentences. */
export function encodeSentences(vectors: readonly Float32Array[]): Buffer | null {
  const dimension = vectors[0]?.length;
  if (dimension === undefined) return null;
  const blob = Buffer.alloc(vectors.length * (4 + dimension));
  vectors.forEach((vector, i) => {
    const peak = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = peak / 127;
    blob.writeFloatLE(scale, i * 4);
    const offset = vectors.length * 4 + i * dimension;
    vector.forEach((value, k) =>
      blob.writeInt8(scale === 0 ? 0 : Math.round(value / scale), offset + k),
    );
  });
  return blob;
}

export function decodeSentences(blob: Buffer, dimension: number): SentenceVectors {
  const count = blob.length / (4 + dimension);
  const bytes = copyOf(blob);
  return {
    count,
    dimension,
    scales: new Float32Array(bytes, 0, count),
    values: new Int8Array(bytes, count * 4),
  };
}

/** The blob that `decodeSentences` read. */
export function packSentences({ scales, values }: SentenceVectors): Buffer {
  return Buffer.concat([
    Buffer.from(scales.buffer, scales.byteOffset, scales.byteLength),
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  ]);
}

/** A passage of one sentence shares its vector: the same shape, one sentence. */
export function asSingleSentence(vector: Float32Array): SentenceVectors {
  const blob = encodeSentences([vector]) ?? Buffer.alloc(0);
  return decodeSentences(blob, vector.length);
}

export function checksum(blob: Buffer | null): number {
  return blob === null ? 0 : crc32(blob);
}

/** @throws ReadableError `index_corrupt` where the bytes are not those that were written */
export function verified(blob: Buffer, expected: number): Buffer {
  if (crc32(blob) === expected) return blob;
  throw new ReadableError({
    code: 'index_corrupt',
    text: 'The store holds a vector that is not the one that was written.',
    remedy: 'Rebuild it with: npm run build-index -- --force',
  });
}

function copyOf(blob: Buffer): ArrayBuffer {
  const bytes = new ArrayBuffer(blob.length);
  new Uint8Array(bytes).set(blob);
  return bytes;
}
