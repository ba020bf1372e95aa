// /privacy: what is kept of a person, and the button that deletes it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testClock } from './other-answerers.js';
import { openTown } from './open-town.js';
import { answerIdOf, faces, isFor, press, replyTo, seen } from './reading.js';
import { ASKED } from './town-corpus.js';

describe('/privacy', () => {
  it('tells in private what is kept and for how long', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const card = await asker.command('privacy').message();
    expect(isFor(asker, card)).toBe(true);
    expect(seen(card)).toContain('Not the question itself.');
    expect(seen(card)).toMatch(/\*\*30 minutes\*\*\nYour questions of the last half an hour/);
    expect(seen(card)).toContain('Nothing is kept of you now.');
    expect(faces(card)).toEqual(['Delete what is kept of me']);
  });

  it('counts what is kept of the one who asks, and of nobody else', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    await replyTo(discord, asker.asks(ASKED.market));
    await press(reader, answer, '👍').message();
    const mine = seen(await asker.command('privacy').message());
    const theirs = seen(await reader.command('privacy').message());
    expect(mine).toMatch(/Kept of you now: 2 answers, 2 questions and 0 \w+\./);
    expect(theirs).toMatch(/Kept of you now: 0 answers, 0 questions and 1 \w+\./);
  });

  it('says that questions are kept where the operator switched that on', async () => {
    const { discord } = await openTown({ keepsQuestions: true });
    const text = seen(await discord.people.asker.command('privacy').message());
    expect(text).toContain('Your questions: the operator has switched this on');
  });
});

describe('"Delete what is kept of me"', () => {
  it('deletes it, says how much it was, and leaves nothing to count', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    await press(asker, answer, '👎').message();
    const card = await asker.command('privacy').message();
    const done = await press(asker, card, 'Delete what is kept of me').message();
    expect(done.id).toBe(card.id);
    expect(seen(done)).toMatch(/^Deleted: 1 answer, 1 question of recent conversations, 1 /);
    const after = seen(await asker.command('privacy').message());
    expect(after).toContain('Nothing is kept of you now.');
  });

  it('leaves what is kept of others', async () => {
    const { discord, state } = await openTown();
    const { asker, reader } = discord.people;
    const answer = await reader.command('ask', { question: ASKED.ferry }).message();
    const card = await asker.command('privacy').message();
    await press(asker, card, 'Delete what is kept of me').message();
    expect(await state.answer(answerIdOf(answer))).not.toBeNull();
    expect(seen(await press(asker, answer, 'Context').message())).toContain('¶ 2 of 4');
  });

  it('ends what the buttons under the deleted answers do', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const card = await asker.command('privacy').message();
    await press(asker, card, 'Delete what is kept of me').message();
    const told = await press(reader, answer, 'All sources').message();
    expect(seen(told)).toBe('This answer is no longer kept. Ask again, and the buttons work.');
  });

  it('ends the conversation: a short question no longer goes on from it', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: 'What did Calder say about the ferry?' }).message();
    const card = await asker.command('privacy').message();
    await press(asker, card, 'Delete what is kept of me').message();
    const next = await asker.command('ask', { question: 'and in 2015?' }).message();
    expect(seen(next)).not.toContain('Read as');
  });
});

describe('what is kept', () => {
  it('holds no question after the answer, once its half hour is over and it was swept', async () => {
    const clock = testClock();
    const { discord, state, folder } = await openTown({ now: clock.now });
    const question = 'Did Ottokar Brandmeister see the ferry to Saltholm?';
    await discord.people.asker.command('ask', { question }).message();
    clock.pass(31);
    await state.sweep(clock.now());
    const bytes = await readFile(join(folder, 'state.sqlite'));
    const log = await readFile(join(folder, 'state.sqlite-wal')).catch(() => Buffer.alloc(0));
    expect(Buffer.concat([bytes, log]).includes(question)).toBe(false);
  });

  it('is deleted with the server that removed the bot', async () => {
    const { discord, state } = await openTown();
    const answer = await discord.people.asker.command('ask', { question: ASKED.ferry }).message();
    const id = answerIdOf(answer);
    discord.changes.kickBot(discord.guilds.home);
    let isThere = true;
    await discord.waitFor(() => {
      void state.answer(id).then((record) => {
        isThere = record !== null;
      });
      return !isThere;
    });
    expect(await state.answer(id)).toBeNull();
  });

  it('stands in no log: neither questions nor answers', async () => {
    const { discord, logged } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: ASKED.ferry }).message();
    await replyTo(discord, asker.asks(ASKED.market));
    const log = logged.join('\n');
    expect(log).not.toContain('rusted');
    expect(log).not.toContain('customs house');
    expect(log).not.toContain('storm');
  });
});
