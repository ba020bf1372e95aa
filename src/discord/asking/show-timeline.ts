// In: a topic, or the record of a timeline and a page. Out: one page of quotations in order of time. The record holds
// every passage that was on the topic, so that a page can be turned after a restart; the topic itself it does not.

import type { AskRequest } from '../../answering/answerer.js';
import { layTimeline, turnTimeline } from '../../replies/lay-timeline.js';
import type { AnswerRecord } from '../../store/state-store.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import { NO_CONTROLS, NOT_KEPT, type Card } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { scopeFor } from '../scope-for.js';
import type { Answered } from './answer-question.js';
import { keepAnswer } from './keep-answer.js';
import { noticeCard } from './notice-card.js';

export interface AskedTimeline extends Pick<AskRequest, 'question' | 'filter'> {
  readonly caller: Caller;
  readonly isPrivate: boolean;
}

/** Lays the timeline of a topic and keeps what its buttons need. */
export async function showTimeline(asked: AskedTimeline, bot: BotParts): Promise<Answered> {
  const { caller, isPrivate, ...request } = asked;
  const collection = await scopeFor(caller, bot);
  const laid = await layTimeline(bot.answerer, { ...request, collection, chart: true });
  const { reply, answer, found, searched } = laid;
  if (reply.kind === 'none') return { card: renderCard(reply, NO_CONTROLS), outcome: 'refused' };
  const answerId = await keepAnswer(
    { caller, collection, isPrivate, answer, found, searched, turn: null },
    bot,
  );
  return {
    card: renderCard(
      reply,
      answerId === null ? NOT_KEPT : { kind: 'timeline', answerId, isPrivate },
    ),
    outcome: answer.outcome === 'answer' ? 'answered' : 'refused',
  };
}

/** One page of a timeline that was given before, as the corpus holds its passages now. */
export async function timelinePage(
  record: AnswerRecord,
  { page, hasPicture }: { readonly page: number; readonly hasPicture: boolean },
  bot: BotParts,
): Promise<Card> {
  const { id: answerId, isPrivate, found, collection } = record;
  const citations = await bot.answerer.cited(
    found.map((passage) => ({ ...passage, n: passage.shownAs ?? 0 })),
    collection,
  );
  const reply = turnTimeline(citations, {
    isFirm: record.outcome === 'answer',
    page,
    picture: hasPicture ? { png: null } : null,
  });
  if (reply.entries.length === 0) {
    return noticeCard('The passages of this timeline have left the corpus since.');
  }
  return renderCard(reply, { kind: 'timeline', answerId, isPrivate });
}
