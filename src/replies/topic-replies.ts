// The replies that are about more than one question: a summary, two sides of a topic, its course in time, what
// was said in a channel. Plain data, as reply.ts describes.

import type { Outcome } from '../answering/answer.js';
import type { Copied } from './copied-note.js';
import type { Page, ShownCitation, SourceLine } from './reply.js';

/** One side of a comparison. */
export interface ComparedSide {
  /** The outlet, or the period in words. */
  readonly name: string;
  readonly outcome: Outcome;
  /** Says that this side has nothing, or only something near; null where it answers. */
  readonly text: string | null;
  readonly citations: readonly ShownCitation[];
}

/** Two sides of a topic, each in its own words; nothing is concluded from them. */
export interface ComparisonReply extends Copied {
  readonly kind: 'comparison';
  readonly topic: string;
  readonly sides: readonly [ComparedSide, ComparedSide];
  readonly corpus: string;
}

/** One page of the passages on a topic, oldest first. */
export interface TimelineReply extends Copied {
  readonly kind: 'timeline';
  /** Null where it is no longer known. */
  readonly topic: string | null;
  readonly text: string;
  /** Says that these come near and no more; null where they speak of the topic. */
  readonly caution: string | null;
  readonly entries: readonly ShownCitation[];
  /** How many passages each month holds; `png` is base64, null where it stands in the message already. */
  readonly picture: { readonly description: string; readonly png: string | null } | null;
  /** The same in words. */
  readonly months: readonly {
    readonly when: string;
    readonly count: number;
    readonly outlets: string;
  }[];
  /** What stands outside the order of time. */
  readonly notes: readonly string[];
  readonly page: Page;
}

/** Sentences that sum up a document or a topic, nothing between them. */
export interface SummaryReply extends Copied {
  readonly kind: 'summary';
  /** The document's title, or the topic as it was typed. */
  readonly title: string;
  /** Where the sentences come from and how they are ordered; says plainly where the corpus has little. */
  readonly text: string;
  /** The one document; null where each sentence names its own. */
  readonly source: SourceLine | null;
  /** True where the corpus hardly speaks of the topic. */
  readonly isNear: boolean;
  readonly citations: readonly ShownCitation[];
}

/** What one person said in a channel, in their own words. */
export interface SaidPiece {
  readonly speaker: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whole messages, one below the other, or a slice of one. */
  readonly text: string;
  /** True where the message goes on before or after it. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
  /** Where it stands. */
  readonly url: string;
  /** True where it mentions or answers the reader. */
  readonly isToReader: boolean;
}

export interface CatchUpReply {
  readonly kind: 'catch_up';
  /** The channel's name. */
  readonly channel: string;
  /** Since when, in milliseconds since 1970. */
  readonly since: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What was taken as the start, and how much was said since, as one line. */
  readonly text: string;
  /** Where there was more than is read: since when it was read, in milliseconds since 1970; else null. */
  readonly readFrom: number | null;
  /** In the order in which they were said. */
  readonly pieces: readonly SaidPiece[];
  /** What is kept of it: nothing. */
  readonly note: string;
}
