// In: words to look for, and a document where only it is meant. Out: every passage found, as the first page
// of a list; its record is kept, so that the pages can be turned.

import { sourcesReply } from '../../replies/sources-reply.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import { NO_CONTROLS, NOT_KEPT } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { scopeFor } from '../scope-for.js';
import type { Answered } from './answer-question.js';
import { keepAnswer } from './keep-answer.js';
import { documentNamed, unknownDocument } from './show-document.js';

/** Passages listed: five pages. */
const LISTED = 30;

/** A list is nobody's last answer: /sources without a query passes it by. Only its asker turns its pages. */
const NO_CONVERSATION = 'lists';

export interface SourcesQuery {
  readonly caller: Caller;
  readonly query: string;
  /** A document's id or the beginning of its title; null for all. */
  readonly document: string | null;
}

/** Finds every passage for a query. */
export async function findSources(asked: SourcesQuery, bot: BotParts): Promise<Answered> {
  const { caller, query } = asked;
  const collection = await scopeFor(caller, bot);
  const document =
    asked.document === null ? undefined : await documentNamed(asked.document, collection, bot);
  if (document === null) return { card: unknownDocument(asked.document), outcome: 'refused' };
  const request = { question: query, collection, filter: { document }, found: LISTED };
  const [{ answer, citations }, { facts }] = await Promise.all([
    bot.answerer.sources({ ...request, explain: true }),
    bot.answerer.status(collection),
  ]);
  const found = { answer, found: citations, searched: facts.passages };
  const asker = { ...caller, channelId: NO_CONVERSATION };
  const given = { caller: asker, collection, isPrivate: true, turn: null, ...found };
  const answerId = citations.length === 0 ? null : await keepAnswer(given, bot);
  return {
    card: renderCard(
      sourcesReply(query, citations, { page: 1, corpus: answer.corpus }),
      answerId === null
        ? citations.length === 0
          ? NO_CONTROLS
          : NOT_KEPT
        : { kind: 'sources', answerId },
    ),
    outcome: citations.length === 0 ? 'refused' : 'answered',
  };
}
