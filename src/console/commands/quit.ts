import type { ChatCommand } from '../chat-command.js';

/** Ends the chat. */
export const quit = {
  name: '/quit',
  usage: '/quit',
  description: 'leave; Ctrl-C and Ctrl-D do the same',
  run: () => Promise.resolve(null),
} satisfies ChatCommand;
