// In: a request. Out: the answer and its reply: what every face does with a question.

import type { Answer } from '../answering/answer.js';
import type { Answerer, AskRequest } from '../answering/answerer.js';
import { answerReply } from './answer-reply.js';
import { readCoverage } from './coverage.js';
import type { Reply } from './reply.js';

/** Asks, and turns the answer into a reply; what the corpus covers is read only where it is told. */
export async function ask(
  answerer: Answerer,
  request: AskRequest,
): Promise<{ readonly answer: Answer; readonly reply: Reply }> {
  const answer = await answerer.answer(request);
  if (answer.outcome !== 'none') return { answer, reply: answerReply(answer) };
  const coverage = await readCoverage(answerer, request.collection);
  return { answer, reply: answerReply(answer, coverage) };
}
