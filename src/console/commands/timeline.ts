import { layTimeline } from '../../replies/lay-timeline.js';
import type { ChatCommand } from '../chat-command.js';

/** Quotes what is said about a topic, oldest first. */
export const timeline = {
  name: '/timeline',
  usage: '/timeline TOPIC',
  description: 'what is said about a topic, quoted by date, and how much in each month',
  run: async ({ answerer, argument, memory }) => {
    if (argument === '') {
      return { kind: 'notice', text: 'Write /timeline and a topic, such as /timeline Bagram.' };
    }
    // A terminal scrolls: everything stands on one page, and the months are told in words.
    const laid = await layTimeline(answerer, { question: argument }, { perPage: null });
    memory.citations = laid.answer.citations;
    return laid.reply;
  },
} satisfies ChatCommand;
