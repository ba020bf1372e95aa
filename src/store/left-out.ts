// What was left out of an entry when it was read last, so that an entry which did not change is neither read again
// nor lost from any report. An entry that gave documents tells it with its own row, by generation; one that gave
// none stands beside the generations: what reading it gives is the same whatever is published.

import type { Rejection } from '../corpus/document.js';

/** Parts of an entry that were left out, the rest being indexed. */
export interface PartlyLeftOut {
  readonly rejections: readonly Rejection[];
  /** Entries whose documents hold the ids that documents of this one have; it is read again when they change. */
  readonly waitsFor: readonly string[];
  /** ISO 8601 in UTC: when it was left out first, the entry being what it is. */
  readonly since: string;
}

/** An entry of which nothing could be indexed, or a source that could not be listed. */
export interface Refusal {
  readonly entry: string;
  /** The entry's, as in `EntryVersion`. */
  readonly hash: string;
  /** As in `EntryVersion`. */
  readonly source: string | null;
  readonly rejections: readonly Rejection[];
  /** As in `PartlyLeftOut`. */
  readonly since: string;
}

/** What was left out of one entry. */
export interface LeftOut extends Refusal, PartlyLeftOut {
  /** True where it gave no document at all. */
  readonly isWhole: boolean;
}
