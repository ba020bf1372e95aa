// Interactions as the gateway brings them, read into plain data.

import type { APIInteraction } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { readInteraction } from '../../src/discord/read-interaction.js';

const NOW = 1_700_000_000_000;

function interactionOf(type: number, data: unknown, parts: Record<string, unknown> = {}) {
  return {
    id: '1',
    token: 'a-token',
    application_id: '7',
    type,
    channel: { id: 'general' },
    guild_id: 'home',
    member: { user: { id: 'asa' } },
    data,
    ...parts,
  } as unknown as APIInteraction;
}

const CALLER = { userId: 'asa', guildId: 'home', channelId: 'general', permissions: 0n };
const HANDLE = { id: '1', token: 'a-token', applicationId: '7', arrivedAt: NOW };

/** A channel of which no more is told than its id. */
const UNTOLD = { guildId: null, type: null, name: '', parentId: null, permissions: 0n };

describe('a slash command', () => {
  it('is read with the channels that Discord shows, and what may be done there', () => {
    const resolved = {
      channels: {
        n: {
          id: 'n',
          type: 11,
          name: 'news',
          guild_id: 'home',
          parent_id: 'p',
          permissions: '66560',
        },
        odd: { id: 'odd', permissions: '-1' },
      },
    };
    const read = readInteraction(
      interactionOf(
        2,
        { type: 1, name: 'catchup', resolved },
        {
          channel: { id: 'general', type: 0, name: 'general', permissions: '1' },
          member: { user: { id: 'asa' }, permissions: '1024' },
          app_permissions: '2048',
        },
      ),
      NOW,
    );
    const general = { ...UNTOLD, id: 'general', type: 0, name: 'general', permissions: 1024n };
    const news = { id: 'n', type: 11, name: 'news', guildId: 'home', parentId: 'p' };
    expect(read).toMatchObject({
      command: {
        channels: {
          here: general,
          named: [
            { ...news, permissions: 66560n },
            { ...UNTOLD, id: 'odd' },
          ],
          ownPermissions: 2048n,
        },
      },
    });
  });

  it('is read with its options as they were given', () => {
    const options = [
      { name: 'question', type: 3, value: 'Who?' },
      { name: 'sources', type: 4, value: 2 },
      { name: 'private', type: 5, value: true },
    ];
    expect(readInteraction(interactionOf(2, { type: 1, name: 'ask', options }), NOW)).toEqual({
      kind: 'command',
      command: {
        handle: HANDLE,
        caller: CALLER,
        name: 'ask',
        subcommand: null,
        given: [
          { name: 'question', value: 'Who?' },
          { name: 'sources', value: 2 },
          { name: 'private', value: true },
        ],
        messageText: '',
        message: null,
        attachments: [],
        channels: {
          here: { ...UNTOLD, id: 'general' },
          named: [],
          ownPermissions: 0n,
        },
      },
    });
  });

  it('is read with the options of its subcommand', () => {
    const options = [{ name: 'topic', type: 1, options: [{ name: 'topic', type: 3, value: 'x' }] }];
    const read = readInteraction(interactionOf(2, { type: 1, name: 'summarize', options }), NOW);
    expect(read).toMatchObject({
      command: { name: 'summarize', subcommand: 'topic', given: [{ name: 'topic', value: 'x' }] },
    });
  });

  it('is read where it has no options', () => {
    const read = readInteraction(interactionOf(2, { type: 1, name: 'help' }), NOW);
    expect(read).toMatchObject({ command: { name: 'help', given: [] } });
  });
});

describe('a command on a message', () => {
  const on = (message: unknown) =>
    readInteraction(
      interactionOf(2, {
        type: 3,
        name: 'Find sources',
        target_id: '5',
        resolved: { messages: message === null ? {} : { '5': message } },
      }),
      NOW,
    );

  it.each([
    ['what was written', { content: 'The ferry stopped.' }, 'The ferry stopped.'],
    [
      'an embed',
      { content: '', embeds: [{ title: 'News', description: 'It stopped.' }] },
      'News\nIt stopped.',
    ],
    [
      'the fields of an embed',
      { content: 'Look', embeds: [{ fields: [{ name: 'Ferry', value: 'stopped' }] }] },
      'Look\nFerry\nstopped',
    ],
    [
      'what is forwarded',
      { content: '', message_snapshots: [{ message: { content: 'Far news', embeds: [] } }] },
      'Far news',
    ],
    [
      'a card',
      {
        content: '',
        components: [
          {
            type: 17,
            components: [
              { type: 10, content: 'One' },
              { type: 9, components: [{ type: 10, content: 'Two' }] },
            ],
          },
          { type: 1, components: [{ type: 2, label: 'Press' }] },
        ],
      },
      'One\nTwo',
    ],
    ['nothing', { content: '' }, ''],
  ])('is read with the text of %s', (_what, message, messageText) => {
    expect(on(message)).toMatchObject({ kind: 'command', command: { messageText } });
  });

  it('is read without a text where Discord sends no message along', () => {
    expect(on(null)).toMatchObject({ command: { messageText: '' } });
  });
});

describe('what is being typed', () => {
  it('is read with the option it is typed into', () => {
    const options = [
      { name: 'question', type: 3, value: 'Who?' },
      { name: 'outlet', type: 3, value: 'har', focused: true },
    ];
    const read = readInteraction(interactionOf(4, { type: 1, name: 'ask', options }), NOW);
    expect(read).toMatchObject({
      kind: 'typing',
      typed: { name: 'ask', option: 'outlet', text: 'har', caller: CALLER },
    });
  });
});

describe('a press', () => {
  const message = { id: '9', channel_id: 'general', components: [{ type: 17, components: [] }] };

  it('of a button is read with the message it stands in', () => {
    const data = { component_type: 2, custom_id: 'v1:up:abc' };
    expect(readInteraction(interactionOf(3, data, { message }), NOW)).toMatchObject({
      kind: 'press',
      press: {
        customId: 'v1:up:abc',
        message: { id: '9', channelId: 'general' },
        call: { caller: CALLER, values: [], fields: {}, components: message.components },
      },
    });
  });

  it('in a menu is read with what was chosen', () => {
    const data = { component_type: 3, custom_id: 'v1:reason:abc', values: ['outdated'] };
    const read = readInteraction(interactionOf(3, data, { message }), NOW);
    expect(read).toMatchObject({ press: { call: { values: ['outdated'] } } });
  });

  it.each([
    ['a label', { type: 18, component: { type: 4, custom_id: 'question', value: 'Why?' } }],
    ['a row', { type: 1, components: [{ type: 4, custom_id: 'question', value: 'Why?' }] }],
  ])('that sends a form is read with what was written, in %s', (_what, component) => {
    const data = { custom_id: 'v1:question:abc', components: [component] };
    const read = readInteraction(interactionOf(5, data), NOW);
    expect(read).toMatchObject({
      kind: 'press',
      press: { message: null, call: { fields: { question: 'Why?' }, components: null } },
    });
  });
});

describe('who acts', () => {
  it('is the user where there is no member, and the guild is none in a direct message', () => {
    const parts = { guild_id: undefined, member: undefined, user: { id: 'rea' } };
    const read = readInteraction(interactionOf(2, { type: 1, name: 'help' }, parts), NOW);
    expect(read).toMatchObject({ command: { caller: { userId: 'rea', guildId: null } } });
  });

  it.each([{ member: undefined }, { channel: undefined }])('cannot be left out: %j', (parts) => {
    const data = interactionOf(2, { type: 1, name: 'help' }, parts);
    expect(() => readInteraction(data, NOW)).toThrow('names neither');
  });
});

describe('anything else', () => {
  it('is not read', () => {
    expect(readInteraction(interactionOf(1, undefined), NOW)).toBeNull();
    expect(readInteraction(interactionOf(99, {}), NOW)).toBeNull();
  });
});
