import { afterEach, describe, expect, it } from 'vitest';
import { botThat, endBots } from './bot-that.js';
import type { DiscordServer, DiscordServerOptions } from './discord-server.js';
import { button, call, row, text, v2, type Answer } from './raw-calls.js';

afterEach(endBots);

describe('a callback', () => {
  const unheard = async (options: DiscordServerOptions = {}): Promise<Called> => {
    const { discord } = await botThat(() => Promise.resolve(), options);
    const handle = discord.people.asker.command('ask');
    const path = `/interactions/${handle.id}/${handle.token}/callback` as const;
    const answer = async (type: number, data?: unknown): Promise<Answer> =>
      call(discord, `POST ${path}`, { body: { type, data }, authorization: null });
    return { discord, answer, token: handle.token };
  };

  interface Called {
    readonly discord: DiscordServer;
    readonly answer: (type: number, data?: unknown) => Promise<Answer>;
    readonly token: string;
  }

  it('is accepted once', async () => {
    const { answer } = await unheard();
    expect((await answer(4, { content: 'a' })).status).toBe(204);
    expect(await answer(4, { content: 'a' })).toMatchObject({ status: 400, body: { code: 40060 } });
  });

  it('is refused after its time', async () => {
    let now = Date.now();
    const { answer } = await unheard({ now: () => now });
    now += 3_001;
    expect(await answer(4, { content: 'a' })).toMatchObject({ status: 404, body: { code: 10062 } });
  });

  it('is refused for what was never asked', async () => {
    const { discord } = await unheard();
    const path = 'POST /interactions/100000000000000000/nothing/callback';
    const body = { type: 4, data: { content: 'a' } };
    expect(await call(discord, path, { body })).toMatchObject({
      status: 404,
      body: { code: 10062 },
    });
  });

  it('may be tried again after a refusal of its form', async () => {
    const { answer } = await unheard();
    expect((await answer(4, { content: 'x'.repeat(2_001) })).body.code).toBe(50035);
    expect((await answer(4, { content: 'a' })).status).toBe(204);
  });

  it.each([
    ['the flag of components on a defer', 5, { flags: 1 << 15 }],
    ['an update of a command', 7, { content: 'a' }],
    ['choices for a command', 8, { choices: [] }],
    ['an unknown field', 4, { content: 'a', text: 'b' }],
    ['a long modal title', 9, { custom_id: 'a', title: 'x'.repeat(46), components: [field()] }],
    ['a modal without a field', 9, { custom_id: 'a', title: 'x', components: [] }],
    ['a modal of six', 9, { custom_id: 'a', title: 'x', components: Array(6).fill(field()) }],
    [
      'a long label',
      9,
      { custom_id: 'a', title: 'x', components: [field({ label: 'x'.repeat(46) })] },
    ],
  ])('is refused for %s', async (_, type, data) => {
    const { answer } = await unheard();
    expect(await answer(type, data)).toMatchObject({ status: 400, body: { code: 50035 } });
  });

  it('leaves a token that lives a quarter of an hour', async () => {
    let now = Date.now();
    const { answer, discord, token } = await unheard({ now: () => now });
    const path = `PATCH /webhooks/${discord.applicationId}/${token}/messages/%40original` as const;
    const edit = async (): Promise<Answer> =>
      call(discord, path, { body: v2(text('b'), row(button('x'))), authorization: null });
    expect((await edit()).body.code).toBe(10015);
    await answer(5);
    now += 899_000;
    expect((await edit()).status).toBe(200);
    now += 2_000;
    expect(await edit()).toMatchObject({ status: 401, body: { code: 50027 } });
  });
});

function field(change: object = {}): object {
  const component = { type: 4, custom_id: 'a', style: 1 };
  return { type: 18, label: 'a', component, ...change };
}

describe('choices', () => {
  const choice = (name: string, value: string): object => ({ name, value });
  it.each([
    ['26 of them', Array(26).fill(choice('a', 'b'))],
    ['a name of 101', [choice('x'.repeat(101), 'b')]],
    ['a value of 101', [choice('a', 'x'.repeat(101))]],
    ['an empty name', [choice('', 'b')]],
  ])('are refused for %s', async (_, choices) => {
    const { discord } = await botThat(() => Promise.resolve());
    const { id, token } = discord.people.asker.autocomplete('ask', { name: 'o', value: '' });
    const path = `POST /interactions/${id}/${token}/callback` as const;
    const send = async (list: unknown): Promise<Answer> =>
      call(discord, path, { body: { type: 8, data: { choices: list } } });
    expect(await send(choices)).toMatchObject({ status: 400, body: { code: 50035 } });
    expect((await send(Array(25).fill(choice('x'.repeat(100), 'y')))).status).toBe(204);
  });
});
