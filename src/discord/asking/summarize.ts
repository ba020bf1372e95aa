// In: a document or a topic. Out: the card of its summary, after what its buttons need is kept.

import type { SummarizeRequest } from '../../answering/answerer.js';
import { summarize } from '../../replies/summarize.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import { NO_CONTROLS, NOT_KEPT } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { scopeFor } from '../scope-for.js';
import type { Answered } from './answer-question.js';
import { keepSummary } from './keep-answer.js';

export interface AskedSummary {
  readonly caller: Caller;
  /** Where it is searched is found out here. */
  readonly request: SummarizeRequest;
  readonly isPrivate: boolean;
}

/** Summarizes, and keeps where each sentence stands. */
export async function summarizeFor(asked: AskedSummary, bot: BotParts): Promise<Answered> {
  const { caller, request, isPrivate } = asked;
  const collection = await scopeFor(caller, bot);
  const { summary, reply } = await summarize(bot.answerer, { ...request, collection });
  const isFound = summary.sentences.length > 0;
  const answerId = isFound
    ? await keepSummary({ caller, collection, isPrivate, summary }, bot)
    : null;
  const controls =
    answerId === null
      ? isFound
        ? NOT_KEPT
        : NO_CONTROLS
      : ({ kind: 'answer', answerId, isPrivate } as const);
  return {
    card: renderCard(reply, controls),
    outcome: summary.outcome === 'answer' ? 'answered' : 'refused',
  };
}
