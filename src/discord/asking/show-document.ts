// In: a document and a page. Out: its paragraphs, read from the start.

import { documentReply } from '../../replies/context-reply.js';
import type { BotParts } from '../bot-parts.js';
import { collectionFor, type Caller } from '../caller.js';
import type { Card } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { noticeCard } from './notice-card.js';

export interface DocumentPage {
  readonly id: string;
  /** 0 is the first. */
  readonly page: number;
  readonly caller: Caller;
}

/** One page of a document of this place's collection. */
export async function documentPage(asked: DocumentPage, bot: BotParts): Promise<Card> {
  const { id, page, caller } = asked;
  const collection = collectionFor(caller);
  const [facts, paragraphs] = await Promise.all([
    bot.answerer.document(id, collection),
    bot.answerer.paragraphs(id, collection),
  ]);
  if (facts === null) return noticeCard('This document is not in the corpus.');
  return renderCard(documentReply(facts, paragraphs, page), { kind: 'document', documentId: id });
}

/** The id of the document that was chosen, or that its typed title means; null where there is none. */
export async function documentNamed(
  named: string,
  caller: Caller,
  bot: BotParts,
): Promise<string | null> {
  const collection = collectionFor(caller);
  const chosen = await bot.answerer.document(named, collection);
  if (chosen !== null) return chosen.id;
  const [nearest] = await bot.answerer.suggest({
    kind: 'document',
    typed: named,
    limit: 1,
    collection,
  });
  return nearest?.value ?? null;
}

/** Says that no document is called that. */
export function unknownDocument(named: string | null): Card {
  return noticeCard(
    `No document is called “${named ?? ''}”. Choose one from the list that appears as you type.`,
  );
}
