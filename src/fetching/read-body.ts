// A response's body -> its bytes, unpacked (gzip, br, deflate) and counted after unpacking, so that a small
// answer that swells is cut where it becomes too large. What is too long, wrongly packed or packed too often is
// a named failure.

import { pipeline, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { FetchCode } from './fetched.js';

/** Why a body was not read to its end. */
export class BodyRefused extends Error {
  readonly code: FetchCode;

  constructor(code: FetchCode, reason: string, cause?: unknown) {
    super(reason, { cause });
    this.name = 'BodyRefused';
    this.code = code;
  }
}

/** What servers may pack with, as a header says it. */
export const ACCEPTED_ENCODINGS = 'gzip, br, deflate';

/** Servers pack once; a proxy may do it again. More is an attack. */
const MOST_ENCODINGS = 2;

export interface BodyOptions {
  /** The Content-Encoding header as it came. */
  readonly encoding: string;
  /** Most bytes after unpacking. */
  readonly mostBytes: number;
  /** True keeps the beginning of what is too long instead of refusing it. */
  readonly cuts?: boolean;
}

/**
 * Reads a body.
 *
 * @throws BodyRefused `too_large` or `bad_encoding`; whatever the connection throws
 */
export async function readBody(body: Readable, options: BodyOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  // What comes after we have turned away concerns nobody.
  body.on('error', () => undefined);
  try {
    const stream = unpacked(body, options.encoding);
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      total += chunk.length;
      if (total <= options.mostBytes) continue;
      if (options.cuts === true) break;
      throw tooLarge(options.mostBytes);
    }
  } catch (error) {
    throw isPackingError(error) ? badlyPacked(error) : error;
  } finally {
    body.destroy();
  }
  return Buffer.concat(chunks).subarray(0, options.mostBytes);
}

/** Says how much is too much. */
export function tooLarge(mostBytes: number): BodyRefused {
  const megabytes = Math.round((mostBytes / 1024 / 1024) * 10) / 10;
  return new BodyRefused('too_large', `it is larger than ${megabytes} MiB.`);
}

function unpacked(body: Readable, encoding: string): Readable {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MOST_ENCODINGS) {
    throw new BodyRefused('bad_encoding', `it is packed ${codings.length} times over.`);
  }
  // The last coding that was applied is undone first.
  return codings.reduceRight(unpackedOnce, body);
}

function unpackedOnce(stream: Readable, coding: string): Readable {
  // An error on the way reaches whoever reads from the last stream.
  const ignore = (): void => undefined;
  if (coding === 'gzip' || coding === 'x-gzip') return pipeline(stream, createGunzip(), ignore);
  if (coding === 'br') return pipeline(stream, createBrotliDecompress(), ignore);
  if (coding === 'deflate') return Readable.from(inflated(stream));
  throw new BodyRefused('bad_encoding', 'it is packed in a way that is not known here.');
}

/** Some servers send deflate without the zlib header; the first byte tells. */
async function* inflated(stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const whole = async function* (): AsyncIterable<Uint8Array> {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  const hasHeader = ((first.value[0] ?? 0) & 0x0f) === 8;
  const decoder = hasHeader ? createInflate() : createInflateRaw();
  yield* pipeline(Readable.from(whole()), decoder, () => undefined) as AsyncIterable<Uint8Array>;
}

function isPackingError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return /^(?:Z_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR__ERROR_)/.test(String(error.code));
}

function badlyPacked(cause: unknown): BodyRefused {
  return new BodyRefused('bad_encoding', 'it is packed wrongly and cannot be unpacked.', cause);
}
