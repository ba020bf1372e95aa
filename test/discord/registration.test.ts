// The list of commands is sent where it differs, to one server or to all, and a refusal has a name.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  openRest,
  readApplicationId,
  registerCommands,
  showRegistration,
} from '../../src/discord/registration.js';
import { registerFromSettings } from '../../src/register-commands.js';
import { parseSettings } from '../../src/settings.js';
import { failureOf } from '../support/failure-of.js';

const APPLICATION = '123456789012345678';
const GUILD = '223456789012345678';
const COMMANDS = [{ name: 'ask', description: 'Asks.' }];

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** A server with a list of commands, which can be told to answer otherwise. */
async function startApi(answer: (asked: Asked) => Answer | null = () => null) {
  const asked: Asked[] = [];
  let registered: unknown = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { method = '', url = '', headers } = request;
      const it = { method, path: url, authorization: headers.authorization, body };
      asked.push(it);
      if (method === 'PUT') registered = body;
      const usual = url.includes('@me') ? { id: APPLICATION } : registered;
      const { status, body: out } = answer(it) ?? { status: 200, body: usual };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(out));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  return { api, asked, rest: openRest('a.canary.token', { api, version: '10', retries: 0 }) };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? null : (JSON.parse(text) as unknown);
}

describe('registerCommands', () => {
  it('sends the list where it differs, and then nothing more', async () => {
    const { rest, asked } = await startApi();
    const options = { rest, applicationId: APPLICATION, guildId: null, commands: COMMANDS };
    const first = await registerCommands(options);
    const second = await registerCommands(options);
    expect(first).toEqual({ outcome: 'sent', added: ['ask'], changed: [], removed: [] });
    expect(second.outcome).toBe('unchanged');
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET']);
    expect(asked[1]?.body).toEqual(COMMANDS);
  });

  it('asks for the translations, without which they would always differ', async () => {
    const { rest, asked } = await startApi();
    await registerCommands({ rest, applicationId: APPLICATION, guildId: null, commands: [] });
    expect(asked[0]?.path).toBe(
      `/api/v10/applications/${APPLICATION}/commands?with_localizations=true`,
    );
  });

  it('registers in one server where one is named', async () => {
    const { rest, asked } = await startApi();
    await registerCommands({
      rest,
      applicationId: APPLICATION,
      guildId: GUILD,
      commands: COMMANDS,
    });
    expect(asked[1]?.path).toBe(`/api/v10/applications/${APPLICATION}/guilds/${GUILD}/commands`);
  });

  it.each([
    [{ status: 403, body: { code: 50001, message: 'Missing Access' } }, 'applications.commands'],
    [{ status: 404, body: { code: 10004, message: 'Unknown Guild' } }, GUILD],
  ])('names what is missing, with the link that mends it', async (refusal, said) => {
    const { rest } = await startApi(() => refusal);
    const failure = await failureOf(() =>
      registerCommands({ rest, applicationId: APPLICATION, guildId: GUILD, commands: COMMANDS }),
    );
    expect(failure.code).toBe('discord_commands_refused');
    expect(failure.message).toContain(said);
    expect(failure.remedy).toContain(`client_id=${APPLICATION}`);
  });

  it.each([
    [401, { code: 0, message: '401: Unauthorized' }, 'discord_token_refused'],
    [400, { code: 30034, message: 'Daily limit' }, 'discord_commands_refused'],
    [500, {}, 'discord_unreachable'],
    [403, { code: 0, message: 'Forbidden' }, 'discord_unreachable'],
  ])('names status %i', async (status, body, code) => {
    const { rest } = await startApi(() => ({ status, body }));
    const failure = await failureOf(() =>
      registerCommands({ rest, applicationId: APPLICATION, guildId: null, commands: COMMANDS }),
    );
    expect(failure.code).toBe(code);
    expect(`${failure.message} ${failure.remedy ?? ''}`).not.toContain('canary');
  });

  it('does not take any answer for a list', async () => {
    const { rest, asked } = await startApi(() => ({ status: 200, body: { list: 'none' } }));
    const failure = await failureOf(() =>
      registerCommands({ rest, applicationId: APPLICATION, guildId: null, commands: COMMANDS }),
    );
    expect(failure.code).toBe('discord_unreachable');
    expect(asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it('leaves a list that Discord calls malformed as the defect that it is', async () => {
    const { rest } = await startApi(({ method }) =>
      method === 'PUT' ? { status: 400, body: { code: 50035, message: 'Invalid Form' } } : null,
    );
    const call = registerCommands({
      rest,
      applicationId: APPLICATION,
      guildId: null,
      commands: COMMANDS,
    });
    await expect(call).rejects.toThrow('Invalid Form');
  });
});

describe('readApplicationId', () => {
  it('asks Discord, and never reads the token', async () => {
    const { rest, asked } = await startApi();
    expect(await readApplicationId(rest)).toBe(APPLICATION);
    expect(asked[0]?.authorization).toBe('Bot a.canary.token');
  });

  it('does not take any answer for one', async () => {
    const { rest } = await startApi(() => ({ status: 200, body: ['something else'] }));
    expect((await failureOf(() => readApplicationId(rest))).code).toBe('discord_unreachable');
  });
});

describe('showRegistration', () => {
  const nothing = { added: [], changed: [], removed: [] };

  it('tells what was done, in one line', () => {
    expect(showRegistration({ ...nothing, outcome: 'unchanged' }, null)).toBe(
      'The commands are registered everywhere as they are; nothing was sent.',
    );
    const sent = { outcome: 'sent', added: ['a', 'b'], changed: [], removed: ['old'] } as const;
    expect(showRegistration(sent, GUILD)).toBe(
      `Registered the commands in server ${GUILD}: added a, b; removed old.`,
    );
  });
});

describe('registerFromSettings', () => {
  it('says that there is no token', async () => {
    const failure = await failureOf(() => registerFromSettings(parseSettings({}, '/')));
    expect(failure.code).toBe('bad_setting');
    expect(failure.message).toContain('DISCORD_TOKEN');
  });

  it('registers the bot’s own commands where the settings say, and gives the link', async () => {
    const { api, asked } = await startApi();
    const settings = parseSettings(
      { DISCORD_TOKEN: 'a.b.c', DISCORD_API_URL: api, DISCORD_GUILD_ID: GUILD },
      '/',
    );
    const { done, inviteLink } = await registerFromSettings(settings);
    expect(done).toMatch(/^Registered the commands in server 223456789012345678: added .*\bask\b/);
    expect(inviteLink).toContain(`client_id=${APPLICATION}`);
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'GET', 'PUT']);
    expect((await registerFromSettings(settings)).done).toContain('nothing was sent');
  });
});
