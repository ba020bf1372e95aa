// The words of this stage: a Source is where documents come from, an Original is one document's file as it was
// fetched or handed in, kept with its date. Plain data; what is done with it stands beside.

import type { Metadata } from '../corpus/document.js';
import type { Validators } from '../fetching/fetched.js';

export type SourceKind =
  /** A folder of files beside the corpus folder, which is read without being a source. */
  | 'folder'
  /** One page or file behind an address. */
  | 'address'
  /** Every page that a site's sitemap lists. */
  | 'sitemap'
  /** Every article that an RSS or Atom feed lists. */
  | 'feed'
  /** Files that a person handed in; it is never fetched. */
  | 'upload';

/** What an operator or a moderator said of a source. */
export interface Source {
  /** Stable: derived from collection, kind and place. */
  readonly id: string;
  readonly collection: string;
  readonly kind: SourceKind;
  /** An absolute path of a folder, an address, or what an upload was called. */
  readonly place: string;
  /** Minutes between two refreshes; null where it is refreshed on demand only. */
  readonly everyMinutes: number | null;
  /** Metadata that holds where a document does not say otherwise itself. */
  readonly outlet: string | null;
  readonly language: string | null;
  /** Patterns over the address or path, `*` stands for anything; empty includes all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** CSS selector of the article where a site needs one. */
  readonly select: string | null;
  /** True where documents that look broken are taken all the same. */
  readonly acceptBroken: boolean;
  /** Most documents of it that are kept; the newest of a feed. */
  readonly most: number | null;
  /** The file it stands in, or the person who added it: `sources.yaml`, `command`, a user's id. */
  readonly addedBy: string;
  /** ISO 8601 in UTC, as every moment here. */
  readonly addedAt: string;
}

/** How a source fares. */
export interface SourceState {
  readonly sourceId: string;
  /** When it was last tried, and when it last succeeded; null where never. */
  readonly checkedAt: string | null;
  readonly succeededAt: string | null;
  /** Since when it has been failing; null where the last try succeeded. */
  readonly failingSince: string | null;
  readonly problem: SourceProblem | null;
  /** When it is due again; null where only on demand. */
  readonly dueAt: string | null;
  /** For the next conditional request of a feed or a sitemap. */
  readonly validators: Validators;
}

/** Why something could not be fetched or read: a code for scripts and one line for people. */
export interface SourceProblem {
  readonly code: string;
  readonly text: string;
}

/** One document's file, kept as it came. */
export interface Original extends OriginalFacts {
  readonly bytes: Uint8Array;
}

/** All of an original but its bytes. */
export interface OriginalFacts {
  /** Stable: derived from collection and place; also the id of its entry. */
  readonly id: string;
  readonly collection: string;
  readonly sourceId: string;
  /** Its canonical address, or null where it was handed in. */
  readonly url: string | null;
  /** What a feed or a sitemap calls it, where that is another address than `url`. */
  readonly links?: readonly string[];
  /** A file's name with its extension, for the reader and for people. */
  readonly name: string;
  /** As the server or Discord said; what it is is decided by its bytes. */
  readonly mediaType: string | null;
  readonly size: number;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
  /** What a person, a feed or the source says of it. `stated` wins over the text, `fallback` gives way. */
  readonly stated: Partial<Metadata>;
  readonly fallback: Partial<Metadata>;
  /** CSS selector of the article, from its source; `acceptBroken` likewise. */
  readonly select: string | null;
  readonly acceptBroken: boolean;
  readonly fetchedAt: string;
  /** When its bytes last changed. */
  readonly changedAt: string;
  /** When it was last found there, changed or not. */
  readonly seenAt: string;
  readonly validators: Validators;
  /** Why the newest version could not be had; the kept one serves. */
  readonly problem: SourceProblem | null;
  /** `draft`: shown to who handed it in, not confirmed yet; `kept`: part of the collection. */
  readonly state: 'draft' | 'kept';
  /** Who handed it in; null where it was fetched. */
  readonly addedBy: string | null;
}
