// In: a document and a page. Out: its paragraphs, read from the start.

import { documentReply } from '../../replies/context-reply.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import type { Card } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { scopeFor } from '../scope-for.js';
import { noticeCard } from './notice-card.js';

export interface DocumentPage {
  readonly id: string;
  /** 0 is the first. */
  readonly page: number;
  readonly caller: Caller;
}

/** One page of a document that may be read from here. */
export async function documentPage(asked: DocumentPage, bot: BotParts): Promise<Card> {
  const { id, page, caller } = asked;
  const collection = await scopeFor(caller, bot);
  const [facts, paragraphs] = await Promise.all([
    bot.answerer.document(id, collection),
    bot.answerer.paragraphs(id, collection),
  ]);
  if (facts === null) return noticeCard('This document is not in the corpus.');
  return renderCard(documentReply(facts, paragraphs, page), { kind: 'document', documentId: id });
}

/** The id of the document of a scope that was chosen, or that its typed title means; null where there is none. */
export async function documentNamed(
  named: string,
  collection: string,
  bot: BotParts,
): Promise<string | null> {
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
