// The commands beside /ask: what they say, where they are offered, and what is suggested while one types.

import { describe, expect, it } from 'vitest';
import { changed } from './other-answerers.js';
import { openTown, type Town } from './open-town.js';
import { faces, isFor, press, replyTo, seen } from './reading.js';
import { ASKED, FERRY_SENTENCE, TOWN } from './town-corpus.js';
import { notesOf } from './town-documents.js';

describe('/help', () => {
  it('tells in private how to ask, with every command and every filter', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const card = await asker.command('help').message();
    const text = seen(card);
    expect(isFor(asker, card)).toBe(true);
    for (const usage of [
      '/ask question [after] [before] [outlet] [sources] [private]',
      '/sources [query] [document]',
      'Apps › Find sources',
      ...['/about', '/privacy', '/help', '@mention, reply or direct message'],
      ...['after:2015 before:2021-07', 'outlet:NAME', '"exact words"', '-word'],
    ]) {
      expect(text).toContain(`\`${usage}\``);
    }
  });
});

describe('/about', () => {
  it('tells what is searched, from when to when, the version and how confidence is measured', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const card = await asker.command('about').message();
    const text = seen(card);
    expect(isFor(asker, card)).toBe(true);
    expect(text).toContain('3 documents, 14 Oct 2015 to July 2021, from Harbour Post and Island');
    expect(text).toContain('Verbatim 0.0.0 · 3 passages');
    expect(text).toContain('about 8 in 10 held the answer');
  });
});

describe('the list of commands', () => {
  it('is sent once, and not again when nothing differs', async () => {
    const town = await openTown();
    const again = await town.restart();
    expect(town.said[0]).toBe(
      'Registered the commands everywhere: added ask, sources, summarize, compare, timeline, Find sources, corpus, Add to this server’s sources, about, privacy, help.',
    );
    expect(again.said[0]).toContain('registered everywhere as they are; nothing was sent');
    expect(town.discord.commands.writes).toBe(1);
  });

  it('is sent again where somebody has changed it', async () => {
    const town = await openTown();
    const { commands } = town.discord;
    const [first] = commands.list(null);
    commands.edit(null, String(first?.id), { description: 'Something else' });
    const again = await town.restart();
    expect(again.said[0]).toBe('Registered the commands everywhere: changed ask.');
  });

  it('is not sent where the operator switched that off', async () => {
    const { discord } = await openTown({ register: false });
    expect(discord.commands.isAny).toBe(false);
  });
});

const PLACES = ['a thread', 'a direct message', 'a server without the bot', 'a group DM'] as const;

function askerIn({ discord }: Town, place: (typeof PLACES)[number]) {
  const { asker, reader } = discord.people;
  switch (place) {
    case 'a thread':
      return asker.at(discord.thread);
    case 'a direct message':
      return asker.inDm();
    case 'a server without the bot':
      return asker.at(discord.channels.foreignGeneral);
    case 'a group DM':
      return asker.at(discord.changes.addGroupDm([asker.user, reader.user]));
  }
}

describe.each(PLACES)('in %s', (place) => {
  it('/ask answers with working buttons, and its asker can delete the answer', async () => {
    const town = await openTown();
    const asker = askerIn(town, place);
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    expect(seen(answer)).toContain(`**${FERRY_SENTENCE}**`);
    expect(seen(await press(asker, answer, 'Context').message())).toContain('¶ 2 of 4');
    expect(seen(await press(asker, answer, 'All sources').message())).toContain('3 passages');
    await press(asker, answer, 'Delete').response();
    await town.discord.waitFor(() => town.discord.message(answer.id) === null);
  });

  it('a private answer can be shared', async () => {
    const town = await openTown();
    const asker = askerIn(town, place);
    const own = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    const shared = await press(asker, own, 'Share').message();
    expect(isFor(asker, own)).toBe(true);
    expect(shared.visibleTo).toBeNull();
    expect(faces(shared)).toContain('Delete');
  });

  it('every other command answers in private', async () => {
    const town = await openTown();
    const asker = askerIn(town, place);
    await asker.command('ask', { question: ASKED.ferry }).message();
    for (const name of ['help', 'about', 'privacy', 'sources']) {
      const card = await asker.command(name).message();
      expect(isFor(asker, card)).toBe(true);
      expect(seen(card).length).toBeGreaterThan(100);
    }
  });
});

describe('a server that hides what foreign apps say', () => {
  it('shows a public answer to its asker alone, and all its buttons work', async () => {
    const { discord } = await openTown();
    const channel = discord.channels.foreignGeneral;
    const asker = discord.people.asker.at({ channel, allowsExternalApps: false });
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    expect(isFor(asker, answer)).toBe(true);
    expect(seen(await press(asker, answer, 'Context').message())).toContain('¶ 2 of 4');
  });
});

describe('what is suggested while typing', () => {
  const outlets = async (town: Town, value: string) => {
    const typing = town.discord.people.asker.autocomplete(
      'ask',
      { name: 'outlet', value },
      { question: 'Who?' },
    );
    return (await typing.choices()).map(({ name }) => name);
  };
  const titles = async (town: Town, value: string) =>
    town.discord.people.asker.autocomplete('sources', { name: 'document', value }).choices();

  it('is every outlet before anything is typed', async () => {
    expect(await outlets(await openTown(), '')).toEqual(['Harbour Post', 'Island Letter']);
  });

  it('is the outlets that what is typed may become', async () => {
    expect(await outlets(await openTown(), 'letter')).toEqual(['Island Letter']);
  });

  it('is the titles of documents, of which the chosen one is opened', async () => {
    const town = await openTown();
    const [choice] = await titles(town, 'fish');
    const asked = { document: String(choice?.value) };
    const card = await town.discord.people.asker.command('sources', asked).message();
    expect(choice?.name).toBe('The fish market moves');
    expect(seen(card)).toContain('**The fish market moves**');
  });

  it('is 25 names at most', async () => {
    const town = await openTown({ documents: [...TOWN, ...notesOf(30)] });
    expect(await outlets(town, 'keeper')).toHaveLength(25);
    expect(await titles(town, '')).toHaveLength(25);
  });

  it('is nothing where it fails, and typing goes on', async () => {
    const town = await openTown({
      answerer: (own) => changed(own, { suggest: () => Promise.reject(new Error('no')) }),
    });
    expect(await outlets(town, 'h')).toEqual([]);
  });

  it('is nothing where it takes too long, in time for Discord', async () => {
    // A machine that is busy with other things may be late; what is shown is the same.
    const town = await openTown({
      server: { ackWindowMs: 15_000 },
      delivery: { ackMs: 15_000 },
      answerer: (own) => changed(own, { suggest: () => new Promise(() => undefined) }),
    });
    expect(await outlets(town, 'h')).toEqual([]);
  });
});

describe('a command of another version', () => {
  it('is answered politely and in private', async () => {
    const { discord } = await openTown({ register: false });
    const { asker } = discord.people;
    const card = await asker.command('translate', { text: 'hello' }).message();
    expect(seen(card)).toBe('This command is from another version.');
    expect(isFor(asker, card)).toBe(true);
  });
});

describe('a defect', () => {
  it('is told with a reference and without its details', async () => {
    const { discord, logged } = await openTown({
      answerer: (own) =>
        changed(own, { sources: () => Promise.reject(new Error('the hidden cause')) }),
    });
    const { asker } = discord.people;
    const byCommand = seen(await asker.command('ask', { question: ASKED.ferry }).message());
    const byMention = seen(await replyTo(discord, asker.asks(ASKED.ferry)));
    const reference = /^Something went wrong inside Verbatim \(reference ([0-9a-f]{8})\)/;
    expect(byMention).toMatch(reference);
    expect(byCommand).not.toContain('hidden cause');
    expect(logged.join('\n')).toContain(reference.exec(byCommand)?.[1]);
  });
});
