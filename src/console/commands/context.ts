import { contextReply } from '../../replies/context-reply.js';
import { collectionOf, type ChatCommand } from '../chat-command.js';

/** A citation's number, in brackets or not, and a page before or after it. */
const ARGUMENT = /^(?:\[?(\d{1,3})\]?)?(?:(?:^|\s+)([+-]?\d{1,3}))?$/;

/** Shows the paragraphs before and after a citation. */
export const context = {
  name: '/context',
  usage: '/context N [page]',
  description: 'the paragraphs around citation [N]; page 1 goes on after them, -1 before',
  run: async ({ answerer, argument, memory }) => {
    const { citations } = memory;
    if (citations.length === 0) {
      return { kind: 'notice', text: 'There is no citation yet: ask something first.' };
    }
    const [whole, number = '1', page = '0'] = ARGUMENT.exec(argument) ?? [];
    const citation = citations.find(({ n }) => whole !== undefined && n === Number(number));
    if (citation === undefined) {
      return { kind: 'notice', text: `Write /context and a number from 1 to ${citations.length}.` };
    }
    const collection = collectionOf(memory.answer);
    const paragraphs = await answerer.paragraphs(citation.document.id, collection);
    const reply = contextReply(citation, paragraphs, Number(page));
    if (reply.kind === 'context') return reply;
    // It was changed or withdrawn since; what was quoted may still be kept.
    const { label, n, highlight, score } = citation;
    const reference = { label, n, highlight, score, documentId: citation.document.id };
    const [past] = await answerer.cited([reference], collection);
    return past?.left === undefined ? reply : contextReply(past, []);
  },
} satisfies ChatCommand;
