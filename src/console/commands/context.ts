import { contextReply } from '../../replies/context-reply.js';
import { collectionOf, type ChatCommand } from '../chat-command.js';

/** Shows the paragraphs before and after a citation. */
export const context = {
  name: '/context',
  usage: '/context N',
  description: 'the paragraphs before and after citation [N]',
  run: async ({ answerer, argument, memory }) => {
    const { citations } = memory;
    if (citations.length === 0) {
      return { kind: 'notice', text: 'There is no citation yet: ask something first.' };
    }
    const number = Number(/^\[?(\d+)\]?$/.exec(argument === '' ? '1' : argument)?.[1]);
    const citation = citations.find(({ n }) => n === number);
    if (citation === undefined) {
      return { kind: 'notice', text: `Write /context and a number from 1 to ${citations.length}.` };
    }
    const collection = collectionOf(memory.answer);
    const paragraphs = await answerer.paragraphs(citation.document.id, collection);
    return contextReply(citation, paragraphs);
  },
} satisfies ChatCommand;
