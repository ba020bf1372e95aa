// The words of this stage: a Summary is nothing but sentences of the corpus, numbered, each with its place.
// Its JSON form is part of the contract: fields are only ever added.

import type { Citation, CorpusSummary, NoneReason, Outcome } from '../answering/answer.js';
import type { Span } from '../passages/passage.js';

export interface SummarySentence extends Pick<Citation, 'n' | 'label' | 'document' | 'score'> {
  /** Where the text stands in its document; two paragraphs where a sentence brings the one before. */
  readonly paragraph: Citation['paragraph'];
  /** A sentence, verbatim, with those before it that it cannot be read without. */
  readonly text: string;
  /** `text` as UTF-16 offsets into the passage that `label` names. */
  readonly span: Span;
}

export interface Summary {
  readonly about: 'document' | 'topic';
  /** The document's title, or the topic as it was typed. */
  readonly title: string;
  /** `closest`: the corpus hardly speaks of the topic; `none`: not at all, and there are no sentences. */
  readonly outcome: Outcome;
  readonly sentences: readonly SummarySentence[];
  readonly corpus: CorpusSummary;
  /** Why there is nothing. */
  readonly reason?: NoneReason;
}

/** Sentences of a summary by the name of its length. */
export const LENGTHS = { short: 3, long: 7 } as const;

export type Length = keyof typeof LENGTHS;

export const MAX_SENTENCES = 20;
