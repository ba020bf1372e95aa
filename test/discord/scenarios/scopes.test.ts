// What a channel may search decides what its commands, buttons and threads show: as it is now, not as it was.

import { describe, expect, it } from 'vitest';
import { guildCollection } from '../../../src/retrieval/scope.js';
import { buildInto } from '../../support/answering-site.js';
import { sharedCollections } from '../../support/shared-collections.js';
import { openTown } from './open-town.js';
import { answerIdOf, press, seen } from './reading.js';
import { ASKED, FERRY_SENTENCE } from './town-corpus.js';

const OWN = 'The lighthouse keeper of Port Alder counts forty seals each winter.';
const QUESTION = 'How many seals does the lighthouse keeper of Port Alder count each winter?';

/** The town, with a collection of its first server's own. */
async function openOwnTown() {
  const collections = sharedCollections();
  const town = await openTown({ collections });
  const { asker, stranger } = town.discord.people;
  const home = town.discord.channels.general.guildId ?? '';
  const own = guildCollection(home);
  await buildInto(town.folder, { 'seals.md': OWN }, own);
  const narrow = (...names: string[]) => {
    collections.narrow(home, town.discord.channels.general.id, names);
  };
  return { ...town, collections, asker, stranger, own, narrow };
}

describe('a server', () => {
  it('finds its own documents beside the shared ones, and no other server finds them', async () => {
    const { asker, stranger } = await openOwnTown();
    const ask = { question: QUESTION };
    expect(seen(await asker.command('ask', ask).message())).toContain('counts forty seals');
    expect(seen(await asker.command('ask', { question: ASKED.ferry }).message())).toContain(
      FERRY_SENTENCE,
    );
    expect(seen(await stranger.command('ask', ask).message())).not.toContain('forty seals');
  });

  it('narrows a question to a collection that is typed, and knows none beyond its own', async () => {
    const { asker, stranger, own } = await openOwnTown();
    const narrowed = { question: `${ASKED.ferry} collection:${own}` };
    expect(seen(await asker.command('ask', narrowed).message())).not.toContain(FERRY_SENTENCE);
    const told = seen(await stranger.command('ask', narrowed).message());
    expect(told).toContain('There is no collection');
    expect(told).toContain('here.');
  });
});

describe('a narrowed channel', () => {
  it('searches less from the next question on, and more again once that is lifted', async () => {
    const { asker, narrow } = await openOwnTown();
    const ask = async () => seen(await asker.command('ask', { question: QUESTION }).message());
    expect(await ask()).toContain('counts forty seals');
    narrow('default');
    expect(await ask()).not.toContain('forty seals');
    narrow();
    expect(await ask()).toContain('counts forty seals');
  });

  it('takes what it may not search any more out of what the buttons of an older answer show', async () => {
    const { asker, narrow } = await openOwnTown();
    const answer = await asker.command('ask', { question: QUESTION, private: true }).message();
    expect(seen(answer)).toContain('counts forty seals');
    narrow('default');
    expect(answerIdOf(answer)).not.toBe('');
    for (const button of ['Context', 'All sources', 'Why these?', 'Share']) {
      const told = seen(await press(asker, answer, button).message());
      expect(told).not.toContain('seals');
    }
    narrow('gone');
    const told = seen(await press(asker, answer, 'Context').message());
    expect(told).toContain('There is nothing here that may be searched.');
  });
});
