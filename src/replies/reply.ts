// The word of the last stage: a Reply, plain data that a face (terminal, Discord) lays out. Every word of a
// quotation is a slice of the corpus; everything else is a label, a number or a fixed sentence of ours, and
// no sentence of ours claims a fact. Nothing is escaped here: each face neutralises what it shows.

import type { Explanation, NoneReason, Outcome } from '../answering/answer.js';
import type { CorpusStatus } from '../answering/answerer.js';
import type { Span } from '../passages/passage.js';
import type { WeighedFeatures } from './weigh-features.js';
import type { SearchedWords } from './understood.js';
import type { Copied } from './copied-note.js';
import type { CuratingReply } from './corpus-replies.js';
import type {
  CatchUpReply,
  ComparisonReply,
  SummaryReply,
  TimelineReply,
} from './topic-replies.js';

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

/** Other documents that print the same passage. */
export interface AlsoIn {
  /** Of an outlet, or a title where the outlet is the same or unknown. */
  readonly names: readonly string[];
  /** How many beside those. */
  readonly more: number;
}

/** One numbered citation: its quotation and the line beneath it. */
export interface ShownCitation {
  readonly n: number;
  readonly quote: Quote;
  readonly source: SourceLine;
  /** `¶ 7 of 23` or `¶ 7–8 of 23`. */
  readonly paragraph: string;
  readonly score: number;
  /** Absent where the passage stands nowhere else. */
  readonly alsoIn?: AlsoIn;
  /** That its document was changed or withdrawn since, and when; absent where it stands as it was quoted. */
  readonly left?: string;
}

/** What every reply to a question may say beside its passages. */
interface AskedReply extends Copied {
  /** As it was asked. */
  readonly question: string;
  /** What stands above the passages: somebody's question, or a message that sources were looked up for. */
  readonly about: 'question' | 'message';
  /** The complete question that was searched, where it was a follow-up; null where it was taken as asked. */
  readonly reading: string | null;
  /** How to have it taken as asked, where it could have been; null where nothing is to be said. */
  readonly hint?: string | null;
  /** What was searched where it is not what was typed, such as a slip mended; absent where it is. */
  readonly searched?: SearchedWords;
  /** Says that the question asks beyond the corpus' dates; null where it does not. */
  readonly asOf: string | null;
}

export interface AnswerReply extends AskedReply {
  readonly kind: 'answer';
  readonly citations: readonly ShownCitation[];
  /** Probability that citation 1 holds the evidence. */
  readonly confidence: number;
  /** What was searched: `17 documents, 14 Oct 2015 to 2026`. */
  readonly corpus: string;
}

export interface ClosestReply extends AskedReply {
  readonly kind: 'closest';
  /** Says plainly that these are not an answer. */
  readonly text: string;
  /** Three at most. */
  readonly citations: readonly ShownCitation[];
  readonly corpus: string;
}

export interface NoneReply extends AskedReply {
  readonly kind: 'none';
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

/** Which part of something long is shown, 1-based. */
export interface Page {
  readonly number: number;
  readonly of: number;
}

export interface SourcesReply extends Copied {
  readonly kind: 'sources';
  /** Null where it is no longer known, such as behind an older answer. */
  readonly question: string | null;
  readonly text: string;
  /** In the order of each document's best passage on this page. */
  readonly groups: readonly SourceGroup[];
  readonly page: Page;
}

export interface ContextParagraph {
  readonly n: number;
  readonly text: string;
  /** The stretch of `text` that was highlighted, as UTF-16 offsets; null elsewhere. */
  readonly highlight: Span | null;
  /** True where the citation stands in it. */
  readonly isCited: boolean;
  /** True where a long paragraph goes on before or after what this page shows of it. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

export interface ContextReply {
  readonly kind: 'context';
  /** The citation, or null where a document is read from its start. */
  readonly n: number | null;
  readonly source: SourceLine;
  /** Number of paragraphs in the document. */
  readonly of: number;
  readonly paragraphs: readonly ContextParagraph[];
  /** Pages run outwards from the citation: 0 holds it, -1 what comes before, 1 what comes after. */
  readonly page: number;
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
  /** As with a citation: what is shown is then what was quoted, without its neighbours. */
  readonly left?: string;
}

/** Why one passage was found, in words. */
export interface PassageReason {
  readonly n: number;
  readonly title: string;
  readonly paragraph: string;
  /** One sentence: how near it is, which words it holds, how it ranked, with the figures. */
  readonly reason: string;
}

/** Why these passages: matched words, ranks and scores in words. */
export interface WhyReply {
  readonly kind: 'why';
  readonly text: string;
  /** `Bagram (in 4 passages)`, the rarest first. */
  readonly words: readonly string[];
  /** Words of the question that stand nowhere in the corpus. */
  readonly unknown: readonly string[];
  readonly passages: readonly PassageReason[];
  /** How sure the answer is, in words, and what that means. */
  readonly confidence: string;
  /** What raised that confidence above the usual one, what weighs most first; empty where it is not known. */
  readonly speaksFor: readonly string[];
  readonly speaksAgainst: readonly string[];
}

export interface PrivacyReply {
  readonly kind: 'privacy';
  readonly text: string;
  readonly kept: readonly { readonly what: string; readonly howLong: string }[];
  /** What is kept of this person now; null where nobody is known, such as in the console. */
  readonly yours: string | null;
}

export interface ExplanationReply {
  readonly kind: 'explanation';
  readonly question: string;
  readonly outcome: Outcome;
  readonly confidence: number;
  /** The same in words. */
  readonly why: WhyReply;
  readonly explanation: Explanation;
  /** What each feature adds to the confidence. */
  readonly weighed: WeighedFeatures;
}

export interface DocumentsReply {
  readonly kind: 'documents';
  readonly text: string;
  readonly documents: readonly { readonly source: SourceLine; readonly paragraphs: number }[];
}

export interface AboutReply extends Copied {
  readonly kind: 'about';
  readonly text: string;
  readonly covers: string;
  /** The version that runs. */
  readonly version: string;
  /** How the confidence of answers is measured, in one or two sentences. */
  readonly measured: string;
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
  | ComparisonReply
  | TimelineReply
  | ContextReply
  | ExplanationReply
  | WhyReply
  | PrivacyReply
  | SummaryReply
  | DocumentsReply
  | AboutReply
  | CatchUpReply
  | CuratingReply
  | HelpReply
  | NoticeReply
  | ErrorReply;
