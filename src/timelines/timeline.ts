// The words of a timeline: passages on a topic, by the dates that their documents give, and how many of them each
// month holds. Plain data; dates are as precise as their sources, and nothing is completed.

import type { Citation } from '../answering/answer.js';

/** A passage on the topic. */
export interface TopicPassage {
  readonly citation: Citation;
  /** True where it would be shown as an answer, not merely as near. */
  readonly isStrong: boolean;
}

export interface Timeline {
  /** Oldest first, numbered in this order. */
  readonly entries: readonly Citation[];
  readonly counts: TopicCounts;
}

/** Passages of one bucket and one outlet. */
export interface BucketCount {
  /** `2021-07` or `2021`, as `unit` says. */
  readonly bucket: string;
  /** Null where the source names none. */
  readonly outlet: string | null;
  readonly passages: number;
}

/** How many passages on a topic there are, and when. */
export interface TopicCounts {
  readonly unit: 'month' | 'year';
  /** By bucket, then the outlet with most passages of all first; buckets without a passage are left out. */
  readonly buckets: readonly BucketCount[];
  /** Passages whose documents give a year and no month, by year; none where years are counted. */
  readonly withoutMonth: readonly { readonly year: string; readonly passages: number }[];
  /** Passages whose documents give no date. */
  readonly undated: number;
  readonly undatedDocuments: number;
}
