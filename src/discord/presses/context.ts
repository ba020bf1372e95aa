import { contextReply } from '../../replies/context-reply.js';
import { noticeCard } from '../asking/notice-card.js';
import { renderCard } from '../cards/render-card.js';
import { isTurning } from '../custom-id.js';
import { openRecord, wholeNumber, type PressHandler } from './press-handler.js';

/** Opens the paragraphs before and after a citation, and turns their pages. */
export const context = {
  action: 'context',
  whileWaiting: (parts) => (isTurning(parts) ? 'update' : 'private'),
  run: async ({ caller, parts }, bot) => {
    const kind = isTurning(parts) ? 'update' : 'private';
    const record = await openRecord(parts[0], caller, bot);
    const n = wholeNumber(parts[1], 1);
    const shown = record.found.filter((passage) => passage.shownAs === n);
    const [citation] = await bot.answerer.cited(
      shown.map((passage) => ({ ...passage, n })),
      record.collection,
    );
    if (citation === undefined) {
      const text = 'This passage has left the corpus since it was quoted.';
      return { kind, card: noticeCard(text) };
    }
    const paragraphs = await bot.answerer.paragraphs(citation.document.id, record.collection);
    const reply = contextReply(citation, paragraphs, wholeNumber(parts[2], 0));
    return { kind, card: renderCard(reply, { kind: 'context', answerId: record.id, n }) };
  },
} satisfies PressHandler;
