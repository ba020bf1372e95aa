// The word of the answering stage: an Answer, plain data that every face renders. Its JSON form is part of
// the contract: fields are only ever added.

import type { PartialDate } from '../corpus/document.js';
import type { Span } from '../passages/passage.js';
import type { TermStatistics } from '../retrieval/retrieve.js';
import type { FusionWeights } from '../retrieval/fuse-scores.js';
import type { ScoreTrace } from '../retrieval/scored-passage.js';
import type { UnderstoodWord } from '../understanding/understanding.js';
import type { Features } from './features.js';

/**
 * `answer`: the corpus answers it. `closest`: it probably does not, these come nearest. `none`: nothing
 * near, and no citations.
 */
export type Outcome = 'answer' | 'closest' | 'none';

/** Why there is no answer, so that a face can say something helpful. */
export type NoneReason =
  | 'greeting'
  /** A question on whoever answers, not on the corpus. */
  | 'about_us'
  /** A question that goes on from an earlier one, and there is none. */
  | 'incomplete'
  | 'noise'
  | 'filtered'
  | 'nothing_near'
  /** Everything found for the earlier question has been shown. */
  | 'nothing_more';

export interface Citation {
  /** 1-based, as shown in `[n]`. */
  readonly n: number;
  /** The passage's name in this store; never used for another one. */
  readonly label: number;
  readonly document: {
    readonly id: string;
    readonly title: string;
    readonly outlet: string | null;
    readonly date: PartialDate | null;
    readonly url: string | null;
    /** Path below the corpus folder. */
    readonly file: string;
  };
  readonly paragraph: { readonly first: number; readonly last: number; readonly of: number };
  /** The passage, verbatim. */
  readonly text: string;
  /** The best sentence, in UTF-16 offsets into `text`. */
  readonly highlight: Span;
  /** What must be read before the highlight when it cannot stand alone. */
  readonly lead?: Span;
  /** Where `text` begins or ends inside a sentence; faces show "…" outside the quotation. */
  readonly cut?: { readonly start: boolean; readonly end: boolean };
  readonly score: number;
  /** Other documents that print the same passage, such as a wire report; absent where none does. */
  readonly alsoIn?: readonly Copy[];
  /** True where it stands before nearer passages because those are all of one outlet. */
  readonly isOtherOutlet?: true;
  /** Set on a citation brought back whose passage no longer stands in the collection; absent where it does. */
  readonly left?: Leaving;
}

/** How a passage left its collection. */
export interface Leaving {
  /** Its document has another text now, or is no longer there. */
  readonly how: 'changed' | 'withdrawn';
  /** The day, in UTC. */
  readonly on: PartialDate;
}

/** The same passage in another document. */
export type Copy = Pick<Citation, 'label' | 'document' | 'paragraph'>;

export interface CorpusSummary {
  readonly documents: number;
  readonly first: PartialDate | null;
  readonly last: PartialDate | null;
  /** Set where the database is away, and this machine's copy of it was searched. */
  readonly copyOf?: CopyMark;
}

/** What is said of an answer from a copy. */
export interface CopyMark {
  /** ISO 8601 in UTC: when the copy was last known to be what the database holds. */
  readonly at: string;
  /** Collections of the scope that the database has and this machine has no copy of; absent where all are here. */
  readonly leftOut?: readonly string[];
}

export interface Timings {
  readonly embedMs: number;
  readonly searchMs: number;
  readonly totalMs: number;
  /** Set where the same question had just been answered from the same index: nothing was embedded or searched. */
  readonly isRecalled?: true;
}

/** Every number that led to the ranks and to the outcome. */
export interface Explanation {
  /** How the scores were fused: a statement is searched otherwise than a question. */
  readonly fusion: FusionWeights;
  readonly terms: readonly TermStatistics[];
  readonly matches: readonly {
    readonly n: number;
    readonly label: number;
    readonly file: string;
    readonly ordinal: number;
    readonly trace: ScoreTrace;
  }[];
  readonly features: Features;
  readonly weights: Readonly<Record<string, number>>;
  readonly logit: number;
}

export interface Answer {
  /** As given in a batch. */
  readonly id?: string;
  readonly question: string;
  readonly outcome: Outcome;
  /** Probability that citation 1 holds the evidence. */
  readonly confidence: number;
  readonly citations: readonly Citation[];
  readonly corpus: CorpusSummary;
  readonly timings: Timings;
  readonly reason?: NoneReason;
  /** Words that were read otherwise than typed; absent where none was. */
  readonly understood?: readonly UnderstoodWord[];
  readonly explanation?: Explanation;
}
