import { sourcesReply } from '../../replies/sources-reply.js';
import { askAndRemember, type ChatCommand } from '../chat-command.js';

/** Lists every passage found, by document; `[n]` is its rank. */
export const sources = {
  name: '/sources',
  usage: '/sources [question]',
  description: 'every passage found, by document; without a question, for the last one',
  run: async ({ answerer, argument, memory }) => {
    if (argument !== '') await askAndRemember(argument, { answerer, memory });
    if (memory.question === null) {
      return { kind: 'notice', text: 'Ask something first, or write /sources and a question.' };
    }
    memory.citations = memory.found;
    // A terminal scrolls: everything stands on one page.
    const corpus = memory.answer?.corpus;
    return sourcesReply(memory.question, memory.found, { perPage: null, corpus });
  },
} satisfies ChatCommand;
