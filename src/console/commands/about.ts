import { aboutReply } from '../../replies/about-reply.js';
import { readVersion } from '../../shared/version.js';
import type { ChatCommand } from '../chat-command.js';

/** Tells what Verbatim is and what it searches. */
export const about = {
  name: '/about',
  usage: '/about',
  description: 'what Verbatim is and what it searches',
  run: async ({ answerer }) => aboutReply(await answerer.status(), readVersion()),
} satisfies ChatCommand;
