// Stable ids: the same place in the same collection always has the same id, so that what is handed in again
// replaces what was there, and a refresh finds the document that it was.

import { createHash } from 'node:crypto';
import type { SourceKind } from '../sources/source.js';

/** Where uploads of a collection belong: one source that is never fetched. */
export const UPLOADS = 'uploads';

const DIGITS = 16;

/** The id of the document at an address, or of the file of this name. */
export function originalIdOf(collection: string, place: string): string {
  return `o-${hashOf([collection, place])}`;
}

/** The id of a source. */
export function sourceIdOf(collection: string, kind: SourceKind, place: string): string {
  return `s-${hashOf([collection, kind, place])}`;
}

/** SHA-256 of bytes, in hex. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function hashOf(parts: readonly string[]): string {
  return sha256Of(parts.join('\0')).slice(0, DIGITS);
}
