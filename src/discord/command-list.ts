// The one list of commands, in the order of /help: dispatch, help and registration read it. A new command is
// one file in commands/ and one line here. What the operator has not switched on is neither offered nor listed;
// used all the same, such as while Discord still shows it, it says so.

import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { about } from './commands/about.js';
import { ask } from './commands/ask.js';
import { catchup } from './commands/catchup.js';
import { compare } from './commands/compare.js';
import type { Command, Need } from './commands/command.js';
import { addMessage, corpus } from './commands/corpus.js';
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
  catchup,
  findSourcesOfMessage,
  corpus,
  addMessage,
  about,
  privacy,
];

export const COMMANDS: readonly Command[] = [...OTHERS, help(OTHERS)];

/** What Discord is told of those that are offered. */
export function commandData(
  switchedOn: ReadonlySet<Need>,
): readonly RESTPostAPIApplicationCommandsJSONBody[] {
  return COMMANDS.filter(({ needs }) => needs === undefined || switchedOn.has(needs)).map(
    ({ data }) => data,
  );
}

/** What the settings switch on. */
export function needsMet({
  messageContent,
}: {
  readonly messageContent: boolean;
}): ReadonlySet<Need> {
  return new Set<Need>(messageContent ? ['message_content'] : []);
}
