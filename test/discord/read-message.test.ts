// Which messages are meant for the bot, and what is said in them.

import { MessageType, type GatewayMessageCreateDispatchData } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/discord/read-message.js';

const BOT = '900000000000000001';
const ASA = '900000000000000002';
const REA = '900000000000000003';

/** A message in a guild that mentions the bot, unless told otherwise. */
function messageOf(parts: Record<string, unknown> = {}): GatewayMessageCreateDispatchData {
  return {
    id: '1',
    type: MessageType.Default,
    channel_id: 'general',
    guild_id: 'home',
    author: { id: ASA },
    content: `<@${BOT}> Who left?`,
    mentions: [{ id: BOT }],
    ...parts,
  } as unknown as GatewayMessageCreateDispatchData;
}

/** A message of the bot with these buttons in its card. */
function ownCard(...customIds: readonly string[]) {
  const buttons = customIds.map((custom_id) => ({ type: 2, custom_id }));
  return {
    author: { id: BOT },
    components: [{ type: 17, components: [{ type: 10 }, { type: 1, components: buttons }] }],
  };
}

const reply = (referenced: unknown, parts: Record<string, unknown> = {}) =>
  readMessage(
    messageOf({ type: MessageType.Reply, referenced_message: referenced, ...parts }),
    BOT,
  );

describe('a message that is meant for the bot', () => {
  it('is one that mentions it', () => {
    expect(readMessage(messageOf(), BOT)).toEqual({
      id: '1',
      way: 'mention',
      caller: { userId: ASA, guildId: 'home', channelId: 'general' },
      text: 'Who left?',
      follows: null,
    });
  });

  it('is every direct message, mention or not', () => {
    const data = messageOf({ guild_id: undefined, mentions: [], content: 'Who left?' });
    expect(readMessage(data, BOT)).toMatchObject({
      way: 'direct_message',
      caller: { guildId: null },
      text: 'Who left?',
    });
  });

  it('is a reply to it that pings', () => {
    expect(reply(ownCard('v1:up:abc'))).toMatchObject({ way: 'reply', follows: 'abc' });
  });

  it('is a mention where the reply is to somebody else', () => {
    const toOther = { author: { id: REA }, components: ownCard('v1:up:abc').components };
    expect(reply(toOther)).toMatchObject({ way: 'mention', follows: null });
  });
});

describe('a message that is not', () => {
  it.each([
    ['one of another bot', { author: { id: REA, bot: true } }],
    ['one of a webhook', { webhook_id: '5' }],
    ['one that mentions somebody else', { mentions: [{ id: REA }] }],
    ['one that mentions nobody', { mentions: [] }],
    ['a note of Discord’s that somebody joined', { type: MessageType.UserJoin }],
    ['a note that something was pinned', { type: MessageType.ChannelPinnedMessage }],
    ['the start of a thread', { type: MessageType.ThreadStarterMessage }],
    ['a reply that does not ping', { type: MessageType.Reply, mentions: [] }],
  ])('is %s', (_what, parts) => {
    expect(readMessage(messageOf(parts), BOT)).toBeNull();
  });
});

describe('what is said', () => {
  it.each([
    [`<@${BOT}>`, ''],
    [`<@!${BOT}> who left?`, 'who left?'],
    [`<@${BOT}>, who left?`, 'who left?'],
    [`<@${BOT}>: who left?`, 'who left?'],
    [`hey <@${BOT}>, who left?`, 'hey, who left?'],
    [`who left? <@${BOT}>`, 'who left?'],
    [`<@${BOT}> <@${BOT}> who\n\n left ?`, 'who left ?'],
    [`<@${BOT}> "the quay" -storm`, '"the quay" -storm'],
    [`<@${BOT}> after:2015 who left?`, 'after:2015 who left?'],
    [`<@${BOT}> did <@${REA}> leave?`, `did <@${REA}> leave?`],
  ])('in %j is %j', (content, text) => {
    expect(readMessage(messageOf({ content }), BOT)?.text).toBe(text);
  });
});

describe('the answer that a reply follows', () => {
  it.each([
    ['an answer', ['v1:context:abc:1:0', 'v1:up:abc'], 'abc'],
    ['a refusal', ['v1:down:abc', 'v1:delete:abc'], 'abc'],
    ['a list of sources', ['v1:sources:abc:1:turn'], 'abc'],
    ['a document', ['v1:document:river:1:turn'], null],
    ['what is kept of a person', ['v1:forget'], null],
    ['an older version', ['v0:up:abc'], null],
    ['a card without buttons', [], null],
  ])('is read from %s', (_what, customIds, follows) => {
    expect(reply(ownCard(...customIds))?.follows).toBe(follows);
  });

  it('is read from the button beside a quotation as well', () => {
    const section = { type: 9, components: [], accessory: { custom_id: 'v1:context:abc:1:0' } };
    const own = { author: { id: BOT }, components: [{ type: 17, components: [section] }] };
    expect(reply(own)?.follows).toBe('abc');
  });

  it.each([
    null,
    undefined,
    { author: { id: BOT } },
    { author: { id: BOT }, components: [null, 1] },
  ])('is none in %j', (referenced) => {
    expect(reply(referenced)?.follows).toBeNull();
  });
});
