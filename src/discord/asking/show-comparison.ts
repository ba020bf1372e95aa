// In: a topic and two sides. Out: the card that quotes both, after what its buttons need is kept.

import { compare, type CompareCall } from '../../replies/compare.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import { NO_CONTROLS, NOT_KEPT } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { scopeFor } from '../scope-for.js';
import type { Answered } from './answer-question.js';
import { keepAnswer } from './keep-answer.js';

export interface AskedComparison extends Omit<CompareCall, 'collection'> {
  readonly caller: Caller;
  readonly isPrivate: boolean;
}

/** Compares two sides of a topic. */
export async function showComparison(asked: AskedComparison, bot: BotParts): Promise<Answered> {
  const { caller, isPrivate, ...call } = asked;
  const collection = await scopeFor(caller, bot);
  const compared = await compare(bot.answerer, { ...call, collection });
  const { reply, answer, searched } = compared;
  const found = answer.citations;
  const answerId =
    found.length === 0
      ? null
      : await keepAnswer(
          { caller, collection, isPrivate, answer, found, searched, turn: null },
          bot,
        );
  return {
    card: renderCard(
      reply,
      answerId === null
        ? found.length === 0
          ? NO_CONTROLS
          : NOT_KEPT
        : { kind: 'comparison', answerId, isPrivate },
    ),
    outcome: answer.outcome === 'answer' ? 'answered' : 'refused',
  };
}
