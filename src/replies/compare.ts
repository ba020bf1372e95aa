// In: a topic and two sides. Out: both sides' answers and the reply: what every face does with a
// comparison.

import type { Answer, Outcome } from '../answering/answer.js';
import type { Answerer, AskRequest } from '../answering/answerer.js';
import { scopeAsked } from '../answering/scope-asked.js';
import type { Sides } from '../comparisons/side.js';
import { parseQuestion } from '../retrieval/question.js';
import { comparisonReply, SHOWN_OF_A_SIDE, shownCitations } from './comparison-reply.js';
import type { ComparisonReply } from './topic-replies.js';

export interface CompareCall extends Pick<AskRequest, 'question' | 'filter' | 'collection'> {
  readonly sides: Sides;
}

export interface Compared {
  readonly reply: ComparisonReply;
  /** What is shown, as one answer: with the better side's outcome and the citations of both. */
  readonly answer: Answer;
  /** Passages of the corpus that was searched. */
  readonly searched: number;
}

/** @throws ReadableError as the answerer does */
export async function compare(answerer: Answerer, call: CompareCall): Promise<Compared> {
  const { sides, ...asked } = call;
  const scope = scopeAsked(asked.collection, parseQuestion(asked.question).collection);
  const [comparison, { facts }] = await Promise.all([
    answerer.compare({ ...asked, first: sides[0], second: sides[1], limit: SHOWN_OF_A_SIDE }),
    answerer.status(scope),
  ]);
  const better = RANK[comparison.first.outcome] <= RANK[comparison.second.outcome];
  const answer = better ? comparison.first : comparison.second;
  return {
    reply: comparisonReply(asked.question.replace(/\s+/g, ' ').trim(), sides, comparison),
    answer: { ...answer, citations: shownCitations(comparison).flat() },
    searched: facts.passages,
  };
}

const RANK: Readonly<Record<Outcome, number>> = { answer: 0, closest: 1, none: 2 };
