// What the build asks of a corpus: first the list of documents with a fingerprint each (cheap, so that
// an unchanged corpus costs no parsing), then the text of those that changed.

import type { Document, Rejection } from './document.js';

/** One candidate document, not parsed yet. */
export interface SourceEntry {
  /** The document's id, as it will be in `Document.id`. */
  readonly id: string;
  readonly file: string;
  /**
   * SHA-256 over everything that shapes the document: the file's bytes, its sidecar's bytes and the
   * version of the reading and cleaning code.
   */
  readonly hash: string;
}

export type ReadResult =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly rejection: Rejection };

export interface CorpusListing {
  readonly entries: readonly SourceEntry[];
  /** Files that were refused before parsing: symlinks out of the folder, FIFOs, oversized files. */
  readonly rejections: readonly Rejection[];
}

/** A corpus to build from: a folder of files, or a data set's `corpus.jsonl`. */
export interface CorpusSource {
  /** Lists every document, in a stable order. */
  list(): Promise<CorpusListing>;
  /** Reads, cleans and cuts one document; a document that cannot be read is a rejection, not a throw. */
  read(entry: SourceEntry): Promise<ReadResult>;
}
