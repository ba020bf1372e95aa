// The online half's interface: one object that answers questions, whatever stands behind it. It opens in
// the process of a script or the console, and later in a child process beside a live bot.

import type { Paragraph } from '../corpus/document.js';
import type { CorpusFacts, DocumentFacts, Filter } from '../store/knowledge-store.js';
import type { Answer, Citation } from './answer.js';

export interface AskRequest {
  readonly id?: string | undefined;
  readonly question: string;
  /** Joined with the filters in the question's text; these win. */
  readonly filter?: Filter;
  readonly collection?: string | undefined;
  /** Citations wanted, 1 to 20; 5 unless given. `sources` gives 30 unless told, and 200 at most. */
  readonly limit?: number | undefined;
  readonly explain?: boolean | undefined;
}

/** An answer and every passage found on the way, shown or not, in rank order. */
export interface Sources {
  readonly answer: Answer;
  readonly citations: readonly Citation[];
}

/** One sentence of a document with how well it fits a question. */
export interface RankedSentence {
  readonly text: string;
  readonly score: number;
}

export interface CorpusStatus {
  readonly collection: string;
  readonly generation: number;
  readonly builtAt: string;
  readonly model: string;
  readonly index: 'hnsw' | 'exact';
  readonly facts: CorpusFacts;
  readonly notice: string | null;
}

export interface Answerer {
  /** @throws ReadableError such as `bad_question` or `index_missing` */
  answer(request: AskRequest): Promise<Answer>;
  sources(request: AskRequest): Promise<Sources>;
  /** Every sentence of one document, best first: the choice of a highlight, carried over a document. */
  rankSentences(request: {
    readonly question: string;
    readonly documentId: string;
    readonly collection?: string;
  }): Promise<RankedSentence[]>;
  documents(collection?: string): Promise<DocumentFacts[]>;
  /** The paragraphs of a document as it is indexed now; empty where it is not. */
  paragraphs(documentId: string, collection?: string): Promise<Paragraph[]>;
  status(collection?: string): Promise<CorpusStatus>;
  close(): Promise<void>;
}

export const DEFAULT_COLLECTION = 'default';
export const DEFAULT_CITATIONS = 5;
export const MAX_CITATIONS = 20;
export const DEFAULT_SOURCES = 30;
export const MAX_SOURCES = 200;
