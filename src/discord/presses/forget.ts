import { noticeCard } from '../asking/notice-card.js';
import type { PressHandler } from './press-handler.js';

/** Deletes everything that is kept of who pressed it. */
export const forget = {
  action: 'forget',
  whileWaiting: () => 'update',
  run: async ({ caller }, bot) => {
    const { answers, turns, feedback } = await bot.state.forget(caller.userId);
    const text = `Deleted: ${count(answers, 'answer')}, ${count(turns, 'question')} of recent conversations, ${count(feedback, 'vote')}. The messages in your channels stay until you delete them; their buttons no longer work.`;
    return { kind: 'update', card: noticeCard(text) };
  },
} satisfies PressHandler;

function count(number: number, thing: string): string {
  return number === 1 ? `1 ${thing}` : `${number} ${thing}s`;
}
