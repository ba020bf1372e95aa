import { privacyReply } from '../../replies/privacy-reply.js';
import type { ChatCommand } from '../chat-command.js';

/** Tells what is kept of questions, and for how long. */
export const privacy = {
  name: '/privacy',
  usage: '/privacy',
  description: 'what is kept of questions, and for how long',
  run: () => Promise.resolve(privacyReply({ counts: null, keepsQuestions: false })),
} satisfies ChatCommand;
