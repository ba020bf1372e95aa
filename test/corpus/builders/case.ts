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
export const PROSE =
  'The council met on Monday and decided that the old bridge would stay open for the winter.';

/** Prose beside it. */
export const OTHER_PROSE =
  'Nobody had expected that the council would take so long to find an answer.';

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

/** A bad file as one line of a table. */
export type BadRow = readonly [
  title: string,
  file: string,
  bytes: () => string | Uint8Array,
  code: RejectionCode,
];

/** The lines of a table as cases. */
export function badFiles(rows: readonly BadRow[]): readonly BadFile[] {
  return rows.map(([title, file, bytes, code]) => ({ title, file, bytes, code }));
}

/** An odd file as one line of a table; one document unless the last place says otherwise. */
export type OddRow = readonly [
  title: string,
  file: string,
  bytes: () => string | Uint8Array,
  texts: readonly string[],
  documents?: number,
];

/** The lines of a table as cases. */
export function oddFiles(rows: readonly OddRow[]): readonly OddFile[] {
  return rows.map(([title, file, bytes, texts, documents = 1]) => ({
    title,
    file,
    bytes,
    texts,
    documents,
  }));
}
