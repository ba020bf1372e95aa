// A real discord.js client against the double, without its five seconds between two identifies.

import { Client, GatewayIntentBits, Partials, type ClientOptions } from 'discord.js';
import {
  startDiscordServer,
  type DiscordServer,
  type DiscordServerOptions,
} from './discord-server.js';

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

/** A client that would log in there. */
export function clientFor(discord: DiscordServer, options: Partial<ClientOptions> = {}): Client {
  const { rest, ...others } = options;
  return new Client({
    intents: INTENTS,
    partials: [Partials.Channel],
    waitGuildTimeout: 1_000,
    ws: {
      buildIdentifyThrottler: () =>
        Promise.resolve({ waitForIdentify: (): Promise<void> => Promise.resolve() }),
    },
    ...others,
    rest: { api: discord.url, version: '10', retries: 0, ...rest },
  });
}

/** A double with a client that is ready. */
export interface LoggedIn {
  readonly discord: DiscordServer;
  readonly client: Client<true>;
  readonly end: () => Promise<void>;
}

/** Starts a double and logs a client in. */
export async function logIn(
  server: DiscordServerOptions = {},
  options: Partial<ClientOptions> = {},
): Promise<LoggedIn> {
  const discord = await startDiscordServer(server);
  const client = clientFor(discord, options);
  await client.login(discord.token);
  await discord.waitFor(() => client.isReady(), 5_000, 'the client to be ready');
  const end = async (): Promise<void> => {
    await client.destroy();
    await discord.stop();
  };
  if (!client.isReady()) throw new Error('The client is not ready.');
  return { discord, client, end };
}
