// One file of the tables of bad and of odd files.

import type { RejectionCode } from '../../../src/corpus/document.js';

/** What every case has; bytes are made when they are written, since some are large. */
interface FileCase {
  /** What is the matter, after the number in the catalogue of faults. */
  readonly title: string;
  readonly file: string;
  readonly bytes: () => string | Uint8Array;
  readonly sidecar?: string;
}

/** A file that must be refused, whole or in the one member that it has. */
export interface BadFile extends FileCase {
  readonly code: RejectionCode;
}

/** A file that must be accepted. */
export interface OddFile extends FileCase {
  /** Paragraphs that must be among the documents', word for word. */
  readonly texts: readonly string[];
  /** Number of documents; 1 unless given. */
  readonly documents?: number;
}

/** The prose of most cases. */
export const PROSE = 'The council met on Monday and decided that the old bridge would stay open for the winter.';

/** Bytes that look like noise and are the same in every run. */
export function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed * 2_654_435_761 + 1;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
