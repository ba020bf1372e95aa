// The one list of commands, in the order of /help: dispatch, help and registration read it. A new command is
// one file in commands/ and one line here.

import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { about } from './commands/about.js';
import { ask } from './commands/ask.js';
import { compare } from './commands/compare.js';
import type { Command } from './commands/command.js';
import { findSourcesOfMessage } from './commands/find-sources.js';
import { help } from './commands/help.js';
import { privacy } from './commands/privacy.js';
import { sources } from './commands/sources.js';
import { summarize } from './commands/summarize.js';
import { timeline } from './commands/timeline.js';

const OTHERS: readonly Command[] = [
  ask,
  sources,
  summarize,
  compare,
  timeline,
  findSourcesOfMessage,
  about,
  privacy,
];

export const COMMANDS: readonly Command[] = [...OTHERS, help(OTHERS)];

/** What Discord is told of them. */
export const COMMAND_DATA: readonly RESTPostAPIApplicationCommandsJSONBody[] = COMMANDS.map(
  ({ data }) => data,
);
