import { InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDiscordServer, type DiscordServer } from './discord-server.js';
import type { Json } from './json.js';
import { call, type Answer } from './raw-calls.js';

let discord: DiscordServer;
beforeAll(async () => {
  discord = await startDiscordServer();
});
afterAll(async () => {
  await discord.stop();
});

const of = (length: number): string => 'x'.repeat(length);
const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
const ask = (change: Json = {}): Json => ({ name: 'ask', description: 'Asks.', ...change });
const option = (change: Json = {}): Json => ({
  type: 3,
  name: 'question',
  description: 'What?',
  ...change,
});
const put = async (...commands: readonly Json[]): Promise<Answer> =>
  call(discord, `PUT /applications/${discord.applicationId}/commands`, { body: commands });

beforeEach(async () => {
  await put();
});

describe('registering', () => {
  it('returns commands with an id and what Discord adds', async () => {
    const { body } = await put(ask({ options: [option({ required: false })] }));
    expect(body.list).toMatchObject([
      {
        id: expect.stringMatching(/^\d{17,20}$/) as string,
        application_id: discord.applicationId,
        version: expect.any(String) as string,
        type: 1,
        default_member_permissions: null,
        name_localizations: null,
        dm_permission: true,
        contexts: null,
        integration_types: [0],
        nsfw: false,
        options: [{ type: 3, name: 'question', description: 'What?' }],
      },
    ]);
  });

  it('keeps the id of a command of the same name and type', async () => {
    const first = (await put(ask())).body.list as Json[];
    const second = (await put(ask({ description: 'Asks anew.' }))).body.list as Json[];
    expect(second[0]?.id).toBe(first[0]?.id);
    expect(second[0]?.version).not.toBe(first[0]?.version);
  });

  it('creates, edits, shows and deletes single commands, also of one guild', async () => {
    const path = `/applications/${discord.applicationId}/guilds/${discord.guilds.home.id}/commands`;
    const made = await call(discord, `POST ${path}`, { body: ask() });
    expect(made.status).toBe(201);
    const one = `${path}/${made.body.id as string}`;
    await call(discord, `PATCH ${one}`, { body: { description: 'Other.' } });
    expect((await call(discord, `GET ${one}`)).body).toMatchObject({
      description: 'Other.',
      guild_id: discord.guilds.home.id,
    });
    expect((await call(discord, `DELETE ${one}`)).status).toBe(204);
    expect((await call(discord, `GET ${one}`)).body.code).toBe(10063);
    expect((await call(discord, `GET ${path}`)).body.list).toEqual([]);
  });

  it('shows translations only where they are asked for', async () => {
    await put(ask({ name_localizations: { de: 'frage' } }));
    const path = `GET /applications/${discord.applicationId}/commands` as const;
    const plain = (await call(discord, path)).body.list as Json[];
    const whole = (await call(discord, `${path}?with_localizations=true`)).body.list as Json[];
    expect(plain[0]).not.toHaveProperty('name_localizations');
    expect(whole[0]?.name_localizations).toEqual({ de: 'frage' });
  });
});

// The largest command that passes, and the smallest that does not.
const LIMITS: readonly (readonly [string, Json, Json])[] = [
  ['a name of 32', ask({ name: of(32) }), ask({ name: of(33) })],
  ['a name in small letters', ask({ name: 'frage-ä_1' }), ask({ name: 'Frage' })],
  ['a name of one word', ask({ name: 'ask' }), ask({ name: 'ask me' })],
  ['a description of 100', ask({ description: of(100) }), ask({ description: of(101) })],
  ['a description of 1', ask({ description: 'x' }), ask({ description: '' })],
  [
    '25 options',
    ask({ options: many(25, (n) => option({ name: `o${n}` })) }),
    ask({ options: many(26, (n) => option({ name: `o${n}` })) }),
  ],
  [
    '25 choices',
    ask({ options: [option({ choices: many(25, (n) => ({ name: `${n}`, value: `${n}` })) })] }),
    ask({ options: [option({ choices: many(26, (n) => ({ name: `${n}`, value: `${n}` })) })] }),
  ],
  [
    'a choice of 100',
    ask({ options: [option({ choices: [{ name: 'a', value: of(100) }] })] }),
    ask({ options: [option({ choices: [{ name: 'a', value: of(101) }] })] }),
  ],
  [
    'required options first',
    ask({ options: [option({ name: 'a', required: true }), option()] }),
    ask({ options: [option(), option({ name: 'a', required: true })] }),
  ],
  [
    'option names that differ',
    ask({ options: [option(), option({ name: 'b' })] }),
    ask({ options: [option(), option()] }),
  ],
  [
    'a text option of 6,000',
    ask({ options: [option({ max_length: 6_000 })] }),
    ask({ options: [option({ max_length: 6_001 })] }),
  ],
  ['contexts 0 to 2', ask({ contexts: [0, 1, 2] }), ask({ contexts: [3] })],
  [
    'integration types 0 and 1',
    ask({ integration_types: [0, 1] }),
    ask({ integration_types: [2] }),
  ],
  [
    'choices or autocomplete',
    ask({ options: [option({ autocomplete: true })] }),
    ask({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'b' }] })] }),
  ],
  ['a menu command without a description', { type: 3, name: 'Find it' }, ask({ type: 3 })],
  ['fields that exist', ask({ nsfw: false }), ask({ permissions: '8' })],
  [
    'permissions as text',
    ask({ default_member_permissions: '32' }),
    ask({ default_member_permissions: 'ManageGuild' }),
  ],
  ['8,000 characters together', ask({ options: large(0) }), ask({ options: large(1) })],
];

// 8 for the command, 13 for each option, 200 for each of 39 choices: 166 are left.
function large(more: number): Json[] {
  const choices = (count: number): Json[] =>
    many(count, (n) => ({ name: of(100), value: String(n).padStart(100, '0') }));
  const last = { name: of(66 + more), value: of(100) };
  return [
    option({ name: 'optionaa', description: 'xxxxx', choices: choices(25) }),
    option({ name: 'optionbb', description: 'xxxxx', choices: [...choices(14), last] }),
  ];
}

describe('a command', () => {
  it.each(LIMITS)('is held to %s', async (_, passes, fails) => {
    expect(await put(passes)).toMatchObject({ status: 200 });
    expect(await put(fails)).toMatchObject({ status: 400, body: { code: 50035 } });
  });

  it('is one of a hundred', async () => {
    expect((await put(...many(100, (n) => ask({ name: `a${n}` })))).status).toBe(200);
    expect((await put(...many(101, (n) => ask({ name: `a${n}` })))).status).toBe(400);
  });

  it('has a name of its own', async () => {
    expect((await put(ask(), ask())).status).toBe(400);
  });
});

describe('a person', () => {
  const { Guild, BotDM } = InteractionContextType;

  it('is offered what is registered, as it is registered', async () => {
    const { asker } = discord.people;
    const length = { min_length: 2, max_length: 4 };
    const count = { type: 4, name: 'count', description: 'How many?', max_value: 3 };
    await put(ask({ options: [option({ required: true, ...length }), count] }));
    expect(() => asker.command('other')).toThrow('no command "other"');
    expect(() => asker.command('ask')).toThrow('must be filled in');
    expect(() => asker.command('ask', { question: 'who', other: 1 })).toThrow('no option "other"');
    expect(() => asker.command('ask', { question: 'w' })).toThrow('too short');
    expect(() => asker.command('ask', { question: 'whose' })).toThrow('too long');
    expect(() => asker.command('ask', { question: 'who', count: 4 })).toThrow('too large');
    expect(() => asker.command('ask', { question: 'who', count: 1.5 })).toThrow('not whole');
    expect(() => asker.command('ask', { question: 'who', count: 3 })).not.toThrow();
  });

  it('finds subcommands by their words', async () => {
    const sub = { type: 1, name: 'add', description: 'Adds.', options: [option()] };
    await put(ask({ name: 'corpus', options: [sub] }));
    expect(() => discord.people.asker.command('corpus drop')).toThrow('no subcommand "drop"');
    const { id } = discord.people.asker.command('corpus add', { question: 'x' });
    expect(discord.interactions.get(id)?.data.options).toMatchObject([
      { name: 'add', type: 1, options: [{ name: 'question', value: 'x' }] },
    ]);
  });

  it('is not offered a command elsewhere than where it belongs', async () => {
    const { asker } = discord.people;
    await put(ask({ contexts: [Guild] }));
    expect(() => asker.inDm().command('ask')).toThrow('not offered in context 1');
    const foreign = asker.at(discord.channels.foreignGeneral);
    expect(() => foreign.command('ask')).toThrow('not offered by integration type 1');
    await put(ask({ contexts: [Guild, BotDM], integration_types: [0, 1] }));
    expect(() => asker.inDm().command('ask')).not.toThrow();
    expect(() => foreign.command('ask')).not.toThrow();
  });

  it('without the permissions does not see a command', async () => {
    const needed = String(PermissionFlagsBits.ManageGuild);
    await put(ask({ default_member_permissions: needed }));
    const { asker, admin } = discord.people;
    expect(() => asker.command('ask')).toThrow('permissions are missing');
    expect(() => admin.command('ask')).not.toThrow();
    const role = discord.changes.addRole(discord.guilds.home, 'Keepers', BigInt(needed));
    discord.changes.setRoles(discord.guilds.home, asker.user, [role]);
    expect(() => asker.command('ask')).not.toThrow();
    discord.changes.setRoles(discord.guilds.home, asker.user, []);
  });
});
