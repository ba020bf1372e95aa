import { sourcesReply } from '../../replies/sources-reply.js';
import type { ChatCommand } from '../chat-command.js';

/** Lists every passage found, by document; `[n]` is its rank. */
export const sources = {
  name: '/sources',
  usage: '/sources [question]',
  description: 'every passage found, by document; without a question, for the last one',
  run: async ({ answerer, argument, memory }) => {
    const question = argument === '' ? memory.answer?.question : argument;
    if (question === undefined) {
      return { kind: 'notice', text: 'Ask something first, or write /sources and a question.' };
    }
    const found = await answerer.sources({ question, explain: true });
    memory.answer = found.answer;
    memory.citations = found.citations;
    return sourcesReply(question, found.citations);
  },
} satisfies ChatCommand;
