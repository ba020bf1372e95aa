import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDiscordServer, type DiscordServer } from './discord-server.js';
import type { Json } from './json.js';
import { button, call, post, row, text, v2 } from './raw-calls.js';

let discord: DiscordServer;
beforeAll(async () => {
  discord = await startDiscordServer();
});
afterAll(async () => {
  await discord.stop();
});

const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
const of = (length: number): string => 'x'.repeat(length);
const link = (url: string): Json => row({ type: 2, style: 5, label: 'Open', url });
const menu = (count: number, fields: Json = {}): Json =>
  row({
    type: 3,
    custom_id: 'menu',
    options: many(count, (n) => ({ label: `${n}`, value: `${n}` })),
    ...fields,
  });
const option = (fields: Json): Json =>
  row({ type: 3, custom_id: 'menu', options: [{ label: 'a', value: 'b', ...fields }] });
const section = (texts: number, accessory?: Json): Json => ({
  type: 9,
  components: many(texts, () => text('t')),
  ...(accessory === undefined ? {} : { accessory }),
});
const embed = (fields: Json): Json => ({ embeds: [fields] });

// A row is a limit: the largest payload that passes, and the smallest that does not.
const LIMITS: readonly (readonly [string, Json, Json])[] = [
  ['content of 2,000', { content: of(2_000) }, { content: of(2_001) }],
  ['nonce of 25', { content: 'a', nonce: of(25) }, { content: 'a', nonce: of(26) }],
  ['embed title of 256', embed({ title: of(256) }), embed({ title: of(257) })],
  [
    'embed description of 4,096',
    embed({ description: of(4_096) }),
    embed({ description: of(4_097) }),
  ],
  [
    'embeds of 6,000 together',
    { embeds: [{ description: of(3_000) }, { description: of(3_000) }] },
    { embeds: [{ description: of(3_000) }, { description: of(3_001) }] },
  ],
  [
    'embeds: 10',
    { embeds: many(10, () => ({ title: 'a' })) },
    { embeds: many(11, () => ({ title: 'a' })) },
  ],
  ['components: 40', v2(...many(40, () => text('t'))), v2(...many(41, () => text('t')))],
  [
    'nested components: 40',
    v2({ type: 17, components: many(13, () => section(1, button('x'))).map(unlike) }),
    v2({
      type: 17,
      components: [...many(13, () => section(1, button('x'))).map(unlike), text('t')],
    }),
  ],
  [
    'displayed text of 4,000',
    v2(text(of(2_000)), text(of(2_000))),
    v2(text(of(2_000)), text(of(2_001))),
  ],
  ['section texts: 3', v2(section(3, button('x'))), v2(section(4, button('x')))],
  ['section texts: 1', v2(section(1, button('x'))), v2(section(0, button('x')))],
  ['section accessory', v2(section(1, button('x'))), v2(section(1))],
  [
    'row buttons: 5',
    v2(row(...many(5, (n) => button(`${n}`)))),
    v2(row(...many(6, (n) => button(`${n}`)))),
  ],
  ['row of one menu', v2(menu(1)), v2(row(...(menu(1).components as Json[]), button('x')))],
  ['custom id of 100', v2(row(button(of(100)))), v2(row(button(of(101))))],
  ['custom id not empty', v2(row(button('x'))), v2(row(button('')))],
  ['button label of 80', v2(row(button('x', of(80)))), v2(row(button('x', of(81))))],
  ['button label not blank', v2(row(button('x', 'a'))), v2(row(button('x', ' ')))],
  [
    'link of 512',
    v2(link(`https://a.example/${of(512 - 18)}`)),
    v2(link(`https://a.example/${of(513 - 18)}`)),
  ],
  ['link of http(s)', v2(link('http://a.example')), v2(link('ftp://a.example'))],
  ['link without script', v2(link('https://a.example')), v2(link('javascript:x'))],
  ['text not empty', v2(text('a')), v2(text(''))],
  ['text not blank', v2(text('a')), v2(text(' \n'))],
  ['menu options: 25', v2(menu(25)), v2(menu(26))],
  ['menu options: 1', v2(menu(1)), v2(menu(0))],
  [
    'menu placeholder of 150',
    v2(menu(1, { placeholder: of(150) })),
    v2(menu(1, { placeholder: of(151) })),
  ],
  ['menu values', v2(menu(2, { max_values: 2 })), v2(menu(2, { max_values: 3 }))],
  ['option label of 100', v2(option({ label: of(100) })), v2(option({ label: of(101) }))],
  ['option value of 100', v2(option({ value: of(100) })), v2(option({ value: of(101) }))],
  [
    'option description of 100',
    v2(option({ description: of(100) })),
    v2(option({ description: of(101) })),
  ],
  [
    'accent colour of 0xffffff',
    v2({ type: 17, accent_color: 0xffffff, components: [text('a')] }),
    v2({ type: 17, accent_color: 0x1000000, components: [text('a')] }),
  ],
  [
    'separator spacing of 2',
    v2(text('a'), { type: 14, spacing: 2 }),
    v2(text('a'), { type: 14, spacing: 3 }),
  ],
  [
    'legacy rows: 5',
    { content: 'a', components: many(5, (n) => row(button(`${n}`))) },
    { content: 'a', components: many(6, (n) => row(button(`${n}`))) },
  ],
];

function unlike(item: Json, n: number): Json {
  return { ...item, accessory: button(`unlike-${n}`) };
}

describe('a limit', () => {
  it.each(LIMITS)('lets through and refuses one past: %s', async (_, passes, fails) => {
    expect((await post(discord, passes)).status).toBe(200);
    const refused = await post(discord, fails);
    expect(refused).toMatchObject({ status: 400, body: { code: 50035 } });
    const named = Object.keys(refused.body.errors as Json);
    expect(named).toHaveLength(1);
    expect(Object.keys(fails)).toEqual(expect.arrayContaining(named));
  });

  it('names the field and the reason as Discord does', async () => {
    const { body } = await post(discord, { content: of(2_001) });
    expect(body.errors).toEqual({
      content: {
        _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }],
      },
    });
  });

  it('of bytes is answered with a bare 500, counted over all displays', async () => {
    // 3 bytes each: 3,386 characters in one display are 10,158 and 12 more.
    expect((await post(discord, v2(text('あ'.repeat(3_386))))).status).toBe(200);
    expect((await post(discord, v2(text('あ'.repeat(3_387))))).status).toBe(500);
    const inTwo = [text('あ'.repeat(1_693)), text('あ'.repeat(1_693))];
    expect((await post(discord, v2(...inTwo))).status).toBe(500);
  });
});

// What is wrong whatever its size.
const WRONG: readonly (readonly [string, Json])[] = [
  ['components of the new kind without the flag', { components: [text('a')] }],
  ['content beside components of the new kind', { ...v2(text('a')), content: 'b' }],
  ['embeds beside components of the new kind', { ...v2(text('a')), embeds: [{ title: 'b' }] }],
  ['a custom id twice', v2(row(button('x'), button('x')))],
  ['a component id twice', v2({ ...text('a'), id: 3 }, { ...text('b'), id: 3 })],
  ['an unknown field', { content: 'a', contents: 'b' }],
  ['an unknown field of a button', v2(row({ ...button('x'), customId: 'x' }))],
  ['an unknown kind of component', v2({ type: 99 })],
  [
    'a container in a container',
    v2({ type: 17, components: [{ type: 17, components: [text('a')] }] }),
  ],
  ['a button that lies outside a row', v2(button('x'))],
  ['a menu beside a section', v2(section(1, { type: 3, custom_id: 'x', options: [] }))],
  ['a link with a custom id', v2(row({ ...button('x'), style: 5, url: 'https://a.example' }))],
  ['a button with an address', v2(row({ ...button('x'), url: 'https://a.example' }))],
  ['an emoji that is a letter', v2(row({ ...button('x'), emoji: { name: 'x' } }))],
  ['an option value twice', v2(row({ type: 3, custom_id: 'x', options: twins() }))],
  [
    'mentions allowed twice over',
    { content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } },
  ],
  ['a kind of mention that does not exist', { content: 'a', allowed_mentions: { parse: ['all'] } }],
  ['a reply to nothing', { content: 'a', message_reference: { message_id: '100000000000000000' } }],
];

function twins(): Json[] {
  return [
    { label: 'a', value: 'same' },
    { label: 'b', value: 'same' },
  ];
}

describe('a form', () => {
  it.each(WRONG)('is refused for %s', async (_, payload) => {
    expect(await post(discord, payload)).toMatchObject({ status: 400, body: { code: 50035 } });
  });

  it.each([
    ['nothing', {}],
    ['blank content', { content: ' \n ' }],
    ['no components of the new kind', v2()],
  ])('is refused as empty with %s', async (_, payload) => {
    expect(await post(discord, payload)).toMatchObject({ status: 400, body: { code: 50006 } });
  });

  it('that is no JSON is refused', async () => {
    const response = await fetch(
      `${discord.url}/v10/channels/${discord.channels.general.id}/messages`,
      { method: 'POST', body: '{', headers: { authorization: `Bot ${discord.token}` } },
    );
    expect([response.status, await response.json()]).toMatchObject([400, { code: 50109 }]);
  });

  it('keeps a message of components one when it is edited', async () => {
    const sent = await post(discord, v2(text('a')));
    const path = `/channels/${discord.channels.general.id}/messages/${String(sent.body.id)}`;
    const edit = async (body: Json): Promise<unknown> =>
      (await call(discord, `PATCH ${path}`, { body })).status;
    expect(await edit({ content: 'b' })).toBe(400);
    expect(await edit({ flags: 0, components: [text('c')] })).toBe(200);
    expect(discord.message(sent.body.id as string)?.flags).toBe(1 << 15);
  });

  it('that turns a message into one of components must empty its content', async () => {
    const sent = await post(discord, { content: 'a' });
    const path = `/channels/${discord.channels.general.id}/messages/${String(sent.body.id)}`;
    const edit = async (body: Json): Promise<unknown> =>
      (await call(discord, `PATCH ${path}`, { body })).status;
    expect(await edit(v2(text('b')))).toBe(400);
    expect(await edit({ ...v2(text('b')), content: null })).toBe(200);
  });
});
