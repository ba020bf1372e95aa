// npm run register, wired: settings -> a signed-in REST client, without the gateway -> Discord has our list
// of commands. The application's id is asked of Discord and never guessed from the token.

import { commandData, needsMet } from './discord/command-list.js';
import { openRequestCounts } from './discord/delivery/request-counts.js';
import { restOptions } from './discord/delivery/open-rest.js';
import { inviteLink } from './discord/invite-link.js';
import {
  openRest,
  readApplicationId,
  registerCommands,
  showRegistration,
} from './discord/registration.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';

export interface RegisteredLines {
  /** What was done, in one line. */
  readonly done: string;
  /** The link that adds the bot to a server. */
  readonly inviteLink: string;
}

/**
 * Registers the commands as the settings say; see `registerCommands`.
 *
 * @throws ReadableError `bad_setting` where there is no token
 */
export async function registerFromSettings(settings: Settings): Promise<RegisteredLines> {
  const { token, apiUrl, guildId } = settings.discord;
  if (token === null) {
    throw new ReadableError({
      code: 'bad_setting',
      text: 'DISCORD_TOKEN is not set, so there is no application to register commands for.',
      remedy: 'Put it into .env; .env.example says where to find it.',
    });
  }
  const counts = openRequestCounts({ now: () => performance.now(), onInvalid: () => undefined });
  const rest = openRest(token, restOptions({ api: apiUrl, counts }));
  try {
    const applicationId = await readApplicationId(rest);
    const commands = commandData(needsMet(settings.discord));
    const registration = await registerCommands({ rest, applicationId, guildId, commands });
    return {
      done: showRegistration(registration, guildId),
      inviteLink: inviteLink(applicationId),
    };
  } finally {
    // Its sweepers would keep the process alive.
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}
