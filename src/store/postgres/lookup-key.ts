// What rows are looked up by. In: any text, such as an id that somebody else chose. Out: a short one that every server
// takes and compares byte by byte: plain ones as they are, all else (NUL, other scripts, endless ones) by its SHA-256.
// The text itself stands in the row's body.

import { createHash } from 'node:crypto';

const PLAIN = /^[\w .:/@+-]{1,120}$/;

/** The same for the same text, another for every other. */
export function lookupKey(text: string): string {
  return PLAIN.test(text) ? text : `#${createHash('sha256').update(text).digest('hex')}`;
}
