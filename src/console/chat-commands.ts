// The one list of the chat's commands, in the order of /help: dispatch, completion and help read it.

import type { Reply } from '../replies/reply.js';
import type { ChatCommand, CommandCall } from './chat-command.js';
import { about } from './commands/about.js';
import { compare } from './commands/compare.js';
import { corpus } from './commands/corpus.js';
import { context } from './commands/context.js';
import { documents } from './commands/documents.js';
import { explain } from './commands/explain.js';
import { help } from './commands/help.js';
import { privacy } from './commands/privacy.js';
import { quit } from './commands/quit.js';
import { sources } from './commands/sources.js';
import { summarize } from './commands/summarize.js';
import { timeline } from './commands/timeline.js';
import { why } from './commands/why.js';

export const CHAT_COMMANDS: readonly ChatCommand[] = [
  sources,
  context,
  compare,
  timeline,
  why,
  explain,
  summarize,
  documents,
  corpus,
  about,
  privacy,
  help,
  quit,
];

/** Runs the command that a line names; null ends the chat. */
export async function runChatCommand(
  line: string,
  call: Omit<CommandCall, 'argument' | 'commands'>,
): Promise<Reply | null> {
  const [, name = '/', argument = ''] = /^(\S+)\s*(.*)$/s.exec(line) ?? [];
  const command = CHAT_COMMANDS.find((known) => known.name === name.toLowerCase());
  if (command === undefined) return { kind: 'notice', text: unknownCommand(name) };
  return command.run({ ...call, argument: argument.trim(), commands: CHAT_COMMANDS });
}

/** Completes a command's name, as readline's completer wants it. */
export function completeCommand(line: string): [string[], string] {
  if (!/^\/\S*$/.test(line)) return [[], line];
  const names = CHAT_COMMANDS.map((command) => command.name as string);
  return [names.filter((name) => name.startsWith(line.toLowerCase())), line];
}

/** Commands of Discord that mean nothing in a terminal. */
const DISCORD_ONLY: Readonly<Record<string, string>> = {
  '/catchup': 'The console has no channels to catch up with: /catchup is for Discord.',
};

function unknownCommand(name: string): string {
  const elsewhere = DISCORD_ONLY[name.toLowerCase()];
  if (elsewhere !== undefined) return elsewhere;
  const near = completeCommand(name)[0][0];
  const hint = near === undefined || name === '/' ? '' : ` Did you mean ${near}?`;
  return `There is no command ${name}.${hint} /help lists them all.`;
}
