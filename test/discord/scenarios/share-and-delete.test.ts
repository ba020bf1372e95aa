// Share, Delete, and buttons that outlive their answer, their process or their version.

import { describe, expect, it } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import type { StateStore } from '../../../src/store/state-store.js';
import { judging, testClock } from './other-answerers.js';
import { openTown } from './open-town.js';
import { answerIdOf, faces, isFor, press, replyTo, seen } from './reading.js';
import { ASKED, buildTown, FERRY_SENTENCE, TOWN } from './town-corpus.js';
import { notesOf } from './town-documents.js';

const GONE = 'This answer is no longer kept. Ask again, and the buttons work.';
const DAY = 24 * 60;

/** A store that takes longer than a press waits for. */
function slow(kept: StateStore): StateStore {
  return { ...kept, answer: (id) => pause(1_100).then(() => kept.answer(id)) };
}

describe('"Share"', () => {
  it('posts the same answer for everybody, with Delete in the place of Share', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const asked = { question: ASKED.ferry, private: true };
    const own = await asker.command('ask', asked).message();
    const shared = await press(asker, own, 'Share').message();
    expect(seen(shared)).toBe(seen(own));
    expect(faces(shared)).toEqual(faces(own).map((face) => face.replace('Share', 'Delete')));
    expect(reader.sees().map(({ id }) => id)).toEqual([shared.id]);
  });

  it('leaves buttons that work for everybody', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const own = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    const shared = await press(asker, own, 'Share').message();
    const context = await press(reader, shared, 'Context').message();
    expect(seen(context)).toContain('¶ 2 of 4');
  });

  it('works once, and says so when it is pressed again', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const own = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    await press(asker, own, 'Share').message();
    const again = await press(asker, own, 'Share').message();
    expect(seen(again)).toBe('This answer has been shared already.');
    expect(isFor(asker, again)).toBe(true);
    expect(reader.sees()).toHaveLength(1);
  });

  it('can be pressed again where the post did not get through', async () => {
    const town = await openTown();
    const { discord } = town;
    town.expectRefusals();
    const { asker } = discord.people;
    const own = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    const body = { code: 50035, message: 'refused' };
    discord.faults.add({ path: /\/callback$/, status: 400, body });
    press(asker, own, 'Share');
    await discord.waitFor(() => town.logged.some((line) => line.includes('50035')));
    await pause(50);
    const shared = await press(asker, own, 'Share').message();
    expect(seen(shared)).toBe(seen(own));
  });

  it('works on what comes nearest, and is not offered where there is nothing to share', async () => {
    const { discord } = await openTown({ answerer: judging('closest', 0.3) });
    const { asker } = discord.people;
    const own = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    const none = await asker.command('ask', { question: 'hello', private: true }).message();
    const shared = await press(asker, own, 'Share').message();
    expect(shared.visibleTo).toBeNull();
    expect(seen(shared)).toContain('These passages come nearest');
    expect(faces(none)).not.toContain('Share');
  });

  it('can be undone by deleting what was posted', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const own = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    const shared = await press(asker, own, 'Share').message();
    await press(asker, shared, 'Delete').response();
    await discord.waitFor(() => discord.message(shared.id) === null);
    await pause(50);
    expect(seen(await press(asker, own, 'All sources').message())).toBe(GONE);
  });
});

describe('"Delete"', () => {
  it('removes the answer for the one who asked', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    await press(asker, answer, 'Delete').response();
    await discord.waitFor(() => discord.message(answer.id) === null);
    expect(reader.sees()).toEqual([]);
  });

  it('removes an answer to a mention as well', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const answer = await replyTo(discord, asker.asks(ASKED.ferry));
    await press(asker, answer, 'Delete').response();
    await discord.waitFor(() => discord.message(answer.id) === null);
    expect(asker.sees()).toHaveLength(1);
  });

  it('tells everybody else that it is not theirs, in private, and keeps the answer', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const refused = await press(reader, answer, 'Delete').message();
    expect(seen(refused)).toBe('Only the person who asked can delete this answer.');
    expect(isFor(reader, refused)).toBe(true);
    expect(seen(discord.message(answer.id) ?? refused)).toContain(FERRY_SENTENCE);
  });

  it('removes what was kept of it, votes included', async () => {
    const { discord, state } = await openTown();
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    await press(reader, answer, '👍').message();
    await press(asker, answer, 'Delete').response();
    await discord.waitFor(() => discord.message(answer.id) === null);
    await pause(50);
    expect(await state.answer(answerIdOf(answer))).toBeNull();
    expect(await state.allFeedback()).toEqual([]);
  });

  it('can be pressed again where the message could not be removed', async () => {
    const { discord, state, logged } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const body = { code: 50013, message: 'Missing Permissions' };
    discord.faults.add({ method: 'DELETE', status: 403, body, times: 2 });
    await press(asker, answer, 'Delete').response();
    await discord.waitFor(() => logged.filter((line) => line.includes('50013')).length === 2);
    expect(await state.answer(answerIdOf(answer))).not.toBeNull();
    await press(asker, answer, 'Delete').response();
    await discord.waitFor(() => discord.message(answer.id) === null);
  });

  it('never puts a refusal in the place of the answer, however slow the store is', async () => {
    const { discord } = await openTown({ state: slow });
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const refused = await press(reader, answer, 'Delete').message();
    expect(isFor(reader, refused)).toBe(true);
    expect(seen(refused)).toBe('Only the person who asked can delete this answer.');
    expect(discord.message(answer.id)?.editedAt).toBeNull();
  });

  it('removes the answer where the store is slow, and says so', async () => {
    const { discord } = await openTown({ state: slow });
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const told = await press(asker, answer, 'Delete').message();
    expect(seen(told)).toBe('The answer is deleted.');
    expect(isFor(asker, told)).toBe(true);
    expect(discord.message(answer.id)).toBeNull();
  });
});

describe('a button that outlives something', () => {
  it('works after a restart', async () => {
    const town = await openTown();
    const { asker, reader } = town.discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    await town.restart();
    expect(seen(await press(reader, answer, 'Context').message())).toContain('¶ 2 of 4');
    expect(seen(await press(reader, answer, 'All sources').message())).toContain('3 passages');
    expect(seen(await press(reader, answer, 'Why these?').message())).toContain('compared');
    expect(seen(await press(reader, answer, '👍').message())).toContain('Noted');
    await press(asker, answer, 'Delete').response();
    await town.discord.waitFor(() => town.discord.message(answer.id) === null);
  });

  it('works for 30 days', async () => {
    const clock = testClock();
    const { discord } = await openTown({ now: clock.now });
    const answer = await discord.people.asker.command('ask', { question: ASKED.ferry }).message();
    clock.pass(30 * DAY - 1);
    const context = await press(discord.people.asker, answer, 'Context').message();
    expect(seen(context)).toContain('¶ 2 of 4');
  });

  it.each(['Context', '👍', '👎', 'All sources', 'Why these?', 'Delete'])(
    'says politely and in private that the answer is no longer kept: %s',
    async (face) => {
      const clock = testClock();
      const { discord } = await openTown({ now: clock.now });
      const { asker } = discord.people;
      const answer = await asker.command('ask', { question: ASKED.ferry }).message();
      clock.pass(30 * DAY);
      const told = await press(asker, answer, face).message();
      expect(seen(told)).toBe(GONE);
      expect(isFor(asker, told)).toBe(true);
      expect(discord.message(answer.id)?.editedAt).toBeNull();
    },
  );

  it('says that it is from an older version where it is', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    for (const id of ['v0:sources:abc:1', 'v1:polish:abc', 'page-2', 'v1']) {
      const told = await asker.clickForged(answer, id).message();
      expect(seen(told)).toBe('This button is from an older version. Please ask again.');
      expect(isFor(asker, told)).toBe(true);
    }
  });

  it('works on an answer that was given before a new corpus was indexed', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const answer = await asker.command('ask', { question: ASKED.market }).message();
    await buildTown(town.folder, [...TOWN, ...notesOf(3)]);
    const list = await press(asker, answer, 'All sources').message();
    expect(seen(list)).toContain('The fish market moves');
    expect(seen(list)).not.toContain('Lighthouse');
  });
});
