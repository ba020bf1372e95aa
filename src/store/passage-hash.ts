// The content key of a passage: its text and where its sentences lie. Equal keys have equal vectors, so a
// key together with a model's fingerprint names a cached embedding.

import { createHash } from 'node:crypto';
import type { Passage } from '../passages/passage.js';

/** 16 hex digits of SHA-256: enough to notice damage. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** 40 hex digits of SHA-256. */
export function passageHash(passage: Pick<Passage, 'text' | 'sentences'>): string {
  return createHash('sha256')
    .update(passage.text)
    .update('\0')
    .update(passage.sentences.map((span) => `${span.start}-${span.end}`).join())
    .digest('hex')
    .slice(0, 40);
}
