import { helpReply } from '../../replies/help-reply.js';
import type { ChatCommand } from '../chat-command.js';

/** Lists the commands and the filters. */
export const help = {
  name: '/help',
  usage: '/help',
  description: 'how to ask, and this list',
  run: ({ commands }) => Promise.resolve(helpReply(commands)),
} satisfies ChatCommand;
