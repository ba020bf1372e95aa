// What /ask and its typed filters make of what people fill in, right and wrong.

import { describe, expect, it } from 'vitest';
import { judging } from './other-answerers.js';
import { openTown } from './open-town.js';
import { faces, isFor, seen } from './reading.js';
import { ASKED, BRIDGE, FERRY, MARKET } from './town-corpus.js';
import { notesOf } from './town-documents.js';

const TITLES = [FERRY, BRIDGE, MARKET].map(({ title }) => title);
const ALL = 'What happened to the ferry, the bridge and the fish market of Saltholm in heavy rain?';

/** The documents that an answer quotes, of the town's three. */
async function quoted(options: Readonly<Record<string, string | number>>): Promise<string[]> {
  const { discord } = await openTown({ answerer: judging('answer', 0.9) });
  const asked = { question: ALL, sources: 3, ...options };
  const text = seen(await discord.people.asker.command('ask', asked).message());
  return TITLES.filter((title) => text.includes(`· ${title} ·`) || text.includes(`**${title}**`));
}

describe('the options of /ask', () => {
  it('quote only documents from a date on', async () => {
    expect(await quoted({ after: '2019' })).toEqual([BRIDGE.title, MARKET.title]);
  });

  it('quote only documents before a date', async () => {
    expect(await quoted({ before: '2019' })).toEqual([FERRY.title]);
  });

  it('quote only documents between two dates, however precise', async () => {
    expect(await quoted({ after: '2016-02', before: '2021-06-30' })).toEqual([BRIDGE.title]);
  });

  it('quote only one outlet, also where it is not written as it is stored', async () => {
    expect(await quoted({ outlet: 'harbour post' })).toEqual([FERRY.title, MARKET.title]);
  });

  it('join with the filters in the question, and win over them', async () => {
    const asked = { question: `${ALL} before:2019 outlet:"Harbour Post"`, before: '2022' };
    expect(await quoted(asked)).toEqual([FERRY.title, MARKET.title]);
  });

  it.each([1, 2, 5])('quote %i sources where as many are asked for', async (sources) => {
    const { discord } = await openTown({ documents: notesOf(8) });
    const question = 'What did the lighthouse keeper write about the lamp and the fog?';
    const answer = await discord.people.asker.command('ask', { question, sources }).message();
    expect(faces(answer).filter((face) => face === 'Context')).toHaveLength(sources);
  });

  it('cannot be a number of sources that Discord does not let through', async () => {
    const { discord } = await openTown();
    const ask = (sources: number) => () =>
      discord.people.asker.command('ask', { question: ALL, sources });
    expect(ask(0)).toThrow('too small');
    expect(ask(6)).toThrow('too large');
  });

  it('say so where nothing passes them, and what to change', async () => {
    const { discord } = await openTown();
    const asked = { question: ASKED.ferry, outlet: 'The Nobody' };
    const text = seen(await discord.people.asker.command('ask', asked).message());
    expect(text).toContain('No passage passes the filters of this question.');
    expect(text).toContain('Widen or leave out');
  });
});

describe('a slip in the options', () => {
  it.each([
    [{ after: 'yesterday' }, 'after must be a date such as 2021, 2021-07 or 2021-07-08.'],
    [{ before: '14.10.2015' }, 'before must be a date such as 2021, 2021-07 or 2021-07-08.'],
    [{ after: '2021-13' }, 'after must be a date such as 2021, 2021-07 or 2021-07-08.'],
    [{ outlet: '   ' }, 'outlet is empty.'],
    [{ question: '   ' }, 'There is no question.'],
  ])('%j is told in one line, to the one who made it alone', async (options, told) => {
    const { discord, bot } = await openTown();
    const { asker } = discord.people;
    const card = await asker.command('ask', { question: ASKED.ferry, ...options }).message();
    expect(seen(card)).toBe(told);
    expect(isFor(asker, card)).toBe(true);
    await discord.waitFor(() => bot.counts().open === 0);
    expect(bot.counts()).toMatchObject({ received: 1, refused: 1, failed: 0 });
  });

  it('is told with all the others at once', async () => {
    const { discord } = await openTown();
    const asked = { question: ASKED.ferry, after: 'spring', before: 'autumn' };
    const text = seen(await discord.people.asker.command('ask', asked).message());
    expect(text).toContain('after must be a date');
    expect(text).toContain('before must be a date');
  });

  it('is none where a date has spaces around it', async () => {
    expect(await quoted({ after: ' 2019 ' })).toEqual([BRIDGE.title, MARKET.title]);
  });
});

describe('filters in the text of a question', () => {
  it('leave out passages with a word', async () => {
    expect(await quoted({ question: `${ALL} -ferry` })).toEqual([BRIDGE.title, MARKET.title]);
  });

  it('keep passages with an exact phrase alone', async () => {
    expect(await quoted({ question: `${ALL} "old customs house"` })).toEqual([MARKET.title]);
  });
});
