// Starts that cannot work: one line that says why, an exit code, and an end within ten seconds.

import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  startDiscordServer,
  type DiscordServer,
  type DiscordServerOptions,
} from '../../discord-server/discord-server.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { HARBOUR } from './harbour-corpus.js';
import {
  builtOnce,
  canStart,
  FAILING_START_MS,
  freePort,
  startBot,
  type Environment,
  type Started,
} from './start-bot.js';

const copyOfFolders = builtOnce(HARBOUR);

async function openDiscord(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const discord = await startDiscordServer(options);
  onTestFinished(() => discord.stop());
  return discord;
}

function begin(discord: DiscordServer, settings: Environment = {}): Started {
  return startBot({ discord, ...copyOfFolders(), settings });
}

/** The one line that a start ends with, its exit code being 1. */
async function lineOf(bot: Started): Promise<string> {
  expect(await bot.ended).toBe(1);
  const said = bot.said();
  expect(said).toHaveLength(1);
  return said[0] ?? '';
}

describe.skipIf(!canStart)('a start that fails', { timeout: FAILING_START_MS }, () => {
  it('names a token that Discord does not know, after one request and before an index is built', async () => {
    const discord = await openDiscord();
    const dataDir = join(temporaryFolder(), 'data');
    const settings = { DISCORD_TOKEN: 'not.the-token' };
    const bot = startBot({ discord, ...copyOfFolders(), dataDir, settings });
    expect(await lineOf(bot)).toMatch(
      /^Discord does not accept DISCORD_TOKEN\. Reset it at https:/,
    );
    expect(bot.output()).not.toContain('not.the-token');
    expect(discord.ledger.requests().map(({ status }) => status)).toEqual([401]);
    expect(existsSync(dataDir)).toBe(false);
  });

  it.each([
    [4004, /^Discord does not accept DISCORD_TOKEN\./],
    [4014, /^Discord refuses the intents .*close code 4014/],
  ])('names close code %i of the gateway', async (code, line) => {
    const discord = await openDiscord({ sendReady: false });
    const bot = begin(discord);
    await discord.waitFor(() => discord.ledger.identifies > 0, FAILING_START_MS);
    discord.gateway.dropSockets(code);
    expect(await lineOf(bot)).toMatch(line);
    expect(discord.ledger.identifies).toBe(1);
  });

  it('names an address where nobody listens', async () => {
    const discord = await openDiscord();
    const DISCORD_API_URL = `http://127.0.0.1:${await freePort()}/api`;
    const line = await lineOf(begin(discord, { DISCORD_API_URL }));
    expect(line).toContain(`Discord cannot be reached at ${DISCORD_API_URL} (ECONNREFUSED)`);
  });

  it('gives up on a gateway that never says hello', async () => {
    const bot = begin(await openDiscord({ sendHello: false }));
    expect(await lineOf(bot)).toMatch(/^Discord's gateway did not let the bot in within 6 s;/);
  });

  it('gives up on a server that never answers', async () => {
    const discord = await openDiscord();
    discord.faults.add({ times: 'always', socket: 'hang' });
    expect(await lineOf(begin(discord))).toContain('Discord cannot be reached at');
  });

  it('names a server that fails at GET /gateway/bot', async () => {
    const discord = await openDiscord();
    discord.faults.add({ path: /^\/gateway\/bot$/, times: 'always', status: 503 });
    expect(await lineOf(begin(discord))).toMatch(/^Discord cannot be reached at .*\(503\)\./);
  });

  it('tells until when no session may be begun', async () => {
    const discord = await openDiscord();
    const limit = { total: 1_000, remaining: 0, reset_after: 3_600_000, max_concurrency: 1 };
    const body = { url: 'ws://127.0.0.1:1', shards: 1, session_start_limit: limit };
    discord.faults.add({ path: /^\/gateway\/bot$/, times: 'always', status: 200, body });
    expect(await lineOf(begin(discord))).toMatch(/no new session until \d{4}-\d\d-\d\dT/);
    expect(discord.ledger.identifies).toBe(0);
  });

  it('names a HTTP_PORT that is in use, and does not go online', async () => {
    const discord = await openDiscord();
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const bot = begin(discord, { HTTP_PORT: String(port) });
    expect(await bot.ended).toBe(2);
    expect(bot.said()).toEqual([
      `Health and metrics: port ${port} of 127.0.0.1 is in use. Set HTTP_PORT to another port.`,
    ]);
    expect(discord.ledger.identifies).toBe(0);
  });

  it.each([
    ['quotes', '"canary.token"'],
    ['a line break', 'canary.\ntoken'],
  ])('lists a token with %s among all wrong settings, and never the token', async (_, token) => {
    const discord = await openDiscord();
    const bot = begin(discord, {
      DISCORD_TOKEN: token,
      DISCORD_GUILD_ID: 'my server',
      HTTP_PORT: '99999',
      LOG_LEVEL: 'loud',
    });
    expect(await bot.ended).toBe(2);
    const [line, ...others] = bot.said();
    expect(others).toEqual([]);
    for (const name of ['DISCORD_TOKEN', 'DISCORD_GUILD_ID', 'HTTP_PORT', 'LOG_LEVEL']) {
      expect(line).toContain(`${name} must`);
    }
    expect(bot.output()).not.toMatch(/canary|token"/);
    expect(discord.ledger.requests()).toEqual([]);
  });
});
