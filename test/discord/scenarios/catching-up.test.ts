// /catchup: what was said in a channel while somebody was away, for who may read it and for them alone.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { CHANNEL } from '../../discord-server/kinds.js';
import type { StoredMessage } from '../../discord-server/model.js';
import { textsOf } from '../../discord-server/visible-text.js';
import { openTown, type Town, type TownOptions } from './open-town.js';
import { isFor, seen } from './reading.js';
import { HOSTILE } from './town-documents.js';

const START = Date.parse('2026-08-05T09:00:00.000Z');
const MINUTE = 60_000;

/** A town whose bot may read messages, with a clock that everybody shares. */
async function openTalk(options: TownOptions = {}) {
  let at = START;
  const now = (): number => at;
  const town = await openTown({
    messageContent: true,
    now: () => new Date(at),
    server: { now },
    ...options,
  });
  const pass = (minutes: number): void => {
    at += minutes * MINUTE;
  };
  return { ...town, pass };
}

const FERRY = 'The ferry to Saltholm stops running after midnight from April on.';
const PARTY = 'Everybody brings cake and candles for the birthday on Saturday.';
const PIER = 'The old pier stays closed until the divers have looked at it.';

const linkTo = ({ guildId, channelId, id }: StoredMessage): string =>
  `https://discord.com/channels/${guildId ?? ''}/${channelId}/${id}`;

/** The rows that the bot keeps, to see that none is added. */
const kept = async ({ state }: Town, userId: string) => state.countOf(userId);

describe('/catchup', () => {
  it('shows since the last own message what others said, in order, with links, for the asker alone', async () => {
    const { discord, pass } = await openTalk();
    const { asker, reader, admin } = discord.people;
    reader.says('This was said long before and is known.');
    pass(60);
    asker.says('I am off, see you later this evening.');
    pass(60);
    const said = [reader.says(FERRY), admin.says(PARTY), reader.says(PIER)];
    pass(60);
    const message = await asker.command('catchup').message();
    expect(isFor(asker, message)).toBe(true);
    expect(JSON.stringify(discord.ledger.sends(2))).toContain(`"intents":${4609 + (1 << 15)}`);
    const text = seen(message);
    expect(text).toContain(`**#general** since <t:${(START + 60 * MINUTE) / 1_000}:f>`);
    expect(text).toContain('your last message here · 3 messages of 2 people');
    expect(text).not.toMatch(/long before|see you later/);
    const places = [FERRY, PARTY, PIER].map((words) => text.indexOf(`“${words}”`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    for (const one of said) expect(text).toContain(`[link](<${linkTo(one)}>)`);
    expect(text).toContain(`**Rea** · <t:${(START + 120 * MINUTE) / 1_000}:t>`);
  });

  it('goes back a day where the asker wrote nothing, and does not count what was just written', async () => {
    const { discord, pass } = await openTalk();
    const { asker, reader } = discord.people;
    reader.says('Two days ago the bridge was painted in another colour.');
    pass(2 * 24 * 60);
    reader.says(FERRY);
    pass(5);
    asker.says('what did I miss?');
    const text = seen(await asker.command('catchup').message());
    expect(text).toContain('the last 24 hours, because you wrote nothing here within a week');
    expect(text).toContain(FERRY);
    expect(text).not.toMatch(/bridge|what did I miss/);
  });

  it('takes the time that is given, and says which ones it reads where it cannot', async () => {
    const { discord, pass } = await openTalk();
    const { asker, reader } = discord.people;
    reader.says(PIER);
    pass(180);
    reader.says(FERRY);
    pass(30);
    const text = seen(await asker.command('catchup', { since: '2h' }).message());
    expect(text).toContain('as you asked · 1 message of 1 person');
    expect(text).not.toContain(PIER);
    const slip = await asker.command('catchup', { since: 'the other day' }).message();
    expect(seen(slip)).toMatch(/^I cannot tell since when that is\. Try “30m”/);
    expect(isFor(asker, slip)).toBe(true);
  });

  it('says so where nobody else wrote anything', async () => {
    const { discord } = await openTalk();
    const text = seen(await discord.people.asker.command('catchup', { since: '1d' }).message());
    expect(text).toContain('nobody else wrote anything');
    expect(text).not.toContain('“');
  });

  it('leaves out bots, calls of bots and files, and joins what one person writes in a row', async () => {
    const { discord, pass } = await openTalk();
    const { asker, reader } = discord.people;
    await reader.command('ask', { question: 'Why does the ferry stop?' }).message();
    reader.says('!play a song about the ferry to Saltholm');
    reader.asks('does the ferry to Saltholm stop in April?');
    reader.says('', { uploads: [{ name: 'a.txt', data: 'x' }] });
    const first = reader.says('The ferry stops.');
    pass(1);
    reader.says('It stops in April, they say.');
    pass(1);
    const text = seen(await asker.command('catchup', { since: '1h' }).message());
    expect(text).toContain('2 messages of 1 person');
    expect(text).toContain('“The ferry stops.\nIt stops in April, they say.”');
    expect(text).toContain(linkTo(first));
    expect(text).not.toMatch(/song|does the ferry/);
  });

  it('shows the newest that are written to the asker, whatever else was said', async () => {
    const { discord, pass } = await openTalk();
    const { asker, reader } = discord.people;
    reader.says(`<@${asker.id}> ok`);
    for (let i = 0; i < 12; i += 1) {
      pass(11);
      reader.says(`${i} ${[FERRY, PARTY, PIER][i % 3] ?? ''}`);
    }
    const text = seen(await asker.command('catchup', { since: '1d' }).message());
    expect(text).toMatch(/· to you · \[link\].*\n“@Asa ok”/);
    expect(text.match(/“/g)).toHaveLength(5);
    const long = seen(await asker.command('catchup', { since: '1d', length: 'long' }).message());
    expect(long.match(/“/g)).toHaveLength(10);
  });

  it('reads the newest thousand messages of a channel with more, and says since when', async () => {
    const { discord, pass } = await openTalk();
    const { asker, reader, admin } = discord.people;
    for (let i = 0; i < 1_050; i += 1) {
      (i % 2 === 0 ? reader : admin).says(`Message ${i} is about the ferry and the harbour.`);
      pass(0.1);
    }
    discord.ledger.clear();
    const text = seen(await asker.command('catchup', { since: '1d' }).message());
    expect(text).toContain('1000 messages of 2 people');
    expect(text).toContain(
      `since <t:${Math.floor((START + 50 * 0.1 * MINUTE) / 1_000)}:f> was read`,
    );
    expect(discord.ledger.requests({ method: 'GET' })).toHaveLength(10);
  }, 60_000);

  it('catches up with another channel and with a thread', async () => {
    const { discord } = await openTalk();
    const { asker, reader } = discord.people;
    reader.at(discord.channels.news).says(FERRY);
    reader.at(discord.thread).says(PARTY);
    const news = await asker
      .command('catchup', { since: '1h', channel: discord.channels.news.id })
      .message();
    expect(seen(news)).toContain('#news');
    expect(seen(news)).toContain(FERRY);
    const there = await asker
      .command('catchup', { since: '1h', channel: discord.thread.id })
      .message();
    expect(seen(there)).toContain(PARTY);
    const inside = await asker.at(discord.thread).command('catchup', { since: '1h' }).message();
    expect(seen(inside)).toContain('#a thread');
    expect(seen(inside)).toContain(PARTY);
  });
});

describe('/catchup reads nothing', () => {
  const NOT_YOURS = 'That is no channel here whose earlier messages you may read.';

  it('of a channel that the asker cannot see, or whose history they may not read', async () => {
    const { discord } = await openTalk();
    const { asker, reader } = discord.people;
    const { news } = discord.channels;
    reader.at(news).says(FERRY);
    const forged = async (id: string): Promise<string> =>
      seen(await asker.command('catchup', { since: '1h', channel: id }).message());
    discord.ledger.clear();
    discord.changes.hide(news, asker.user);
    expect(await forged(news.id)).toBe(NOT_YOURS);
    discord.changes.deny(
      discord.channels.general,
      PermissionFlagsBits.ReadMessageHistory,
      asker.user,
    );
    expect(await forged(discord.channels.general.id)).toBe(NOT_YOURS);
    expect(await forged(discord.thread.id)).toBe(NOT_YOURS);
    expect(await forged(discord.channels.awayGeneral.id)).toBe(NOT_YOURS);
    expect(discord.ledger.requests({ method: 'GET' })).toEqual([]);
  });

  it('of a private thread from outside it, or of what the bot itself may not read', async () => {
    const { discord } = await openTalk();
    const { asker, reader } = discord.people;
    const { general, news } = discord.channels;
    const parent = general;
    const type = CHANNEL.PrivateThread;
    const secret = discord.world.addChannel({ type, parent, name: 'secret', ownerId: reader.id });
    reader.at(secret).says(FERRY);
    const channel = async (id: string): Promise<string> =>
      seen(await asker.command('catchup', { since: '1h', channel: id }).message());
    expect(await channel(secret.id)).toMatch(/^A private thread can only/);
    discord.changes.deny(news, PermissionFlagsBits.ReadMessageHistory);
    await expect.poll(() => channel(news.id)).toMatch(/^I may not read the earlier messages/);
    discord.changes.hide(general);
    expect(await channel(general.id)).toMatch(/^I may not read the earlier messages/);
  });

  it('where the operator has not switched it on: it is not offered, and used all the same says so', async () => {
    const { discord, said } = await openTown();
    const { asker } = discord.people;
    expect(() => asker.command('catchup')).toThrow('There is no command "catchup" here.');
    expect(seen(await asker.command('help').message())).not.toContain('/catchup');
    expect(said.join('\n')).toContain('Catch-up is off');
    expect(JSON.stringify(discord.ledger.sends(2))).toContain('"intents":4609');
    const unregistered = await openTown({ register: false });
    unregistered.discord.people.reader.says(FERRY);
    const text = seen(await unregistered.discord.people.asker.command('catchup').message());
    expect(text).toMatch(/^Catching up is off/);
    expect(unregistered.discord.ledger.requests({ method: 'GET', path: /messages/ })).toEqual([]);
  });

  it('in a direct message', async () => {
    const { discord } = await openTalk({ register: false });
    const message = await discord.people.asker.inDm().command('catchup').message();
    expect(seen(message)).toBe('Catching up works in the channels of a server only.');
  });

  it('that Discord does not give', async () => {
    const { discord, expectRefusals } = await openTalk();
    expectRefusals();
    discord.faults.refuse(50001, { path: /messages$/, method: 'GET' });
    const message = await discord.people.asker.command('catchup').message();
    expect(seen(message)).toBe(
      'Discord does not let me read that channel; a moderator can change that.',
    );
  });
});

describe('what /catchup read', () => {
  it('is only text, whatever it is', async () => {
    const { discord, pass } = await openTalk();
    const { asker, reader, admin } = discord.people;
    const texts = [...new Set(HOSTILE.paragraphs.map(({ text }) => text))];
    for (const [i, text] of texts.entries()) {
      (i % 2 === 0 ? reader : admin).says(text.slice(0, 1_900));
      pass(11);
    }
    const message = await asker.command('catchup', { since: '1d', length: 'long' }).message();
    expect(message.pings).toEqual([]);
    const text = textsOf(message)
      .join('\n')
      .replaceAll(/^-# /gm, '')
      .replaceAll(/\\[^\w\s]/g, '')
      .replaceAll(/<t:\d+:[tf]>|\[link\]\(<https:\/\/discord\.com\/[^<>]*>\)/g, '');
    expect(text.match(/[@<#`|]|\]\(|https?:\/\//g)).toBeNull();
  });

  it('hides what was hidden: everything between the bars of spoilers', async () => {
    const { discord, pass } = await openTalk();
    const { asker, reader } = discord.people;
    const hidden = [
      '||secret||',
      '`||` ||secret||',
      '\\`||secret||\\`',
      '||a||||secret||',
      '||\nsecret\n||',
    ];
    for (const text of hidden) {
      reader.says(`In the last chapter of the book the captain ${text}`);
      pass(11);
    }
    const text = seen(await asker.command('catchup', { since: '1d', length: 'long' }).message());
    expect(text).toContain('[spoiler]');
    expect(text).not.toContain('secret');
  });

  it('is kept nowhere', async () => {
    const town = await openTalk();
    const { asker, reader } = town.discord.people;
    reader.says('Zanzibarbaric ferries stop running after midnight from April on.');
    const before = await kept(town, asker.id);
    const message = await asker.command('catchup', { since: '1h' }).message();
    expect(seen(message)).toContain('Zanzibarbaric');
    expect(await kept(town, asker.id)).toEqual(before);
    expect(town.logged.join('\n')).not.toContain('Zanzibarbaric');
    for (const file of ['state.sqlite', 'state.sqlite-wal']) {
      expect(readFileSync(join(town.folder, file)).includes('Zanzibarbaric')).toBe(false);
    }
    expect(seen(await asker.command('privacy').message())).toContain('keeps none of them');
    expect(seen(await asker.command('help').message())).toContain(
      '/catchup [since] [channel] [length]',
    );
    expect(town.said.join('\n')).toContain('Catch-up is on');
  });
});
