// Messages that are meant for the bot, and those that are not.

import { describe, expect, it } from 'vitest';
import { openTown, type Town } from './open-town.js';
import { faces, repliesTo, replyTo, seen } from './reading.js';
import { ASKED, FERRY_SENTENCE } from './town-corpus.js';

describe('a mention', () => {
  it('is answered with the same card as /ask, as a reply', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const byCommand = await asker.command('ask', { question: ASKED.ferry }).message();
    const byMention = await replyTo(discord, asker.asks(ASKED.ferry));
    expect(seen(byMention)).toBe(seen(byCommand));
    expect(faces(byMention)).toEqual(faces(byCommand));
    expect(byMention.visibleTo).toBeNull();
  });

  it('leaves the name of the bot, with its comma, out of the question', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const first = await replyTo(discord, asker.says(`<@${discord.bot.id}>, ${ASKED.ferry}`));
    const second = await replyTo(discord, asker.says(`Hey <@${discord.bot.id}>, who left?`));
    expect(seen(first).split('\n')[0]).toBe(`-# ${ASKED.ferry}`);
    expect(seen(second).split('\n')[0]).toBe('-# Hey, who left?');
  });

  it('is answered in a thread', async () => {
    const { discord } = await openTown();
    const asker = discord.people.asker.at(discord.thread);
    const reply = await replyTo(discord, asker.asks(ASKED.bridge));
    expect(reply.channelId).toBe(discord.thread.id);
    expect(seen(reply)).toContain('**The bridge to Saltholm was opened');
  });

  it('understands the filters that are typed into it', async () => {
    const { discord } = await openTown();
    const asked = discord.people.asker.asks(`${ASKED.ferry} before:2016 outlet:"Harbour Post"`);
    const text = seen(await replyTo(discord, asked));
    expect(text).toContain(FERRY_SENTENCE);
    expect(text).not.toContain('[2]');
  });

  it('without a question is told how to ask', async () => {
    const { discord } = await openTown();
    const asked = discord.people.asker.says(`<@${discord.bot.id}>`);
    expect(seen(await replyTo(discord, asked))).toBe(
      'Write your question behind my name, or use /ask; /help tells more.',
    );
  });

  it('that is too long is told how much is read', async () => {
    const { discord } = await openTown();
    const asked = discord.people.asker.asks('ferry '.repeat(400));
    expect(seen(await replyTo(discord, asked))).toBe(
      'The question has 2399 characters; at most 2000 are read.',
    );
  });

  it('with a filter that makes no sense is told what to write', async () => {
    const { discord } = await openTown();
    const asked = discord.people.asker.asks('Why the ferry? after:yesterday');
    expect(seen(await replyTo(discord, asked))).toBe(
      'after:yesterday is not a date; write 2021, 2021-07 or 2021-07-08.',
    );
  });

  it('pings nobody when it is answered, also not the one who asked', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const asked = asker.asks(`Did <@${reader.id}> and @everyone stop the ferry to Saltholm?`);
    const reply = await replyTo(discord, asked);
    expect(reply.pings).toEqual([]);
    expect(reply.allowedMentions).toMatchObject({ parse: [], replied_user: false });
  });
});

describe('a reply to the bot', () => {
  it('that pings it is a question of its own', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const first = await replyTo(discord, asker.asks(ASKED.bridge));
    const reply = await replyTo(discord, asker.says(ASKED.market, { replyTo: first }));
    expect(seen(reply)).toContain('**The fish market moved');
    expect(seen(reply)).not.toContain('Read as');
  });

  it('to what was no answer is a question as well', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const hint = await replyTo(discord, asker.says(`<@${discord.bot.id}>`));
    const reply = await replyTo(discord, asker.says(ASKED.market, { replyTo: hint }));
    expect(seen(reply)).toContain('**The fish market moved');
  });
});

describe('a direct message', () => {
  it('is answered without a mention, where the person and the bot alone see it', async () => {
    const { discord } = await openTown();
    const asked = discord.people.asker.dm(ASKED.ferry);
    const reply = await replyTo(discord, asked);
    expect(seen(reply)).toContain(`**${FERRY_SENTENCE}**`);
    expect(reply.guildId).toBeNull();
  });
});

describe('what is not answered', () => {
  /** Sends something, then a question; what is sent first has had its turn when the second is answered. */
  async function staysSilent(town: Town, sent: { readonly id: string }): Promise<boolean> {
    const { discord } = town;
    await replyTo(discord, discord.people.admin.asks(ASKED.ferry));
    return discord.world.allMessages().every(({ replyTo: to }) => to !== sent.id);
  }

  it('is a message that does not name the bot', async () => {
    const town = await openTown();
    const sent = town.discord.people.asker.says(ASKED.ferry);
    expect(await staysSilent(town, sent)).toBe(true);
  });

  it('is a reply that does not ping it', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const first = await replyTo(town.discord, asker.asks(ASKED.bridge));
    const sent = asker.says('thanks!', { replyTo: first, pingsReply: false });
    expect(await staysSilent(town, sent)).toBe(true);
  });

  it('is a message that pings everyone', async () => {
    const town = await openTown();
    const sent = town.discord.people.admin.says(`@everyone ${ASKED.ferry}`);
    expect(await staysSilent(town, sent)).toBe(true);
  });

  it('is a message of another bot that mentions it', async () => {
    const town = await openTown();
    const { discord } = town;
    const machine = discord.world.addUser('Machine', { isBot: true });
    discord.changes.addMember(discord.guilds.home, machine);
    const sent = discord.person(machine, discord.channels.general).asks(ASKED.ferry);
    expect(await staysSilent(town, sent)).toBe(true);
  });

  it('is a mention that is written into an old message by editing it', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const sent = asker.says('hello all');
    asker.edits(sent, `<@${town.discord.bot.id}> ${ASKED.ferry}`);
    expect(await staysSilent(town, sent)).toBe(true);
  });

  it('is the same message, where Discord brings it twice', async () => {
    const town = await openTown();
    const { discord } = town;
    discord.gateway.faults.duplicateNext(1);
    const asked = discord.people.asker.asks(ASKED.bridge);
    await replyTo(discord, asked);
    await replyTo(discord, discord.people.admin.asks(ASKED.ferry));
    expect(repliesTo(discord, asked)).toHaveLength(1);
  });
});
