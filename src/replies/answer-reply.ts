// In: an Answer. Out: the Reply for its outcome. Pure. The first citation of an answer is quoted with enough
// around it to stand alone; all others are little more than the sentence that fits.

import type { Answer } from '../answering/answer.js';
import { cite } from './cite.js';
import { showSummary, type Coverage } from './coverage.js';
import { noneReply } from './none-reply.js';
import { BRIEF_QUOTE, FULL_QUOTE } from './quote.js';
import type { AnswerReply, ClosestReply, NoneReply } from './reply.js';

/** Turns an answer into a reply; what the corpus covers is told where there is no answer. */
export function answerReply(
  answer: Answer,
  coverage: Coverage = { ...answer.corpus, outlets: [], titles: [] },
): AnswerReply | ClosestReply | NoneReply {
  const { question, outcome, citations, confidence } = answer;
  const corpus = showSummary(answer.corpus);
  if (outcome === 'none') return noneReply(answer, coverage);
  if (outcome === 'closest') {
    return {
      kind: 'closest',
      question,
      text: 'The corpus does not seem to answer this. These passages come nearest:',
      citations: citations.map((citation) => cite(citation, BRIEF_QUOTE)),
      corpus,
    };
  }
  return {
    kind: 'answer',
    question,
    citations: citations.map((citation, i) => cite(citation, i === 0 ? FULL_QUOTE : BRIEF_QUOTE)),
    confidence,
    corpus,
  };
}
