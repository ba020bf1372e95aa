// The online half's interface: one object that answers questions, whatever stands behind it. It opens in the process
// of a script or the console, and in a child process beside a live bot.

import type { Paragraph } from '../corpus/document.js';
import type { Side } from '../comparisons/side.js';
import type { CorpusFacts, DocumentFacts, Filter } from '../store/knowledge-store.js';
import type { Length, Summary } from '../summaries/summary.js';
import type { TopicPassage } from '../timelines/timeline.js';
import type { Answer, Citation, CopyMark } from './answer.js';
import type { DigestRequest } from './digest.js';

export interface AskRequest {
  readonly id?: string | undefined;
  readonly question: string;
  /** True where the text is not typed for us, such as somebody's message: no filters are read from it. */
  readonly isPlain?: boolean | undefined;
  /** Joined with the filters in the question's text; these win. */
  readonly filter?: Filter;
  /** What may be searched: a collection, or several joined by "+"; what the question names narrows it. */
  readonly collection?: string | undefined;
  /** Citations wanted, 1 to 20; unless given, those that support the answer. */
  readonly limit?: number | undefined;
  /** Where no limit is given, as many as this at most: 5 unless given. */
  readonly most?: number | undefined;
  readonly explain?: boolean | undefined;
}

export interface SourcesRequest extends AskRequest {
  /** Passages wanted beside the answer, in rank order: 30 unless given, 200 at most. */
  readonly found?: number | undefined;
}

/** An answer and every passage found on the way, shown or not, in rank order. */
export interface Sources {
  readonly answer: Answer;
  readonly citations: readonly Citation[];
}

/** What is to be summarized, and in how many sentences: `sentences` wins over `length`, which is short unless given. */
export type SummarizeRequest = (
  | {
      readonly about: 'document';
      /** An id, a file, or a title that only one document has. */
      readonly document: string;
    }
  | {
      readonly about: 'topic';
      /** Filters may stand in it. */
      readonly topic: string;
      readonly filter?: Filter | undefined;
    }
) & {
  readonly length?: Length | undefined;
  /** 1 to 20. */
  readonly sentences?: number | undefined;
  readonly collection?: string | undefined;
};

/** The topic is the question; the limit is of each side. */
export interface CompareRequest extends AskRequest {
  readonly first: Side;
  readonly second: Side;
}

/** The answer of each side, found as any answer is, behind that side's filter. */
export interface Comparison {
  readonly first: Answer;
  readonly second: Answer;
}

/** The topic is the question. */
export interface TimelineRequest extends AskRequest {
  /** True where a picture of the months is wanted. */
  readonly chart?: boolean | undefined;
}

export interface TopicTimeline {
  /** What the topic finds when it is asked: its outcome is the timeline's. */
  readonly answer: Answer;
  /** All that is on the topic, best first; none where the outcome is `none`. */
  readonly passages: readonly TopicPassage[];
  /** How many passages each month holds, as PNG in base64; null where none was wanted or can be drawn. */
  readonly chart: string | null;
}

/** One sentence of a document with how well it fits a question. */
export interface RankedSentence {
  readonly text: string;
  readonly score: number;
}

/** What brings a citation back later: the passage's label and what was marked in it. */
export type CitationReference = Pick<
  Citation,
  'label' | 'n' | 'highlight' | 'lead' | 'score' | 'isOtherOutlet'
> & {
  readonly documentId: string;
  /** The same passage in other documents. */
  readonly alsoIn?: readonly CopyReference[];
};

/** What brings a copy back. */
export interface CopyReference {
  readonly label: number;
  readonly documentId: string;
}

/** What is being typed where an outlet or a document is asked for. */
export interface SuggestRequest {
  readonly kind: 'outlet' | 'document';
  readonly typed: string;
  readonly limit: number;
  readonly collection?: string | undefined;
}

export interface Suggestion {
  readonly name: string;
  /** The outlet's name or the document's id. */
  readonly value: string;
}

export interface CorpusStatus {
  /** Of a scope, the collections that have an index, joined by "+" where there are several. */
  readonly collection: string;
  readonly generation: number;
  readonly builtAt: string;
  readonly model: string;
  readonly index: 'hnsw' | 'exact';
  readonly facts: CorpusFacts;
  readonly notice: string | null;
  /** As in an answer's corpus. */
  readonly copyOf?: CopyMark;
}

export interface Answerer {
  /** @throws ReadableError such as `bad_question` or `index_missing` */
  answer(request: AskRequest): Promise<Answer>;
  sources(request: SourcesRequest): Promise<Sources>;
  /**
   * Citations as they were given, in the order asked. One whose passage has left the scope since comes with `left`
   * as long as the store keeps it; then it is left out, and so are references that do not fit, and copies that have
   * left.
   */
  cited(references: readonly CitationReference[], scope?: string): Promise<Citation[]>;
  /** Outlets or documents for what is being typed: names that begin with it first, then those that hold it. */
  suggest(request: SuggestRequest): Promise<Suggestion[]>;
  /** Every sentence of one document, best first: the choice of a highlight, carried over a document. */
  rankSentences(request: {
    readonly question: string;
    readonly documentId: string;
    readonly collection?: string;
  }): Promise<RankedSentence[]>;
  /**
   * What a document or the corpus says of a topic, in sentences of its own.
   *
   * @throws ReadableError `document_unknown` where no document, or more than one, is called that
   */
  summarize(request: SummarizeRequest): Promise<Summary>;
  /** Two sides of a topic, each on its own. */
  compare(request: CompareRequest): Promise<Comparison>;
  /** Every passage on a topic, with what a timeline of them needs. */
  timeline(request: TimelineRequest): Promise<TopicTimeline>;
  /** Positions of the few among many short texts that stand for all of them, in their order. */
  digest(request: DigestRequest): Promise<number[]>;
  documents(scope?: string): Promise<DocumentFacts[]>;
  /** The facts of one document; null where the scope does not hold it. */
  document(documentId: string, scope?: string): Promise<DocumentFacts | null>;
  /** The paragraphs of a document as it is indexed now; empty where it is not. */
  paragraphs(documentId: string, scope?: string): Promise<Paragraph[]>;
  status(scope?: string): Promise<CorpusStatus>;
  close(): Promise<void>;
}

export const DEFAULT_COLLECTION = 'default';
export const DEFAULT_CITATIONS = 5;
export const MAX_CITATIONS = 20;
export const DEFAULT_SOURCES = 30;
export const MAX_SOURCES = 200;
