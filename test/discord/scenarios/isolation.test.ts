// What one person or server must never see of another, however they press.

import { describe, expect, it } from 'vitest';
import { openTown, type Town } from './open-town.js';
import { answerIdOf, isFor, press, replyTo, seen } from './reading.js';
import { ASKED, FERRY_SENTENCE } from './town-corpus.js';

const GONE = 'This answer is no longer kept. Ask again, and the buttons work.';
const NOT_YOURS = 'This answer belongs to somebody else.';

/** Every button that names an answer. */
const PRESSES = (answerId: string): string[] => [
  `v1:context:${answerId}:1:0`,
  `v1:context:${answerId}:1:1:turn`,
  `v1:sources:${answerId}:1`,
  `v1:sources:${answerId}:2:turn`,
  `v1:why:${answerId}`,
  `v1:up:${answerId}`,
  `v1:down:${answerId}`,
  `v1:reason:${answerId}`,
  `v1:question:${answerId}`,
  `v1:unvote:${answerId}`,
  `v1:share:${answerId}`,
  `v1:delete:${answerId}`,
];

/** What a person is told who presses, on their own message, every button of somebody else's answer. */
async function forge(town: Town, own: Parameters<typeof seen>[0], answerId: string) {
  const person = Object.values(town.discord.people).find(({ id }) => own.visibleTo === id);
  if (person === undefined) throw new Error('the message is nobody’s own');
  const told: string[] = [];
  for (const id of PRESSES(answerId)) {
    const message = await person.clickForged(own, id).message();
    expect(isFor(person, message)).toBe(true);
    told.push(seen(message));
  }
  return told;
}

describe('another server', () => {
  it('sees nothing of an answer, whatever is pressed there with its id', async () => {
    const town = await openTown();
    const { asker, stranger } = town.discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const own = await stranger.command('help').message();
    const told = await forge(town, own, answerIdOf(answer));
    expect(new Set(told)).toEqual(new Set([GONE]));
    expect(await town.state.allFeedback()).toEqual([]);
    expect(await town.state.answer(answerIdOf(answer))).not.toBeNull();
  });

  it('has its own last answer', async () => {
    const { discord } = await openTown();
    const { asker, stranger } = discord.people;
    await asker.command('ask', { question: ASKED.ferry }).message();
    await stranger.command('ask', { question: ASKED.market }).message();
    const list = seen(await stranger.command('sources').message());
    expect(list.indexOf('The fish market moves')).toBeLessThan(list.indexOf('The ferry'));
  });

  it('does not let the asker’s own answers from elsewhere in', async () => {
    const town = await openTown();
    const { reader } = town.discord.people;
    const answer = await reader.command('ask', { question: ASKED.ferry }).message();
    const away = reader.at(town.discord.channels.awayGeneral);
    const own = await away.command('help').message();
    const told = await away.clickForged(own, `v1:sources:${answerIdOf(answer)}:1`).message();
    expect(seen(told)).toBe(GONE);
  });

  it('is not the place where a follow-up goes on', async () => {
    const { discord } = await openTown();
    const { reader } = discord.people;
    await reader.command('ask', { question: 'What did Calder say about the ferry?' }).message();
    const away = reader.at(discord.channels.awayGeneral);
    const next = await replyTo(discord, away.asks('and in 2015?'));
    expect(seen(next)).not.toContain('Read as');
  });
});

describe('another channel of the same server', () => {
  it('sees nothing of an answer that somebody else asked for', async () => {
    const town = await openTown();
    const { asker, reader } = town.discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const elsewhere = reader.at(town.discord.channels.news);
    const own = await elsewhere.command('help').message();
    const told = await forge(town, own, answerIdOf(answer));
    expect(new Set(told)).toEqual(new Set([GONE]));
  });
});

describe('a private answer', () => {
  it('is its asker’s alone, whatever somebody else presses with its id', async () => {
    const town = await openTown();
    const { asker, reader } = town.discord.people;
    const secret = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    const own = await reader.command('help').message();
    const told = await forge(town, own, answerIdOf(secret));
    expect(new Set(told)).toEqual(new Set([NOT_YOURS]));
    expect(await town.state.allFeedback()).toEqual([]);
  });

  it('shows nothing of itself in the channel', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const secret = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    await press(asker, secret, 'Context').message();
    await press(asker, secret, '👎').message();
    await press(asker, secret, 'All sources').message();
    expect(reader.sees()).toEqual([]);
  });

  it('in a direct message is not the other person’s in theirs', async () => {
    const town = await openTown();
    const { asker, reader } = town.discord.people;
    const answer = await replyTo(town.discord, asker.dm(ASKED.ferry));
    const own = await reader.inDm().command('help').message();
    const id = `v1:sources:${answerIdOf(answer)}:1`;
    expect(seen(await reader.inDm().clickForged(own, id).message())).toBe(GONE);
    expect(seen(await reader.inDm().command('sources').message())).toContain('no answer here yet');
  });
});

describe('a made-up button', () => {
  it.each([
    ['v1:context::1:0', GONE],
    ['v1:context:AAAAAAAAAAAAAAAA:1:0', GONE],
    ['v1:sources:../../state.sqlite:1', GONE],
    ['v1:why:%00', GONE],
    ['v1:document:no-such-document:0:turn', 'This document is not in the corpus.'],
    ['v1:document::::', 'This document is not in the corpus.'],
  ])('%s is refused politely', async (id, told) => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const own = await asker.command('help').message();
    expect(seen(await asker.clickForged(own, id).message())).toBe(told);
  });

  it('with numbers that make no sense shows the nearest page there is', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const id = answerIdOf(answer);
    for (const part of ['999999999', '-7', 'NaN', '1e308', '0.5', '']) {
      const list = await asker.clickForged(answer, `v1:sources:${id}:${part}`).message();
      const context = await asker.clickForged(answer, `v1:context:${id}:1:${part}`).message();
      expect(seen(list)).toContain('3 passages in 3 documents');
      expect(seen(context)).toContain(FERRY_SENTENCE);
    }
  });

  it('cannot choose a reason that is none', async () => {
    const { discord, state } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const own = await asker.command('help').message();
    await asker.clickForged(own, `v1:reason:${answerIdOf(answer)}`).message();
    const [kept] = await state.allFeedback();
    expect(kept?.feedback.reason).toBeNull();
  });

  it('cannot send a form for somebody else’s private answer', async () => {
    const { discord, state } = await openTown();
    const { asker, reader } = discord.people;
    const secret = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    const input = { type: 4, id: 2, custom_id: 'question', value: 'What was it?' };
    const form = [{ type: 18, id: 1, component: input }];
    const told = reader.submitForged(`v1:question:${answerIdOf(secret)}`, form);
    expect(seen(await told.message())).toBe(NOT_YOURS);
    expect(await state.allFeedback()).toEqual([]);
  });

  it('cannot share what is no private answer of the one who presses', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const secret = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    const help = await asker.command('help').message();
    const told = await asker.clickForged(help, `v1:share:${answerIdOf(secret)}`).message();
    expect(seen(told)).toBe('This answer cannot be shared; ask again.');
    expect(isFor(asker, told)).toBe(true);
  });
});
