// /compare: two outlets or two periods on a topic, each in its own words.

import { describe, expect, it } from 'vitest';
import { openTown } from './open-town.js';
import { faces, isFor, press, seen } from './reading.js';
import { ASKED, BRIDGE, FERRY, FERRY_SENTENCE } from './town-corpus.js';

describe('/compare', () => {
  it('quotes each side under its name, and says where one has nothing', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const sides = { topic: ASKED.ferry, first: 'Harbour Post', second: 'Nobody' };
    const shown = await asker.command('compare', sides).message();
    const text = seen(shown);
    expect(text).toContain('**Harbour Post**');
    expect(text).toContain(FERRY_SENTENCE);
    expect(text).toContain('**Nobody**\nNo passage of an outlet of this name passes the filters.');
    expect(faces(shown).at(-1)).toBe('Delete');
  });

  it('compares periods, each quoting its own documents', async () => {
    const { discord } = await openTown();
    const sides = { topic: 'mayor Ines Calder', first: 'before 2016', second: '2016..2020' };
    const text = seen(await discord.people.asker.command('compare', sides).message());
    const [first = '', second = ''] = text.split('**2016 to 2020**');
    expect(first).not.toContain(BRIDGE.title);
    expect(second).not.toContain(FERRY.title);
  });

  it('leads from a quotation of the second side to its own context', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const sides = { topic: ASKED.ferry, first: '2019', second: '2015' };
    const shown = await asker.command('compare', sides).message();
    const last = faces(shown).lastIndexOf('Context');
    expect(last).toBeGreaterThanOrEqual(0);
    const context = await press(reader, shown, 'Context').message();
    expect(isFor(reader, context)).toBe(true);
  });

  it.each([
    [{ first: '2015', second: '2015' }, 'Both sides are the same'],
    [{ first: '2019..2015', second: '2015' }, 'ends before it begins'],
    [{ first: ' ', second: '2015' }, 'One side is empty'],
    [{ first: 'AFP', second: '2015', outlet: 'AFP' }, 'An outlet is given twice'],
  ])('says what is wrong with %j', async (sides, words) => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const shown = await asker.command('compare', { topic: ASKED.ferry, ...sides }).message();
    expect(seen(shown)).toContain(words);
    expect(isFor(asker, shown)).toBe(true);
  });

  it('suggests outlets for its sides', async () => {
    const { discord } = await openTown();
    const typed = { name: 'second', value: 'isl' };
    const given = { topic: ASKED.ferry, first: '2015' };
    const handle = discord.people.asker.autocomplete('compare', typed, given);
    const { data } = await handle.response();
    expect(data.choices).toEqual([{ name: 'Island Letter', value: 'Island Letter' }]);
  });
});
