// Cached vectors -> the bytes of an archive's member, and back, so that a collection moves without being embedded
// again. Numbers are little-endian; sentences stay quantised as they are stored, so nothing is lost on the way.

import { ReadableError } from '../shared/errors.js';
import type { CarriedEmbedding, SentenceVectors } from '../store/knowledge-store.js';

/** Hex digits of a passage's hash. */
const HASH_DIGITS = 40;
const FLOAT = 4;
const COUNT = 2;

/** Writes vectors of one dimension. */
export async function writeVectors(
  items: AsyncIterable<CarriedEmbedding>,
  dimension: number,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const { hash, passage, sentences } of items) {
    if (hash.length !== HASH_DIGITS || passage.length !== dimension) {
      throw new Error(`a vector of ${passage.length} numbers under "${hash}"`);
    }
    const count = Buffer.alloc(COUNT);
    count.writeUInt16LE(sentences?.count ?? 0);
    parts.push(Buffer.from(hash, 'latin1'), floats(passage), count);
    if (sentences === null) continue;
    const { buffer, byteOffset, byteLength } = sentences.values;
    parts.push(floats(sentences.scales), Buffer.from(buffer, byteOffset, byteLength));
  }
  return Buffer.concat(parts);
}

/**
 * Reads them again.
 *
 * @throws ReadableError `archive_refused` where the bytes are none of these
 */
export function* readVectors(bytes: Uint8Array, dimension: number): Generator<CarriedEmbedding> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (size: number): Buffer => {
    if (at + size > source.length) throw damaged();
    at += size;
    return source.subarray(at - size, at);
  };
  while (at < source.length) {
    const hash = take(HASH_DIGITS).toString('latin1');
    if (!/^[0-9a-f]+$/.test(hash)) throw damaged();
    const passage = numbers(take(dimension * FLOAT));
    const count = take(COUNT).readUInt16LE();
    yield {
      hash,
      passage,
      sentences: count === 0 ? null : sentencesOf({ count, dimension, take }),
    };
  }
}

function sentencesOf(form: {
  readonly count: number;
  readonly dimension: number;
  readonly take: (size: number) => Buffer;
}): SentenceVectors {
  const { count, dimension, take } = form;
  const scales = numbers(take(count * FLOAT));
  const values = Int8Array.from(new Int8Array(take(count * dimension)));
  return { count, dimension, scales, values };
}

function floats(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(values.length * FLOAT);
  values.forEach((value, i) => bytes.writeFloatLE(value, i * FLOAT));
  return bytes;
}

function numbers(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length / FLOAT }, (_, i) =>
    bytes.readFloatLE(i * FLOAT),
  );
}

function damaged(): ReadableError {
  return new ReadableError({
    code: 'archive_refused',
    text: 'The archive’s vectors are not whole.',
    remedy: 'Export it again, or import it without its vectors.',
  });
}
