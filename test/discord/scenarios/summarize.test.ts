// /summarize, as people use it: a document by its title, a topic with filters, two lengths, alone or not.

import { describe, expect, it } from 'vitest';
import { openTown } from './open-town.js';
import { faces, isFor, press, seen } from './reading.js';
import { ASKED, BRIDGE, FERRY, FERRY_SENTENCE, MARKET } from './town-corpus.js';

const MAYOR = 'the mayor Ines Calder';

describe('/summarize document', () => {
  it('quotes the document in its order, each sentence with its way to the context', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const summary = await asker.command('summarize document', { document: FERRY.id }).message();
    const text = seen(summary);
    expect(text).toContain(FERRY.title);
    expect(text).toContain(FERRY_SENTENCE);
    expect(text.indexOf('empty quay')).toBeLessThan(text.indexOf(FERRY_SENTENCE));
    expect(isFor(asker, summary)).toBe(false);
    expect(faces(summary)).toEqual(['Context', 'Context', 'Context', 'Delete']);
  });

  it('opens the context of a sentence for whoever presses', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const summary = await asker.command('summarize document', { document: FERRY.id }).message();
    const context = await press(reader, summary, 'Context').message();
    expect(isFor(reader, context)).toBe(true);
    expect(seen(context)).toContain('¶ 1 of 4');
  });

  it('is shorter than the long one, and shown to one person where asked', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const options = { document: FERRY.title, length: 'long', private: true };
    const summary = await asker.command('summarize document', options).message();
    expect(isFor(asker, summary)).toBe(true);
    expect(faces(summary).filter((face) => face === 'Context').length).toBeGreaterThan(3);
    expect(faces(summary).at(-1)).toBe('Share');
    const shared = await press(asker, summary, 'Share').message();
    expect(seen(shared)).toContain(FERRY_SENTENCE);
  });

  it('says so where no document is called that', async () => {
    const { discord } = await openTown();
    const asked = { document: 'Nobody’s diary' };
    const summary = await discord.people.asker.command('summarize document', asked).message();
    expect(seen(summary)).toContain('No document is called “Nobody’s diary”.');
  });
});

describe('/summarize topic', () => {
  it('quotes several documents by date', async () => {
    const { discord } = await openTown();
    const summary = await discord.people.asker
      .command('summarize topic', { topic: MAYOR })
      .message();
    const places = [FERRY, BRIDGE].map(({ title }) => seen(summary).indexOf(title));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('keeps to the filters', async () => {
    const { discord } = await openTown();
    const asked = { topic: ASKED.market, after: '2019', outlet: 'harbour post' };
    const text = seen(await discord.people.asker.command('summarize topic', asked).message());
    expect(text).toContain(MARKET.title);
    expect(text).not.toContain(FERRY.title);
    expect(text).not.toContain(BRIDGE.title);
  });

  it('says so where the corpus has nothing on it', async () => {
    const { discord } = await openTown();
    const asked = { topic: 'quantum chromodynamics' };
    const text = seen(await discord.people.asker.command('summarize topic', asked).message());
    expect(text).toContain('None of these words stands in the documents');
  });

  it('tells a slip to the one who made it alone', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const asked = { topic: MAYOR, after: 'long ago' };
    const slip = await asker.command('summarize topic', asked).message();
    expect(isFor(asker, slip)).toBe(true);
    expect(seen(slip)).toContain('must be a date');
  });
});
