// "Find sources" in the menu of a message, as the one who uses it sees it.

import { describe, expect, it } from 'vitest';
import { judging } from './other-answerers.js';
import { openTown } from './open-town.js';
import { faces, isFor, press, replyTo, seen } from './reading.js';
import { ASKED, FERRY_SENTENCE } from './town-corpus.js';

const CLAIM = 'They say the council stopped the ferry to Saltholm because its hull had rusted.';

describe('"Find sources"', () => {
  it('shows what stands near a message, to the one who asks alone', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const message = reader.says(CLAIM);
    const found = await asker.messageCommand('Find sources', message).message();
    expect(isFor(asker, found)).toBe(true);
    expect(seen(found)).toContain(`**${FERRY_SENTENCE}**`);
    expect(reader.sees().map(({ id }) => id)).toEqual([message.id]);
  });

  it('says that it is a message, and leaves the judgement to the reader', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const found = await asker.messageCommand('Find sources', reader.says(CLAIM)).message();
    expect(seen(found).split('\n')[0]).toBe(
      `-# Sources near this message: “${CLAIM}”; whether they support or dispute it is yours to judge`,
    );
  });

  it('says of a message what the corpus does not speak of', async () => {
    const { discord } = await openTown({ answerer: judging('closest', 0.2) });
    const { asker, reader } = discord.people;
    const found = await asker.messageCommand('Find sources', reader.says(CLAIM)).message();
    expect(seen(found)).toContain('The corpus does not seem to speak of this.');
  });

  it('takes a message as it stands: what looks like a filter is none', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const message = reader.says(`${CLAIM} outlet:Nobody after:tomorrow -ferry`);
    const found = await asker.messageCommand('Find sources', message).message();
    expect(seen(found)).toContain(FERRY_SENTENCE);
  });

  it('leaves mentions, emoji, addresses and formatting out of what is looked for', async () => {
    const { discord } = await openTown();
    const { asker, reader, admin } = discord.people;
    const message = reader.says(
      `<@${admin.id}> **${CLAIM}** <:anchor:123456789012345678> https://example.org/x?y=1 @everyone`,
    );
    const found = await asker.messageCommand('Find sources', message).message();
    expect(seen(found).split('\n')[0]).toContain(`“${CLAIM}”`);
  });

  it('says so where a message has no words', async () => {
    const { discord } = await openTown();
    const { asker, reader, admin } = discord.people;
    const message = reader.says(`<@${admin.id}> https://example.org/picture.png`);
    const found = await asker.messageCommand('Find sources', message).message();
    expect(isFor(asker, found)).toBe(true);
    expect(seen(found)).toBe('This message has no words to look for.');
  });

  it('looks for what one of its own cards quotes', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const answer = await replyTo(discord, reader.asks(ASKED.market));
    const found = await asker.messageCommand('Find sources', answer).message();
    expect(seen(found)).toContain('The fish market moved');
  });

  it('finds nothing near a message about something else, and says what the corpus covers', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const message = reader.says('Quantum chromodynamics, lattice eigenvalues!');
    const found = await asker.messageCommand('Find sources', message).message();
    expect(seen(found)).toContain('Nothing in the documents comes near this message.');
    expect(seen(found)).toContain('The corpus holds 3 documents');
  });

  it('can be shared, and then everybody reads it', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const found = await asker.messageCommand('Find sources', reader.says(CLAIM)).message();
    expect(faces(found)).toContain('Share');
    const shared = await press(asker, found, 'Share').message();
    expect(shared.visibleTo).toBeNull();
    expect(seen(shared)).toContain('Sources near this message');
  });

  it('does not become the question that a follow-up goes on from', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    await asker.messageCommand('Find sources', reader.says('What did Calder say?')).message();
    const next = await asker.command('ask', { question: 'and in 2015?', private: true }).message();
    expect(seen(next)).not.toContain('Read as');
  });

  it('works on a message in a direct message', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const message = asker.dm('Quantum chromodynamics lattice eigenvalues?');
    await replyTo(discord, message);
    const found = await asker.inDm().messageCommand('Find sources', message).message();
    expect(seen(found)).toContain('comes near this message');
  });

  it('works where only the one who uses it installed the bot', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const { foreignGeneral } = discord.channels;
    const message = reader.at(foreignGeneral).says(CLAIM);
    const found = await asker.at(foreignGeneral).messageCommand('Find sources', message).message();
    expect(seen(found)).toContain(`**${FERRY_SENTENCE}**`);
  });
});
