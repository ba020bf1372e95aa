// In: a question, and the turn before it where it may be a follow-up. Out: the answer, every passage found and
// the reply: what every face does with a question. What was searched is told where it is not what was asked.

import type { Answer, Citation } from '../answering/answer.js';
import type { Answerer, SourcesRequest } from '../answering/answerer.js';
import {
  answerInConversation,
  type ConversationAnswer,
} from '../answering/answer-in-conversation.js';
import type { EarlierTurn } from '../answering/earlier-turn.js';
import { scopeAsked } from '../answering/scope-asked.js';
import { parseQuestion, plainQuestion } from '../retrieval/question.js';
import { answerReply } from './answer-reply.js';
import { asOfLine } from './as-of.js';
import type { AskedParts } from './asked.js';
import { readCoverage } from './coverage.js';
import type { AnswerReply, ClosestReply, NoneReply } from './reply.js';

/** Passages found beside the answer unless told: as many as are read sentence by sentence. */
const FOUND = 20;

export interface AskContext {
  /** What was asked and shown before in the same conversation; null where nothing was. */
  readonly earlier?: EarlierTurn | null;
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
  /** What the next question may go on from; null where it goes on from the same turn as this one. */
  readonly turn: EarlierTurn | null;
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
  const conversation = await answerInConversation(
    answerer,
    { ...request, isPlain, found: request.found ?? FOUND },
    isPlain ? null : earlier,
  );
  const { answer, found, question, turn } = conversation;
  const read = (isPlain ? plainQuestion : parseQuestion)(question, request.filter);
  const collection = scopeAsked(request.collection, read.collection);
  const { facts } = await answerer.status(collection);
  const asked: AskedParts = {
    question: request.question.replace(/\s+/g, ' ').trim(),
    about,
    ...understoodParts(conversation),
    asOf: asOfLine({ question: read.text, about, filter: read.filter, corpus: answer.corpus, now }),
  };
  const reply =
    answer.outcome === 'none'
      ? answerReply(answer, { ...asked, coverage: await readCoverage(answerer, collection) })
      : answerReply(answer, asked);
  return {
    answer,
    found,
    reply: continued(reply, conversation),
    question,
    turn,
    searched: facts.passages,
  };
}

/** How a question was read, where that is not as it stands. */
function understoodParts({
  understood,
  question,
}: ConversationAnswer): Pick<AskedParts, 'reading' | 'hint'> {
  if (understood === 'asked') return { reading: null, hint: null };
  if (understood === 'more') return { reading: `more on ${question}`, hint: null };
  return { reading: question, hint: understood === 'weighed' ? WEIGHED : null };
}

const WEIGHED = 'Ask it once more to have it searched as it stands.';

const MORE = 'These passages come next for the same question:';

/** What comes next is no answer, and nothing says that there is none. */
function continued(reply: Asked['reply'], { understood }: ConversationAnswer): Asked['reply'] {
  return understood === 'more' && reply.kind === 'closest' ? { ...reply, text: MORE } : reply;
}
