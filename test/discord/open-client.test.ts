// A login ends within its time, by name, and leaves nothing behind that tries on or keeps the process alive.

import { Events, type Client } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { logIn, openClient } from '../../src/discord/open-client.js';
import { openLog, silentLog } from '../../src/shared/log.js';
import { failureOf } from '../support/failure-of.js';
import { startTinyGateway, type TinyGateway } from './tiny-gateway.js';

const TOKEN = 'canary.token-of_a.bot';

function clientFor(api: string): Client {
  const client = openClient({
    rest: { api, version: '10' },
    log: silentLog,
    ws: { buildIdentifyThrottler: () => ({ waitForIdentify: () => Promise.resolve() }) },
  });
  onTestFinished(() => client.destroy());
  return client;
}

/** Logs in and gives what that failed with, and whether anything of it is left. */
async function failedLogIn(gateway: Pick<TinyGateway, 'api'>, timeoutMs = 400) {
  const client = clientFor(gateway.api);
  const error = await failureOf(() => logIn(client, { token: TOKEN, timeoutMs }));
  return { client, error };
}

/** Longer than the pause of discord.js between two attempts to connect. */
const NEXT_ATTEMPT_MS = 800;

async function expectNothingLeft(gateway: TinyGateway): Promise<void> {
  const attempts = gateway.attempts();
  await new Promise((resolve) => setTimeout(resolve, NEXT_ATTEMPT_MS));
  expect(gateway.attempts()).toBe(attempts);
  await expect.poll(() => gateway.open()).toBe(0);
}

describe('logIn', () => {
  it('logs in with the token and asks for no privileged intent', async () => {
    const gateway = await startTinyGateway();
    const client = clientFor(gateway.api);
    await logIn(client, { token: TOKEN });
    expect(gateway.identified).toEqual([TOKEN]);
    expect(client.options.intents.toArray()).toEqual(['Guilds', 'GuildMessages', 'DirectMessages']);
    expect(client.user?.id).toBe('123456789012345678');
  });

  it('puts back what it changed for the time of the login', async () => {
    const gateway = await startTinyGateway();
    const client = clientFor(gateway.api);
    const before = { ...client.rest.options };
    await logIn(client, { token: TOKEN, timeoutMs: 5_000 });
    expect(client.rest.options).toEqual(before);
  });

  it.each([
    ['a 401', { status: 401 }],
    ['close code 4004', { onIdentify: 4004 }],
  ] as const)('says that the token is refused, at %s', async (_, options) => {
    const gateway = await startTinyGateway(options);
    const { error } = await failedLogIn(gateway, 5_000);
    expect(error.code).toBe('discord_token_refused');
    expect(error.message).toBe('Discord does not accept DISCORD_TOKEN.');
    expect(error.remedy).toContain('Reset Token');
    await expectNothingLeft(gateway);
  });

  it.each([4013, 4014])('says that the intents are refused, at close code %i', async (code) => {
    const gateway = await startTinyGateway({ onIdentify: code });
    const { error } = await failedLogIn(gateway, 5_000);
    expect(error.code).toBe('discord_intents_refused');
    expect(error.message).toContain(String(code));
  });

  it.each([4010, 4011, 4012])('ends at close code %i as well', async (code) => {
    const gateway = await startTinyGateway({ onIdentify: code });
    const { error } = await failedLogIn(gateway, 5_000);
    expect(error.code).toBe('discord_unreachable');
    expect(error.message).toContain(String(code));
  });

  it.each([
    [500, '(500)'],
    [503, '(503)'],
    [403, 'HTTP 403'],
    [404, 'HTTP 404'],
  ])('names status %i and the address', async (status, said) => {
    const gateway = await startTinyGateway({ status });
    const { error } = await failedLogIn(gateway, 5_000);
    expect(error.code).toBe('discord_unreachable');
    expect(error.message).toContain(said);
    expect(error.message).toContain(gateway.api);
  });

  it('names an address where nobody listens', async () => {
    const { error } = await failedLogIn({ api: 'http://127.0.0.1:1/api' }, 5_000);
    expect(error.code).toBe('discord_unreachable');
    expect(error.message).toContain('http://127.0.0.1:1/api (ECONNREFUSED)');
    expect(error.remedy).toContain('DISCORD_API_URL');
  });

  it('tells until when no session may be begun', async () => {
    const gateway = await startTinyGateway({ remaining: 0 });
    const { error } = await failedLogIn(gateway, 5_000);
    expect(error.code).toBe('discord_unreachable');
    expect(error.message).toMatch(/no new session until \d{4}-\d\d-\d\dT[\d:.]+Z\./);
  });

  it.each([
    ['requests are never answered', { isMute: true }],
    ['the gateway never says hello', { greeting: 'silence' }],
    ['the gateway never takes the connection', { greeting: 'no upgrade' }],
    ['every session is closed at once', { onIdentify: 1011 }],
  ] as const)('gives up and leaves nothing behind where %s', async (_, options) => {
    const gateway = await startTinyGateway(options);
    const { error, client } = await failedLogIn(gateway);
    expect(error.code).toBe('discord_unreachable');
    expect(error.message).toMatch(/within 0\.4 s/);
    expect(client.isReady()).toBe(false);
    await expectNothingLeft(gateway);
  });

  it('gives up where the port of the gateway is closed, and stops trying', async () => {
    const gateway = await startTinyGateway({ gatewayUrl: 'ws://127.0.0.1:1' });
    const client = clientFor(gateway.api);
    let attempts = 0;
    client.on(Events.Debug, (line) => {
      if (line.includes('Connecting to')) attempts += 1;
    });
    const error = await failureOf(() => logIn(client, { token: TOKEN, timeoutMs: 700 }));
    expect(error.message).toContain('did not let the bot in within 0.7 s');
    const tried = attempts;
    await new Promise((resolve) => setTimeout(resolve, NEXT_ATTEMPT_MS));
    expect(attempts).toBe(tried);
  });

  it('never tells the token, whatever went wrong', async () => {
    const ways = [{ status: 401 }, { status: 500 }, { onIdentify: 4004 }, { remaining: 0 }];
    for (const options of ways) {
      const { error } = await failedLogIn(await startTinyGateway(options), 5_000);
      expect(`${error.message} ${error.remedy ?? ''} ${error.stack ?? ''}`).not.toContain(TOKEN);
    }
  });
});

describe('openClient', () => {
  it('pings nobody unless told to, and keeps next to nothing of what passes', () => {
    const { options } = clientFor('http://127.0.0.1:1/api');
    expect(options.allowedMentions).toEqual({ parse: [], repliedUser: false });
    expect(options.failIfNotExists).toBe(false);
  });

  it('outlives an error event and a listener that rejects', async () => {
    const lines: string[] = [];
    const log = openLog({ level: 'error', write: (line) => lines.push(line) });
    const client = openClient({ rest: {}, log });
    onTestFinished(() => client.destroy());
    const rejecting: () => unknown = () => Promise.reject(new Error('from a listener'));
    client.on(Events.Debug, rejecting);
    client.emit(Events.Error, new Error('from the library'));
    client.emit(Events.Debug, 'x');
    await expect.poll(() => lines.length).toBe(2);
    expect(lines.join('')).toMatch(/from the library.*from a listener/s);
  });

  it('ends a connection that is up within its time as well', async () => {
    const gateway = await startTinyGateway();
    const client = clientFor(gateway.api);
    await logIn(client, { token: TOKEN });
    await client.destroy();
    await expectNothingLeft(gateway);
  });

  it('ends for good while it is reconnecting', async () => {
    const gateway = await startTinyGateway();
    const client = clientFor(gateway.api);
    await logIn(client, { token: TOKEN });
    const lost = new Promise((resolve) => client.once(Events.ShardReconnecting, resolve));
    gateway.cut();
    await lost;
    await client.destroy();
    await expectNothingLeft(gateway);
    expect(gateway.resumes()).toBe(0);
  });
});
