import { noticeCard } from '../asking/notice-card.js';
import { openRecord, type PressHandler } from './press-handler.js';

/** Deletes a public answer for who asked for it, with everything kept of it. */
export const deleteAnswer = {
  action: 'delete',
  // A refusal that comes late must not stand in the place of the answer.
  whileWaiting: () => 'private',
  run: async ({ caller, parts }, bot) => {
    const record = await openRecord(parts[0], caller, bot);
    if (record.asker !== caller.userId) {
      return {
        kind: 'private',
        card: noticeCard('Only the person who asked can delete this answer.'),
      };
    }
    return { kind: 'remove', onRemoved: () => bot.state.removeAnswer(record.id) };
  },
} satisfies PressHandler;
