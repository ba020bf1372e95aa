// A short question that goes on from the one before it, as people in a channel see it.

import { describe, expect, it } from 'vitest';
import { testClock } from './other-answerers.js';
import { openTown } from './open-town.js';
import { press, replyTo, seen } from './reading.js';
import { ASKED, FERRY_SENTENCE } from './town-corpus.js';

const FIRST = 'What did Calder say about the ferry?';
const SHORT = 'and in 2015?';
const READ = 'Read as: What did Calder say about the ferry in 2015?';

describe('a follow-up', () => {
  it('with /ask shows how it was read', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: FIRST }).message();
    const text = seen(await asker.command('ask', { question: SHORT }).message());
    expect(text.split('\n').slice(0, 2)).toEqual([`-# ${SHORT}`, `-# ${READ}`]);
  });

  it('by a mention goes on from what the same person asked here last', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await replyTo(discord, asker.asks(FIRST));
    expect(seen(await replyTo(discord, asker.asks(SHORT)))).toContain(READ);
  });

  it('goes on from a follow-up as well', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: FIRST }).message();
    await asker.command('ask', { question: SHORT }).message();
    const text = seen(await replyTo(discord, asker.asks('and in 2019?')));
    expect(text).toContain('Read as: What did Calder say about the ferry in 2019?');
  });

  it('by a reply that pings goes on from the answer that is replied to', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const first = await replyTo(discord, asker.asks(FIRST));
    await replyTo(discord, asker.asks(ASKED.market));
    const reply = asker.says(SHORT, { replyTo: first });
    expect(seen(await replyTo(discord, reply))).toContain(READ);
  });

  it('by a reply goes on from an answer that somebody else asked for', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const first = await asker.command('ask', { question: FIRST }).message();
    const reply = reader.says(SHORT, { replyTo: first });
    expect(seen(await replyTo(discord, reply))).toContain(READ);
  });

  it('in a direct message goes on from the message before', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await replyTo(discord, asker.dm(FIRST));
    expect(seen(await replyTo(discord, asker.dm(SHORT)))).toContain(READ);
  });

  it('leaves the options of the question before to that question', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: ASKED.bridge, outlet: 'Island Letter' }).message();
    const text = seen(await replyTo(discord, asker.asks('why?')));
    expect(text).toContain('Read as: ');
    expect(text).not.toContain('outlet:');
  });

  it('goes on from a question that its own options refused, without them', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: FIRST, outlet: 'Nobody' }).message();
    expect(seen(await asker.command('ask', { question: SHORT }).message())).toContain(READ);
  });

  it('is understood for 30 minutes', async () => {
    const clock = testClock();
    const { discord } = await openTown({ now: clock.now });
    const { asker } = discord.people;
    await asker.command('ask', { question: FIRST }).message();
    clock.pass(29);
    expect(seen(await asker.command('ask', { question: SHORT }).message())).toContain(READ);
  });

  it('is not understood any more after 30 minutes', async () => {
    const clock = testClock();
    const { discord } = await openTown({ now: clock.now });
    const { asker } = discord.people;
    const first = await asker.command('ask', { question: FIRST }).message();
    clock.pass(31);
    const byCommand = await asker.command('ask', { question: SHORT }).message();
    const byReply = await replyTo(discord, asker.says('and in 2019?', { replyTo: first }));
    expect(seen(byCommand)).not.toContain('Read as');
    expect(seen(byReply)).not.toContain('Read as');
  });

  it('is still understood after a restart', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    await asker.command('ask', { question: FIRST }).message();
    await town.restart();
    expect(seen(await asker.command('ask', { question: SHORT }).message())).toContain(READ);
  });

  it('is nothing where the question before was asked in another channel', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: FIRST }).message();
    const elsewhere = asker.at(discord.channels.news);
    const text = seen(await elsewhere.command('ask', { question: SHORT }).message());
    expect(text).not.toContain('Read as');
  });

  it('is nothing where somebody else asked before', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    await asker.command('ask', { question: FIRST }).message();
    const text = seen(await reader.command('ask', { question: SHORT }).message());
    expect(text).not.toContain('Read as');
  });

  it('takes a question with a topic of its own as it was asked', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: FIRST }).message();
    const text = seen(await asker.command('ask', { question: ASKED.market }).message());
    expect(text).not.toContain('Read as');
    expect(text).toContain('**The fish market moved');
  });
});

describe('what an answer showed', () => {
  it('says whom "she" means', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: ASKED.bridge }).message();
    const text = seen(await replyTo(discord, asker.asks('what did she promise?')));
    expect(text).toContain('Read as: What did Ines Calder promise');
  });

  it('is what "who said that?" asks of, after a restart as well', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    await asker.command('ask', { question: ASKED.ferry }).message();
    await town.restart();
    const text = seen(await asker.command('ask', { question: 'who said that?' }).message());
    expect(text).toContain(`Read as: Who said that — ${FERRY_SENTENCE.slice(0, -1)}`);
    expect(text).toContain('The ferry to Saltholm stops');
  });

  it('does not come again where more is asked for, nor the time after', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const question = 'What is told of the ferry to Saltholm?';
    const first = seen(await asker.command('ask', { question, sources: 1 }).message());
    const shown = [first];
    for (const more of ['tell me more', 'more']) {
      const text = seen(await asker.command('ask', { question: more, sources: 1 }).message());
      expect(text).toContain(`Read as: more on ${question}`);
      expect(shown.map(quoted)).not.toContain(quoted(text));
      shown.push(text);
    }
  });

  it('narrows to an outlet that is asked for', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: 'What is told of Saltholm?' }).message();
    const text = seen(await replyTo(discord, asker.asks('and according to the Island Letter?')));
    expect(text).toContain('Read as: What is told of Saltholm? outlet:"Island Letter"');
  });
});

describe('a question that leans on nothing', () => {
  it.each([SHORT, 'who said that?', 'tell me more', 'why?'])('%j is asked back', async (short) => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const byCommand = seen(await asker.command('ask', { question: short }).message());
    const byMention = seen(await replyTo(discord, asker.asks(short)));
    for (const text of [byCommand, byMention]) {
      expect(text).toContain('This goes on from an earlier question, and I know of none here.');
      expect(text).not.toContain('¶');
    }
  });

  it('is still understood after thanks', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: FIRST }).message();
    await replyTo(discord, asker.asks('thanks!'));
    expect(seen(await replyTo(discord, asker.asks(SHORT)))).toContain(READ);
  });
});

/** The first words that a card quotes. */
function quoted(text: string): string {
  return /^.*\[1\].*$/m.exec(text)?.[0] ?? text;
}

describe('a private question', () => {
  it('is followed up in private', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: FIRST, private: true }).message();
    const next = await asker.command('ask', { question: SHORT, private: true }).message();
    expect(seen(next)).toContain(READ);
  });

  it('stands in nobody else’s public follow-up', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    await asker.command('ask', { question: FIRST, private: true }).message();
    const next = await reader.command('ask', { question: SHORT }).message();
    expect(seen(next)).not.toContain('Calder say');
  });

  it('does not stand in a public follow-up of its own asker', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: FIRST, private: true }).message();
    const next = await replyTo(discord, asker.asks(SHORT));
    expect(seen(next)).not.toContain('Read as');
  });

  it('can be followed up by everybody once its answer is shared', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const own = await asker.command('ask', { question: FIRST, private: true }).message();
    const shared = await press(asker, own, 'Share').message();
    const reply = reader.says(SHORT, { replyTo: shared });
    expect(seen(await replyTo(discord, reply))).toContain(READ);
  });
});
