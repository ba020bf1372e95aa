// What the build asks of a corpus: first the list of entries with a fingerprint each (cheap, so that
// an unchanged corpus costs no parsing), then the documents of those that changed.

import type { Document, Rejection } from './document.js';

/** One candidate, not parsed yet: a file or an address, which gives one document or several. */
export interface SourceEntry {
  /** Stable; where the entry gives one document, it is that document's id too. */
  readonly id: string;
  readonly file: string;
  /**
   * SHA-256 over everything that shapes its documents: the file's bytes, its sidecar's bytes and the
   * version of the reading and cleaning code.
   */
  readonly hash: string;
  /** Id of the source of `sources.yaml` that lists it; absent where none does. */
  readonly source?: string;
}

/** What one entry gave: an article, or as many as a table, a feed or an archive holds. */
export interface ReadResult {
  readonly documents: readonly Document[];
  /** What of it was left out; the entry itself where it gave nothing. */
  readonly rejections: readonly Rejection[];
}

export interface CorpusListing {
  readonly entries: readonly SourceEntry[];
  /** Files that were refused before parsing: symlinks out of the folder, FIFOs, oversized files. */
  readonly rejections: readonly Rejection[];
  /** Sources that could not be listed now; absent where all could. */
  readonly away?: readonly AwaySource[];
}

/** A source that cannot be listed: nobody knows what it holds, so what is indexed of it stays. */
export interface AwaySource {
  /** Its id; null where the list of sources itself is away. */
  readonly source: string | null;
  readonly rejection: Rejection;
}

/** A corpus to build from: a folder of files, the originals that were kept, or a data set. */
export interface CorpusSource {
  /** Lists every entry, in a stable order. */
  list(): Promise<CorpusListing>;
  /** Reads, cleans and cuts one entry; what cannot be read is a rejection, not a throw. */
  read(entry: SourceEntry): Promise<ReadResult>;
}
