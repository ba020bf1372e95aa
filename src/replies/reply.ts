// The word of the last stage: a Reply, plain data that a face (terminal, Discord) lays out. Every word of a
// quotation is a slice of the corpus; everything else is a label, a number or a fixed sentence of ours, and
// no sentence of ours claims a fact. Nothing is escaped here: each face neutralises what it shows.

import type { Explanation, NoneReason, Outcome } from '../answering/answer.js';
import type { CorpusStatus } from '../answering/answerer.js';
import type { FusionWeights } from '../retrieval/fuse-scores.js';

/** A quoted stretch of a passage; `before + lead + highlight + after` is one slice of the text. */
export interface Quote {
  /** True where the passage, or the sentence itself, goes on before: "…" outside the quotation. */
  readonly cutBefore: boolean;
  readonly before: string;
  /** What must be read before the highlight when it cannot stand alone. */
  readonly lead: string;
  /** The sentence that fits best. */
  readonly highlight: string;
  readonly after: string;
  readonly cutAfter: boolean;
}

/** Where a document is found: on the web, or below the corpus folder. */
export type Place =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'file'; readonly file: string };

/** What a citation line says of a document. */
export interface SourceLine {
  readonly outlet: string | null;
  readonly title: string;
  /** As plain text, as precise as it is known: `14 Oct 2015`, `July 2021`, `2021`. */
  readonly date: string | null;
  readonly place: Place;
}

/** One numbered citation: its quotation and the line beneath it. */
export interface ShownCitation {
  readonly n: number;
  readonly quote: Quote;
  readonly source: SourceLine;
  /** `¶ 7 of 23` or `¶ 7–8 of 23`. */
  readonly paragraph: string;
  readonly score: number;
}

export interface AnswerReply {
  readonly kind: 'answer';
  readonly question: string;
  readonly citations: readonly ShownCitation[];
  /** Probability that citation 1 holds the evidence. */
  readonly confidence: number;
  /** What was searched: `17 documents, 14 Oct 2015 to 2026`. */
  readonly corpus: string;
}

export interface ClosestReply {
  readonly kind: 'closest';
  readonly question: string;
  /** Says plainly that these are not an answer. */
  readonly text: string;
  readonly citations: readonly ShownCitation[];
  readonly corpus: string;
}

export interface NoneReply {
  readonly kind: 'none';
  readonly question: string;
  readonly reason: NoneReason;
  readonly text: string;
  /** What the corpus covers, as one sentence. */
  readonly covers: string;
  readonly suggestion: string;
}

/** The passages of one document that were found. */
export interface SourceGroup {
  readonly source: SourceLine;
  readonly passages: readonly Omit<ShownCitation, 'source'>[];
}

export interface SourcesReply {
  readonly kind: 'sources';
  readonly question: string;
  readonly text: string;
  /** In the order of each document's best passage. */
  readonly groups: readonly SourceGroup[];
}

export interface ContextParagraph {
  readonly n: number;
  readonly text: string;
  /** True where the citation stands in it. */
  readonly isCited: boolean;
}

export interface ContextReply {
  readonly kind: 'context';
  readonly n: number;
  readonly source: SourceLine;
  /** Number of paragraphs in the document. */
  readonly of: number;
  readonly paragraphs: readonly ContextParagraph[];
}

export interface ExplanationReply {
  readonly kind: 'explanation';
  readonly question: string;
  readonly outcome: Outcome;
  readonly confidence: number;
  readonly fusion: FusionWeights;
  readonly explanation: Explanation;
}

export interface DocumentsReply {
  readonly kind: 'documents';
  readonly text: string;
  readonly documents: readonly { readonly source: SourceLine; readonly paragraphs: number }[];
}

export interface AboutReply {
  readonly kind: 'about';
  readonly text: string;
  readonly covers: string;
  readonly status: CorpusStatus;
}

export interface HelpReply {
  readonly kind: 'help';
  readonly text: string;
  readonly commands: readonly { readonly usage: string; readonly description: string }[];
  readonly filters: readonly { readonly usage: string; readonly description: string }[];
}

/** A plain line, such as what a command has to say where there is nothing to show. */
export interface NoticeReply {
  readonly kind: 'notice';
  readonly text: string;
}

export interface ErrorReply {
  readonly kind: 'error';
  readonly text: string;
}

export type Reply =
  | AnswerReply
  | ClosestReply
  | NoneReply
  | SourcesReply
  | ContextReply
  | ExplanationReply
  | DocumentsReply
  | AboutReply
  | HelpReply
  | NoticeReply
  | ErrorReply;
