// In: an Answer. Out: the Reply for its outcome. Pure. The first citation of an answer is quoted with enough
// around it to stand alone; all others are little more than the sentence that fits.

import type { Answer } from '../answering/answer.js';
import { askedParts, type AskedParts } from './asked.js';
import { cite } from './cite.js';
import { copiedNote } from './copied-note.js';
import { showSummary, type Coverage } from './coverage.js';
import { noneReply } from './none-reply.js';
import { BRIEF_QUOTE, FULL_QUOTE } from './quote.js';
import type { AnswerReply, ClosestReply, NoneReply } from './reply.js';
import { searchedWords } from './understood.js';

/** Passages shown where nothing answers: more would look like an answer. */
const MOST_CLOSEST = 3;

const CLOSEST_TEXTS: Readonly<Record<AskedParts['about'], string>> = {
  question: 'The corpus does not seem to answer this. These passages come nearest:',
  message: 'The corpus does not seem to speak of this. These passages come nearest:',
};

/** What an answer does not say itself. */
export interface ReplyOptions extends Partial<AskedParts> {
  /** What the corpus covers, told where there is no answer. */
  readonly coverage?: Coverage;
}

/** Turns an answer into a reply. */
export function answerReply(
  answer: Answer,
  options: ReplyOptions = {},
): AnswerReply | ClosestReply | NoneReply {
  const { outcome, citations, confidence } = answer;
  const searched = searchedWords(answer.understood);
  const asked = {
    ...askedParts(answer.question, { ...options, ...(searched === null ? {} : { searched }) }),
    ...copiedNote(answer.corpus),
  };
  const corpus = showSummary(answer.corpus);
  if (outcome === 'none') {
    const coverage = options.coverage ?? { ...answer.corpus, outlets: [], titles: [] };
    return noneReply(asked, coverage, answer.reason);
  }
  if (outcome === 'closest') {
    return {
      kind: 'closest',
      ...asked,
      text: CLOSEST_TEXTS[asked.about],
      citations: citations.slice(0, MOST_CLOSEST).map((citation) => cite(citation, BRIEF_QUOTE)),
      corpus,
    };
  }
  return {
    kind: 'answer',
    ...asked,
    citations: citations.map((citation, i) => cite(citation, i === 0 ? FULL_QUOTE : BRIEF_QUOTE)),
    confidence,
    corpus,
  };
}
