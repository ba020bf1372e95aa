// What the tables of the state have in common: lookup columns and a JSON body under one checksum, because
// SQLite does not notice a flipped bit and a wrong asker would be as bad as a wrong number.

import { ReadableError } from '../../shared/errors.js';
import { checksum } from '../vector-blobs.js';

/** The value of a lookup column. */
export type Key = string | number | null;

export interface Sealed {
  readonly body: string;
  readonly crc: number;
}

/** Writes a body as JSON, under a checksum of the keys and the body. */
export function seal(keys: readonly Key[], content: unknown): Sealed {
  const body = JSON.stringify(content);
  return { body, crc: checksumOf(keys, body) };
}

/** @throws ReadableError `index_corrupt` where keys or body are not those that were written */
export function unseal(keys: readonly Key[], sealed: Sealed): unknown {
  if (checksumOf(keys, sealed.body) !== sealed.crc) throw damaged();
  return JSON.parse(sealed.body);
}

// As UTF-8, because that is what SQLite makes of a column's text.
function checksumOf(keys: readonly Key[], body: string): number {
  return checksum(Buffer.from([...keys, body].join('\n')));
}

function damaged(): ReadableError {
  return new ReadableError({
    code: 'index_corrupt',
    text: 'What was kept of an answer is not what was written.',
    remedy: 'Ask the question again.',
  });
}

/** A moment as the tables hold it. */
export function toMoment(iso: string): number {
  return Date.parse(iso);
}

/** A moment as everybody else holds it. */
export function fromMoment(moment: number): string {
  return new Date(moment).toISOString();
}
