import { documentsReply } from '../../replies/documents-reply.js';
import type { ChatCommand } from '../chat-command.js';

/** Lists what the corpus holds. */
export const documents = {
  name: '/documents',
  usage: '/documents [word]',
  description: 'what the corpus holds; with a word, those that have it in title, outlet or file',
  run: async ({ answerer, argument }) => documentsReply(await answerer.documents(), argument),
} satisfies ChatCommand;
