// In: a question, and the one before it where it may be a follow-up. Out: the answer, every passage found and
// the reply: what every face does with a question. What was searched is told where it is not what was asked.

import type { Answer, Citation } from '../answering/answer.js';
import type { Answerer, SourcesRequest } from '../answering/answerer.js';
import { readFollowUp } from '../answering/follow-up.js';
import { parseQuestion, plainQuestion } from '../retrieval/question.js';
import { answerReply } from './answer-reply.js';
import { asOfLine } from './as-of.js';
import type { AskedParts } from './asked.js';
import { readCoverage } from './coverage.js';
import type { AnswerReply, ClosestReply, NoneReply } from './reply.js';

/** Passages found beside the answer unless told: as many as are read sentence by sentence. */
const FOUND = 20;

export interface AskContext {
  /** What was asked before in the same conversation, complete; null where nothing was. */
  readonly earlier?: { readonly question: string } | null;
  /** `message`: somebody's message is taken as it stands, neither filtered nor continued. */
  readonly about?: 'question' | 'message';
  readonly now?: Date;
}

export interface Asked {
  readonly answer: Answer;
  /** In rank order, shown or not. */
  readonly found: readonly Citation[];
  readonly reply: AnswerReply | ClosestReply | NoneReply;
  /** The complete question; filters that were given beside it belong to this one alone. */
  readonly question: string;
  /** Passages of the corpus that was searched. */
  readonly searched: number;
}

/**
 * Asks, and turns the answer into a reply; what the corpus covers is read only where it is told.
 *
 * @throws ReadableError as the answerer does
 */
export async function ask(
  answerer: Answerer,
  request: SourcesRequest,
  context: AskContext = {},
): Promise<Asked> {
  const { earlier = null, about = 'question', now = new Date() } = context;
  const isPlain = about === 'message' || request.isPlain === true;
  const { question, isFollowUp } = readFollowUp(request.question, isPlain ? null : earlier);
  const read = (isPlain ? plainQuestion : parseQuestion)(question, request.filter);
  const collection = request.collection ?? read.collection ?? undefined;
  const [{ answer, citations: found }, { facts }] = await Promise.all([
    answerer.sources({ ...request, isPlain, question, found: request.found ?? FOUND }),
    answerer.status(collection),
  ]);
  const asked: AskedParts = {
    question: request.question.replace(/\s+/g, ' ').trim(),
    about,
    reading: isFollowUp ? question : null,
    asOf: asOfLine({ question: read.text, about, filter: read.filter, corpus: answer.corpus, now }),
  };
  const reply =
    answer.outcome === 'none'
      ? answerReply(answer, { ...asked, coverage: await readCoverage(answerer, collection) })
      : answerReply(answer, asked);
  return { answer, found, reply, question, searched: facts.passages };
}
