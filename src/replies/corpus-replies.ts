// The replies about a collection itself: what was understood of something handed in, what there is, how it stands.
// Plain data, as reply.ts describes; texts of documents in them are slices of what was read.

import type { Page } from './reply.js';

/** What was understood of a draft. */
export interface DraftReply {
  readonly kind: 'draft';
  /** What it is and whether it replaces something, as one line. */
  readonly text: string;
  readonly title: string;
  /** Outlet, author, date, language, place, counts: each a short line. */
  readonly facts: readonly string[];
  /** The first paragraphs. */
  readonly opening: readonly { readonly text: string; readonly isCut: boolean }[];
  /** What cleaning took out, by rule, each with a line of it. */
  readonly removed: readonly { readonly what: string; readonly example: string }[];
  /** Parts that were left out, with the reason. */
  readonly leftOut: readonly string[];
  readonly note: string;
}

export interface ShownHolding {
  readonly title: string;
  readonly place: string;
  /** Outlet, date, id, and whether it is indexed. */
  readonly facts: readonly string[];
  /** Why its newest version could not be had; null where all is well. */
  readonly problem: string | null;
}

/** One page of what a collection holds. */
export interface HoldingsReply {
  readonly kind: 'holdings';
  readonly text: string;
  readonly items: readonly ShownHolding[];
  readonly page: Page;
  /** What a reader should know, such as how files of the folder are removed; null where there is nothing. */
  readonly note: string | null;
}

/** How a collection stands. */
export interface CorpusStatusReply {
  readonly kind: 'corpus_status';
  /** What is indexed, as one line. */
  readonly text: string;
  readonly facts: readonly string[];
  /** What is wrong: what it is about, and why and since when. */
  readonly problems: readonly { readonly what: string; readonly why: string }[];
  readonly jobs: readonly { readonly what: string; readonly how: string }[];
}

export type CuratingReply = DraftReply | HoldingsReply | CorpusStatusReply;
