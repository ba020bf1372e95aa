// Contract: given answers come back as they were saved, to those who may see them, until they expire.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OpenStateSite } from '../state-store-contract.js';
import { afterNoon, foundOf, HOSTILE_IDS, NOON, noon, ONE, recordOf, turnOf } from './records.js';

export function describeAnswers(site: OpenStateSite): void {
  it('gives an answer back as it was saved, also after closing and opening again', async () => {
    const place = site();
    const store = place.open(noon);
    await store.saveAnswer(recordOf('a'));
    expect(await store.answer('a')).toStrictEqual(recordOf('a'));
    await store.close();
    expect(await place.open(noon).answer('a')).toStrictEqual(recordOf('a'));
  });

  it('keeps every digit and every character of an answer', async () => {
    const store = site().open(noon);
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    await fc.assert(
      fc.asyncProperty(number, fc.string({ unit: 'binary' }), async (score, text) => {
        // JSON has no negative zero.
        const record = recordOf('a', {
          confidence: score + 0,
          words: [{ word: text, passages: 1 }],
          found: [foundOf(1, { score: score + 0, title: text, documentId: text })],
        });
        await store.saveAnswer(record);
        expect(await store.answer('a')).toStrictEqual(record);
      }),
    );
  });

  it('keeps what few answers have: copies, another outlet, words held, what was weighed', async () => {
    const store = site().open(noon);
    const record = recordOf('a', {
      judgement: { features: { cosine: 1 / 3 }, weights: { intercept: -9.651, cosine: 3.486 } },
      found: [
        foundOf(1, {
          alsoIn: [{ label: 7, documentId: 'wire-1' }],
          isOtherOutlet: true,
          holds: ['harbour'],
        }),
      ],
    });
    await store.saveAnswer(record);
    expect(await store.answer('a')).toStrictEqual(record);
  });

  it('shows an answer at once to another process', async () => {
    const place = site();
    const [one, other] = [place.open(noon), place.open(noon)];
    await one.saveAnswer(recordOf('a'));
    expect(await other.answer('a')).toStrictEqual(recordOf('a'));
  });

  it('knows no answer that was not saved', async () => {
    const store = site().open(noon);
    expect(await store.answer('a')).toBeNull();
    expect(await store.lastAnswer('channel', 'ann')).toBeNull();
  });

  it('moves an answer and its turn to where others may see them, and nothing that is gone', async () => {
    const store = site().open(noon);
    const place = { conversation: 'thread', isPrivate: false };
    await store.saveAnswer(recordOf('a', { isPrivate: true }));
    await store.saveTurn(turnOf('a', { isPrivate: true }));
    expect(await store.moveAnswer('a', place)).toBe(true);
    expect(await store.answer('a')).toStrictEqual(recordOf('a', place));
    expect(await store.turn('a')).toStrictEqual(turnOf('a', place));
    await store.forget('ann');
    expect(await store.moveAnswer('a', place)).toBe(false);
    expect(await store.countOf('ann')).toEqual({ answers: 0, turns: 0, feedback: 0 });
  });

  it('replaces an answer with the same id', async () => {
    const store = site().open(noon);
    await store.saveAnswer(recordOf('a'));
    const other = recordOf('a', { outcome: 'none', guild: null, words: [], found: [] });
    await store.saveAnswer(other);
    expect(await store.answer('a')).toStrictEqual(other);
    expect((await store.countOf('ann')).answers).toBe(1);
  });

  it('gives the last public answer of a conversation to anybody', async () => {
    const store = site().open(noon);
    await store.saveAnswer(recordOf('late', { createdAt: afterNoon(2) }));
    await store.saveAnswer(recordOf('early', { createdAt: afterNoon(1) }));
    await store.saveAnswer(recordOf('elsewhere', { conversation: 'thread' }));
    expect((await store.lastAnswer('channel', 'ann'))?.id).toBe('late');
    expect((await store.lastAnswer('channel', 'bob'))?.id).toBe('late');
    expect((await store.lastAnswer('thread', 'bob'))?.id).toBe('elsewhere');
    expect(await store.lastAnswer('nowhere', 'ann')).toBeNull();
  });

  it('gives a private answer to its asker alone', async () => {
    const store = site().open(noon);
    await store.saveAnswer(recordOf('public', { createdAt: afterNoon(1) }));
    await store.saveAnswer(recordOf('private', { createdAt: afterNoon(2), isPrivate: true }));
    expect((await store.lastAnswer('channel', 'ann'))?.id).toBe('private');
    expect((await store.lastAnswer('channel', 'bob'))?.id).toBe('public');
    await store.saveAnswer(recordOf('latest', { createdAt: afterNoon(3), asker: 'bob' }));
    expect((await store.lastAnswer('channel', 'ann'))?.id).toBe('latest');
  });

  it('gives the one saved last where two are from the same moment', async () => {
    const store = site().open(noon);
    for (const id of ['x', 'a', 'm']) await store.saveAnswer(recordOf(id));
    expect((await store.lastAnswer('channel', 'ann'))?.id).toBe('m');
    await store.saveAnswer(recordOf('private', { isPrivate: true }));
    expect((await store.lastAnswer('channel', 'ann'))?.id).toBe('private');
  });

  it('never gives an expired answer, swept or not', async () => {
    let now = NOON;
    const store = site().open(() => now);
    await store.saveAnswer(recordOf('long', { expiresAt: afterNoon(7_200_000) }));
    await store.saveAnswer(recordOf('short', { createdAt: afterNoon(1) }));
    now = new Date(ONE.getTime() - 1);
    expect((await store.lastAnswer('channel', 'bob'))?.id).toBe('short');
    now = ONE;
    expect(await store.answer('short')).toBeNull();
    expect((await store.lastAnswer('channel', 'ann'))?.id).toBe('long');
    expect((await store.lastAnswer('channel', 'bob'))?.id).toBe('long');
  });

  it.each(HOSTILE_IDS)('takes %j as plain text wherever an id is asked for', async (id) => {
    const store = site().open(noon);
    const record = recordOf(id, { conversation: id, asker: id, guild: id, isPrivate: true });
    await store.saveAnswer(record);
    await store.saveAnswer(recordOf('other', { conversation: 'c', guild: 'g' }));
    expect(await store.answer(id)).toStrictEqual(record);
    expect(await store.lastAnswer(id, id)).toStrictEqual(record);
    expect(await store.forgetGuild(id)).toEqual({ answers: 1, turns: 0, feedback: 0 });
    expect((await store.answer('other'))?.id).toBe('other');
  });
}
