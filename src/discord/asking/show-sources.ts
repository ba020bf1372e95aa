// In: the record of an answer. Out: every passage that was found for it, as the corpus holds it now, paged.

import { sourcesReply } from '../../replies/sources-reply.js';
import type { AnswerRecord } from '../../store/state-store.js';
import type { BotParts } from '../bot-parts.js';
import type { Card } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { noticeCard } from './notice-card.js';

/** One page of what was found for an answer. */
export async function sourcesOf(record: AnswerRecord, page: number, bot: BotParts): Promise<Card> {
  const citations = await bot.answerer.cited(record.found, record.collection);
  if (citations.length === 0) {
    const isEmpty = record.found.length === 0;
    return noticeCard(
      isEmpty
        ? 'Nothing was found for this question.'
        : 'The passages behind this answer have left the corpus since.',
    );
  }
  return renderCard(sourcesReply(null, citations, { page }), {
    kind: 'sources',
    answerId: record.id,
  });
}
