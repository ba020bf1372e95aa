// Too many questions: from one person, in one channel, at once, or while the bot is going down.

import { describe, expect, it } from 'vitest';
import { closedGate } from './other-answerers.js';
import { openTown } from './open-town.js';
import { faces, isFor, press, repliesTo, replyTo, seen } from './reading.js';
import { ASKED, FERRY_SENTENCE } from './town-corpus.js';

const FREE = { questions: 1_000, seconds: 60 };
const ONE_EACH = { person: { questions: 1, seconds: 60 }, channel: FREE, guild: FREE };
const PERSON =
  /^That is more questions than I can take from one person at a time\. Please try again in \d+ seconds?\.$/;

describe('a person who asks too much', () => {
  it('is told in private, with the time to wait, as often as they use a command', async () => {
    const { discord } = await openTown({ limits: ONE_EACH });
    const { asker } = discord.people;
    await asker.command('ask', { question: ASKED.ferry }).message();
    for (const question of [ASKED.bridge, ASKED.market]) {
      const told = await asker.command('ask', { question }).message();
      expect(seen(told)).toMatch(PERSON);
      expect(isFor(asker, told)).toBe(true);
    }
  });

  it('is told once where they write messages', async () => {
    const { discord, bot } = await openTown({ limits: ONE_EACH });
    const { asker } = discord.people;
    await replyTo(discord, asker.asks(ASKED.ferry));
    const second = asker.asks(ASKED.bridge);
    expect(seen(await replyTo(discord, second))).toMatch(PERSON);
    const third = asker.asks(ASKED.market);
    await discord.waitFor(() => bot.counts().rate_limited === 2);
    expect(repliesTo(discord, third)).toEqual([]);
  });

  it('costs nobody else a question', async () => {
    const { discord } = await openTown({ limits: ONE_EACH });
    const { asker, reader } = discord.people;
    await asker.command('ask', { question: ASKED.ferry }).message();
    await asker.command('ask', { question: ASKED.ferry }).message();
    const answer = await reader.command('ask', { question: ASKED.ferry }).message();
    expect(seen(answer)).toContain(FERRY_SENTENCE);
  });

  it('can still press buttons, read /help and see what is kept', async () => {
    const { discord } = await openTown({ limits: ONE_EACH });
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    expect(seen(await press(asker, answer, 'Context').message())).toContain('¶ 2 of 4');
    expect(seen(await asker.command('help').message())).toContain('/ask');
    expect(seen(await asker.command('privacy').message())).toContain('Kept of you now: 1 answer');
  });

  it('is held to the same limit in /sources and "Find sources"', async () => {
    const { discord } = await openTown({ limits: ONE_EACH });
    const { asker, reader } = discord.people;
    const message = reader.says(ASKED.ferry);
    await asker.command('sources', { query: ASKED.ferry }).message();
    const list = await asker.command('sources', { query: ASKED.bridge }).message();
    const found = await asker.messageCommand('Find sources', message).message();
    expect(seen(list)).toMatch(PERSON);
    expect(seen(found)).toMatch(PERSON);
  });

  it('gets no hints for empty mentions either', async () => {
    const { discord } = await openTown({ limits: ONE_EACH });
    const { asker, reader } = discord.people;
    await replyTo(discord, asker.says(`<@${discord.bot.id}>`));
    const second = asker.says(`<@${discord.bot.id}>`);
    await replyTo(discord, reader.asks(ASKED.ferry));
    expect(repliesTo(discord, second)).toEqual([]);
  });
});

describe('a place that asks too much', () => {
  it('is a channel, and other channels go on', async () => {
    const limits = { person: FREE, channel: { questions: 1, seconds: 60 }, guild: FREE };
    const { discord } = await openTown({ limits });
    const { asker, reader } = discord.people;
    await asker.command('ask', { question: ASKED.ferry }).message();
    const told = await reader.command('ask', { question: ASKED.ferry }).message();
    const elsewhere = reader.at(discord.channels.news);
    const answer = await elsewhere.command('ask', { question: ASKED.ferry }).message();
    expect(seen(told)).toMatch(/^This channel is asking more than I can answer .* in \d+ seconds?/);
    expect(seen(answer)).toContain(FERRY_SENTENCE);
  });

  it('is a server, and other servers go on', async () => {
    const limits = { person: FREE, channel: FREE, guild: { questions: 1, seconds: 60 } };
    const { discord } = await openTown({ limits });
    const { asker, reader, stranger } = discord.people;
    await asker.command('ask', { question: ASKED.ferry }).message();
    const there = reader.at(discord.channels.news);
    const told = await there.command('ask', { question: ASKED.ferry }).message();
    const answer = await stranger.command('ask', { question: ASKED.ferry }).message();
    expect(seen(told)).toMatch(/^This server is asking more than I can answer/);
    expect(seen(answer)).toContain(FERRY_SENTENCE);
  });
});

describe('more questions at once than may wait', () => {
  const queue = { atOnce: 1, mostWaiting: 1, firstGuessMs: 1_000 };

  it('are told at once that the bot is busy, with the time to wait, and the others are answered', async () => {
    const gate = closedGate();
    const { discord, bot } = await openTown({ answerer: gate.answerer, queue });
    const { asker, reader, admin } = discord.people;
    const first = asker.command('ask', { question: ASKED.ferry });
    await discord.waitFor(() => gate.arrived() === 1);
    const second = reader.command('ask', { question: ASKED.bridge });
    await second.response();
    const told = await admin.command('ask', { question: ASKED.market }).message();
    gate.open();
    expect(seen(told)).toMatch(/^I am busy\. Please try again in \d+ seconds?\.$/);
    expect(isFor(admin, told)).toBe(true);
    expect(seen(await first.message())).toContain(FERRY_SENTENCE);
    expect(seen(await second.message())).toContain('**The bridge to Saltholm was opened');
    await discord.waitFor(() => bot.counts().open === 0);
    expect(bot.counts()).toMatchObject({ received: 3, answered: 2, busy: 1 });
  });

  it('are told so by a reply where they are messages', async () => {
    const gate = closedGate();
    const { discord } = await openTown({ answerer: gate.answerer, queue });
    const { asker, reader, admin } = discord.people;
    const first = asker.asks(ASKED.ferry);
    await discord.waitFor(() => gate.arrived() === 1);
    const second = reader.command('ask', { question: ASKED.bridge });
    await second.response();
    const told = await replyTo(discord, admin.asks(ASKED.market));
    gate.open();
    expect(seen(told)).toMatch(/^I am busy\./);
    expect(seen(await replyTo(discord, first))).toContain(FERRY_SENTENCE);
    await second.message();
  });

  it('never keep a button waiting', async () => {
    const gate = closedGate();
    const { discord } = await openTown({ answerer: gate.answerer, queue });
    const { asker } = discord.people;
    const waiting = asker.command('ask', { question: ASKED.ferry });
    await discord.waitFor(() => gate.arrived() === 1);
    const help = await asker.command('help').message();
    gate.open();
    expect(seen(help)).toContain('/ask');
    await waiting.message();
  });
});

describe('a server that asks many questions at once', () => {
  it('keeps another server and a direct message waiting for one turn each, and hears "busy"', async () => {
    const gate = closedGate();
    const queue = { atOnce: 1, mostWaiting: 20, firstGuessMs: 1_000 };
    const { discord, bot } = await openTown({ answerer: gate.answerer, queue });
    const { asker, reader, stranger } = discord.people;
    const flood = Array.from({ length: 13 }, () => asker.command('ask', { question: ASKED.ferry }));
    // One runs, ten wait, and there are no more than ten places left for all the others.
    await discord.waitFor(() => bot.counts().busy === 2);
    const other = stranger.command('ask', { question: ASKED.bridge });
    await other.response();
    const direct = reader.dm(ASKED.market);
    await discord.waitFor(() => bot.counts().open === 13);
    gate.open();
    await Promise.all([other.message(), replyTo(discord, direct)]);
    await discord.waitFor(() => bot.counts().open === 0);
    expect(gate.asked.slice(0, 4).sort()).toEqual(
      [ASKED.ferry, ASKED.ferry, ASKED.bridge, ASKED.market].sort(),
    );
    expect(gate.asked).toHaveLength(13);
    expect(bot.counts()).toMatchObject({ received: 15, answered: 13, busy: 2 });
    const told = (await Promise.all(flood.map((one) => one.message()))).map(seen);
    expect(told.filter((text) => text.startsWith('I am busy.'))).toHaveLength(2);
  });
});

describe('a bot that is going down', () => {
  it('answers what is in flight, and says that it is restarting to everybody else', async () => {
    const gate = closedGate();
    const { discord, bot } = await openTown({ answerer: gate.answerer });
    const { asker, reader, admin } = discord.people;
    const first = asker.command('ask', { question: ASKED.ferry });
    await discord.waitFor(() => gate.arrived() === 1);
    const stopped = bot.stop();
    const told = await reader.command('ask', { question: ASKED.bridge }).message();
    const shown = await reader.command('sources').message();
    const replied = await replyTo(discord, admin.asks(ASKED.market));
    gate.open();
    expect(seen(told)).toBe('I am restarting. Please ask again in a minute.');
    expect(isFor(reader, told)).toBe(true);
    expect(seen(shown)).toBe('I am restarting. Please try again in a minute.');
    expect(seen(replied)).toBe('I am restarting. Please ask again in a minute.');
    expect(seen(await first.message())).toContain(FERRY_SENTENCE);
    expect(await stopped).toBe(true);
    expect(bot.counts()).toMatchObject({ received: 3, answered: 1, busy: 2, open: 0 });
  });

  it('shows typing to those who wait by a message', async () => {
    const gate = closedGate();
    const { discord } = await openTown({ answerer: gate.answerer });
    const asked = discord.people.asker.asks(ASKED.ferry);
    await discord.waitFor(() => discord.ledger.requests({ path: /\/typing$/ }).length === 1);
    gate.open();
    expect(faces(await replyTo(discord, asked))).toContain('All sources');
  });
});
