// D15 and D16: places that cannot be written to any more. One sentence each, for the person or for the log.

import { describe, expect, it } from 'vitest';
import { visibleText } from '../../discord-server/visible-text.js';
import { openTown, type Town, type TownOptions } from '../scenarios/open-town.js';
import { ASKED, FERRY_SENTENCE } from '../scenarios/town-corpus.js';
import { botSaid, hears, settled } from './settled.js';

const CHANNEL = /^\/channels\/\d+\/messages$/;

/** Answers late, so that something can happen between a question and its answer. */
const SLOW: TownOptions = {
  answerer: (town) => ({
    ...town,
    sources: async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return town.sources(request);
    },
    status: (collection) => town.status(collection),
    documents: (collection) => town.documents(collection),
    close: () => town.close(),
  }),
};

/** The lines of the log that are warnings or worse, as one text. */
function warnings({ logged }: Town): string {
  return logged.filter((line) => /"level":[456]0/.test(line)).join('');
}

describe('D15: a reply that Discord refuses', () => {
  it.each([
    [403, 50013, /not allowed|permission/i],
    [403, 50001, /not allowed|access|see/i],
    [400, 50083, /archived/i],
    [403, 160005, /locked/i],
    [404, 10003, /channel/i],
    [400, 50006, /empty|defect|wrong/i],
    [400, 50035, /defect|wrong|invalid/i],
    [403, 50007, /direct message/i],
  ])('with %i and %i is one line in the log and a counted failure', async (status, code, words) => {
    const town = await openTown();
    town.expectRefusals();
    const body = { code, message: 'refused' };
    town.discord.faults.add({ path: CHANNEL, method: 'POST', status, body, times: 'always' });
    town.discord.people.asker.asks(ASKED.ferry);
    const counts = await settled(town);
    expect(counts.failed + counts.expired).toBe(1);
    expect(warnings(town)).toMatch(words);
    expect(warnings(town)).toContain(String(code));
    expect(town.discord.ledger.requests({ path: CHANNEL, method: 'POST' })).toHaveLength(1);
  });

  it.each([200000, 240000])(
    'by the server’s own filter (%i) is sent once more without links',
    async (code) => {
      const town = await openTown();
      town.expectRefusals();
      const body = { code, message: 'blocked' };
      town.discord.faults.add({ path: CHANNEL, method: 'POST', status: 400, body });
      town.discord.people.asker.asks(ASKED.ferry);
      const [message] = await hears(town, 1);
      const text = message === undefined ? '' : visibleText(message);
      expect(text).toContain(FERRY_SENTENCE);
      expect(text).not.toContain('https:');
      expect(await settled(town)).toMatchObject({ answered: 1 });
    },
  );
});

describe('D16: a place that goes', () => {
  it('answers in the channel where the question was deleted meanwhile', async () => {
    const town = await openTown(SLOW);
    const { discord } = town;
    const question = discord.people.asker.asks(ASKED.ferry);
    discord.people.asker.deletes(question);
    const [message] = await hears(town, 1);
    expect(message?.replyTo ?? null).toBeNull();
    expect(await settled(town)).toMatchObject({ answered: 1 });
  });

  it.each(['archive', 'lock'] as const)(
    'says nothing more in a thread after %s, but in the log',
    async (how) => {
      const town = await openTown(SLOW);
      const { discord } = town;
      town.expectRefusals();
      discord.people.asker.at(discord.thread).asks(ASKED.ferry);
      await discord.waitFor(() => town.bot.counts().open === 1);
      discord.changes[how](discord.thread);
      const counts = await settled(town);
      expect(counts.received).toBe(1);
      expect(counts.answered + counts.failed).toBe(1);
    },
  );

  it('survives a channel that is deleted under a question', async () => {
    const town = await openTown(SLOW);
    const { discord } = town;
    town.expectRefusals();
    discord.people.asker.at(discord.channels.news).asks(ASKED.ferry);
    await discord.waitFor(() => town.bot.counts().open === 1);
    discord.changes.deleteChannel(discord.channels.news);
    const counts = await settled(town);
    expect(counts.failed + counts.expired).toBe(1);
  });

  it('forgets what it keeps of a server that removed it', async () => {
    const town = await openTown();
    const { discord, state } = town;
    await discord.people.asker.command('ask', { question: ASKED.ferry }).message();
    expect((await state.countOf(discord.people.asker.id)).answers).toBe(1);
    discord.changes.kickBot(discord.guilds.home);
    await discord.waitFor(() => town.logged.some((line) => line.includes('removed the bot')));
    expect((await state.countOf(discord.people.asker.id)).answers).toBe(0);
  });

  it('keeps everything of a server that is only unavailable', async () => {
    const town = await openTown();
    const { discord, state } = town;
    await discord.people.asker.command('ask', { question: ASKED.ferry }).message();
    discord.changes.setAvailable(discord.guilds.home, false);
    discord.changes.setAvailable(discord.guilds.home, true);
    const again = discord.people.asker.command('ask', { question: ASKED.bridge });
    expect(visibleText(await again.message())).toContain('bridge');
    expect((await state.countOf(discord.people.asker.id)).answers).toBe(2);
  });

  it('answers a command where it may not write, because commands need no permission', async () => {
    const town = await openTown();
    const { discord } = town;
    discord.changes.makeUnwritable(discord.channels.general);
    const handle = discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(visibleText(await handle.message())).toContain(FERRY_SENTENCE);
    expect(botSaid(town)).toHaveLength(1);
  });
});
