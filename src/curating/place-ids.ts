// What identifies a handed-in thing: the one source that all uploads of a collection belong to, and a hash of bytes.

import { createHash } from 'node:crypto';
import { sourceIdOf } from '../sources/source-ids.js';

/** Where uploads of a collection belong: one source that is never fetched. */
export const UPLOADS = 'uploads';

/** The id of that source. */
export function uploadsIdOf(collection: string): string {
  return sourceIdOf({ collection, kind: 'upload', place: UPLOADS });
}

/** SHA-256 of bytes, in hex. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
