import { Events, GatewayIntentBits, PermissionFlagsBits, type Message } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from './json.js';
import { logIn, type LoggedIn } from './logged-in.js';
import { call, post, text, v2 } from './raw-calls.js';

let here: LoggedIn;
let heard: Message[];

async function start(intents: readonly GatewayIntentBits[] = []): Promise<void> {
  const basic = [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.DirectMessages,
    ...intents,
  ];
  here = await logIn({}, { intents: basic });
  heard = [];
  here.client.on(Events.MessageCreate, (message) => {
    heard.push(message);
  });
}

beforeEach(async () => {
  await start();
});
afterEach(async () => {
  await here.end();
});

const next = async (count = 1): Promise<Message> =>
  here.discord.waitFor(() => heard.length >= count && heard[count - 1]);

describe('what the bot may read', () => {
  it('is nothing of a message that does not concern it', async () => {
    here.discord.people.asker.says('between us', { uploads: [{ name: 'a.txt', data: 'secret' }] });
    const message = await next();
    expect(message).toMatchObject({ content: '', embeds: [], components: [] });
    expect(message.attachments.size).toBe(0);
    expect(message.author.id).toBe(here.discord.people.asker.id);
  });

  it('is a message that mentions it', async () => {
    const { discord } = here;
    discord.people.asker.asks('who?');
    expect((await next()).content).toBe(`<@${discord.bot.id}> who?`);
  });

  it('is every message with the privileged intent', async () => {
    await here.end();
    await start([GatewayIntentBits.MessageContent]);
    here.discord.people.asker.says('between us');
    expect((await next()).content).toBe('between us');
  });

  it('is a DM, which says that it is one', async () => {
    here.discord.people.asker.dm('in private');
    const message = await next();
    expect([message.content, message.inGuild()]).toEqual(['in private', false]);
  });

  it('is a reply to it that pings it, and not one that does not', async () => {
    const { discord } = here;
    const own = (await post(discord, { content: 'answer' })).body.id as string;
    const replyTo = discord.world.messageIn(discord.channels.general.id, own);
    discord.people.asker.says('and then?', { replyTo });
    discord.people.asker.says('just us', { replyTo, pingsReply: false });
    await next(3);
    expect(heard.map(({ content }) => content)).toEqual(['answer', 'and then?', '']);
  });

  it('is what was replied to, where that is its own', async () => {
    const { discord } = here;
    const told: Json[] = [];
    here.client.on(Events.Raw as never, (packet: { t: string; d: Json }) => {
      if (packet.t === 'MESSAGE_CREATE') told.push(packet.d);
    });
    const own = (await post(discord, { content: 'answer' })).body.id as string;
    discord.people.asker.asks('this?', {
      replyTo: discord.world.messageIn(discord.channels.general.id, own),
    });
    const others = discord.people.reader.says('hidden');
    discord.people.asker.asks('and this?', { replyTo: others });
    await discord.waitFor(() => told.length === 4);
    const referenced = told.map((one) => (one.referenced_message as Json | undefined)?.content);
    expect(referenced).toEqual([undefined, 'answer', undefined, '']);
  });
});

describe('a message of the bot', () => {
  it('is sent, edited, read and deleted', async () => {
    const { discord, client } = here;
    const channel = await client.channels.fetch(discord.channels.general.id);
    if (channel?.isSendable() !== true) throw new Error('not sendable');
    const sent = await channel.send('first');
    expect(discord.message(sent.id)?.content).toBe('first');
    await sent.edit('second');
    expect((await channel.messages.fetch({ message: sent.id, force: true })).content).toBe(
      'second',
    );
    await sent.delete();
    expect(discord.message(sent.id)).toBeNull();
    await expect(sent.edit('third')).rejects.toMatchObject({ code: 10008 });
  });

  it('is stored once for one nonce, and the first comes back', async () => {
    const { discord } = here;
    const once = { nonce: '7', enforce_nonce: true };
    const first = await post(discord, { content: 'a', ...once });
    const again = await post(discord, { content: 'b', ...once });
    const other = await post(discord, { content: 'c', ...once, nonce: '8' });
    expect(again.body).toMatchObject({ id: first.body.id, content: 'a' });
    expect(other.body.id).not.toBe(first.body.id);
    expect(discord.people.asker.sees()).toHaveLength(2);
  });

  it('can carry a file, which its link gives back', async () => {
    const { discord, client } = here;
    const channel = client.channels.cache.get(discord.channels.general.id);
    if (channel?.isSendable() !== true) throw new Error('not sendable');
    const files = [{ attachment: Buffer.from('lines\r\nof text\r\n'), name: 'notes.txt' }];
    const sent = await channel.send({ content: 'see', files });
    const link = sent.attachments.first()?.url ?? '';
    expect(await (await fetch(link)).text()).toBe('lines\r\nof text\r\n');
    expect(discord.ledger.requests({ method: 'POST' })[0]?.files).toMatchObject([
      { name: 'notes.txt', size: 16 },
    ]);
  });

  it('can be reacted to', async () => {
    const { discord, client } = here;
    const message = discord.people.asker.asks('nice?');
    const channel = client.channels.cache.get(discord.channels.general.id);
    if (channel?.isTextBased() !== true) throw new Error('not text');
    await channel.messages.react(message.id, '👀');
    expect(discord.message(message.id)?.reactions).toEqual([
      { emoji: '👀', userIds: [discord.bot.id] },
    ]);
  });

  it('can open a thread once', async () => {
    const { discord } = here;
    const { id } = discord.people.asker.says('long matter');
    const path = `POST /channels/${discord.channels.general.id}/messages/${id}/threads` as const;
    expect((await call(discord, path, { body: { name: 'talk' } })).body.id).toBe(id);
    const again = await call(discord, path, { body: { name: 'talk' } });
    expect(again.body.code).toBe(160004);
  });
});

describe('pings', () => {
  const everyone = '<@100000000000000001> <@&100000000000000002> @everyone @here';

  it.each([
    ['as Discord would by default', {}, 4],
    ['nobody where nothing may be parsed', { allowed_mentions: { parse: [] } }, 0],
    ['only users where only they may', { allowed_mentions: { parse: ['users'] } }, 1],
    ['one role by its id', { allowed_mentions: { roles: ['100000000000000002'] } }, 1],
  ])('reach %s', async (_, mentions, count) => {
    const sent = await post(here.discord, { content: everyone, ...mentions });
    expect(here.discord.message(sent.body.id as string)?.pings).toHaveLength(count);
  });

  it('are found in text displays too', async () => {
    const sent = await post(here.discord, v2(text('hello @everyone')));
    expect(here.discord.message(sent.body.id as string)?.pings).toEqual(['@everyone']);
  });

  it('reach the author of what is replied to unless that is forbidden', async () => {
    const { discord } = here;
    const asked = discord.people.asker.says('?');
    const reply = { content: 'a', message_reference: { message_id: asked.id } };
    const loud = await post(discord, reply);
    const calm = await post(discord, { ...reply, allowed_mentions: { parse: [] } });
    const pings = [loud, calm].map(({ body }) => discord.message(body.id as string)?.pings);
    expect(pings).toEqual([[`<@${discord.people.asker.id}>`], []]);
  });
});

describe('what the bot may not', () => {
  it.each([
    [
      'write where it has no permission',
      50013,
      () => {
        here.discord.changes.makeUnwritable(here.discord.channels.general);
      },
    ],
    [
      'write where it sees nothing',
      50001,
      () => {
        here.discord.changes.hide(here.discord.channels.general);
      },
    ],
    [
      'write where nothing is',
      10003,
      () => {
        here.discord.changes.deleteChannel(here.discord.channels.general);
      },
    ],
    [
      'write in a guild it was removed from',
      50001,
      () => {
        here.discord.changes.kickBot(here.discord.guilds.home);
      },
    ],
  ])('%s', async (_, code, change) => {
    change();
    expect((await post(here.discord, { content: 'a' })).body.code).toBe(code);
  });

  it('is to write in a thread that is archived or locked', async () => {
    const { discord } = here;
    const path = `POST /channels/${discord.thread.id}/messages` as const;
    const code = async (): Promise<unknown> =>
      (await call(discord, path, { body: { content: 'a' } })).body.code;
    discord.changes.archive(discord.thread);
    expect(await code()).toBe(50083);
    discord.changes.lock(discord.thread);
    expect(await code()).toBe(160005);
  });

  it('is to write to a person who does not want it', async () => {
    const { discord } = here;
    const { asker } = discord.people;
    discord.changes.closeDm(asker.user);
    const opened = await call(discord, 'POST /users/@me/channels', {
      body: { recipient_id: asker.id },
    });
    const path = `POST /channels/${opened.body.id as string}/messages` as const;
    expect((await call(discord, path, { body: { content: 'a' } })).body.code).toBe(50007);
  });

  it('is to change what others wrote', async () => {
    const { discord } = here;
    const { id } = discord.people.asker.says('mine');
    const path = `/channels/${discord.channels.general.id}/messages/${id}`;
    const edit = await call(discord, `PATCH ${path}`, { body: { content: 'yours' } });
    const remove = await call(discord, `DELETE ${path}`);
    expect([edit.body.code, remove.body.code]).toEqual([50005, 50013]);
  });

  it('is to act without its token', async () => {
    const { discord } = here;
    const path = `GET /channels/${discord.channels.general.id}` as const;
    const none = await call(discord, path, { authorization: null });
    const wrong = await call(discord, path, { authorization: 'Bot wrong' });
    expect([none.status, wrong.status]).toEqual([401, 401]);
    expect(discord.ledger.invalidRequests).toBe(2);
  });

  it('is to read history without the permission', async () => {
    const { discord } = here;
    discord.people.asker.says('old');
    const path = `GET /channels/${discord.channels.general.id}/messages` as const;
    expect((await call(discord, path)).body.list).toHaveLength(1);
    discord.changes.deny(discord.channels.general, PermissionFlagsBits.ReadMessageHistory);
    expect((await call(discord, path)).body.list).toHaveLength(0);
  });

  it('is to call what does not exist, which the ledger notes', async () => {
    const { discord } = here;
    expect((await call(discord, 'GET /nowhere')).status).toBe(404);
    expect(discord.ledger.unknownRoutes).toEqual(['GET /nowhere']);
  });
});
