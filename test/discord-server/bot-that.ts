// A bot for one test: a real client that does one thing with every interaction.

import { Events, type ChatInputCommandInteraction, type Interaction } from 'discord.js';
import type { DiscordServer, DiscordServerOptions } from './discord-server.js';
import { logIn, type LoggedIn } from './logged-in.js';

const open: LoggedIn[] = [];

/** Ends every bot and its double; for `afterEach`. */
export async function endBots(): Promise<void> {
  await Promise.all(open.splice(0).map(({ end }) => end()));
}

interface Bot {
  readonly discord: DiscordServer;
  /** What went wrong in it. */
  readonly wrong: unknown[];
}

/** Starts a bot with a double of its own. */
export async function botThat(
  act: (interaction: Interaction) => Promise<unknown>,
  options: DiscordServerOptions = {},
): Promise<Bot> {
  const started = await logIn(options);
  open.push(started);
  const wrong: unknown[] = [];
  started.client.on(Events.InteractionCreate, (interaction) => {
    act(interaction).catch((error: unknown) => {
      wrong.push(error);
    });
  });
  return { discord: started.discord, wrong };
}

type Act = (interaction: ChatInputCommandInteraction) => Promise<unknown>;

/** Acts on slash commands only. */
export function onCommand(act: Act): (interaction: Interaction) => Promise<unknown> {
  return async (interaction) => (interaction.isChatInputCommand() ? act(interaction) : undefined);
}
