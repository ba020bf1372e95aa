import { explanationReply } from '../../replies/explanation-reply.js';
import type { ChatCommand } from '../chat-command.js';

/** Shows every score of the last answer. */
export const explain = {
  name: '/explain',
  usage: '/explain',
  description: 'every score that led to the last answer',
  run: ({ memory }) =>
    Promise.resolve(
      memory.answer === null
        ? { kind: 'notice', text: 'There is no answer to explain yet: ask something first.' }
        : explanationReply(memory.answer),
    ),
} satisfies ChatCommand;
