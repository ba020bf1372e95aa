// Contract: the turns of a conversation, each person's own.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OpenStateSite } from '../state-store-contract.js';
import { afterNoon, HOSTILE_IDS, NOON, noon, ONE, turnOf } from './records.js';

export function describeTurns(site: OpenStateSite): void {
  it('gives a turn back as it was saved, also after closing and opening again', async () => {
    const place = site();
    const store = place.open(noon);
    await store.saveTurn(turnOf('a', { isPrivate: true }));
    expect(await store.turn('a')).toStrictEqual(turnOf('a', { isPrivate: true }));
    await store.close();
    expect(await place.open(noon).turn('a')).toStrictEqual(turnOf('a', { isPrivate: true }));
  });

  it('keeps what earlier answers to the same question showed', async () => {
    const store = site().open(noon);
    await store.saveTurn(turnOf('a', { seen: [3, 1, 2] }));
    expect(await store.turn('a')).toStrictEqual(turnOf('a', { seen: [3, 1, 2] }));
  });

  it('keeps a question character by character', async () => {
    const store = site().open(noon);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (question) => {
        await store.saveTurn(turnOf('a', { question }));
        expect((await store.turn('a'))?.question).toBe(question);
      }),
    );
  });

  it('shows a turn at once to another process', async () => {
    const place = site();
    const [one, other] = [place.open(noon), place.open(noon)];
    await one.saveTurn(turnOf('a'));
    expect(await other.lastTurn('channel', 'ann')).toStrictEqual(turnOf('a'));
  });

  it('replaces the turn of the same answer', async () => {
    const store = site().open(noon);
    await store.saveTurn(turnOf('a'));
    await store.saveTurn(turnOf('a', { question: 'Another?' }));
    expect((await store.turn('a'))?.question).toBe('Another?');
    expect((await store.countOf('ann')).turns).toBe(1);
  });

  it('gives what this person asked last in this conversation', async () => {
    const store = site().open(noon);
    await store.saveTurn(turnOf('late', { createdAt: afterNoon(2) }));
    await store.saveTurn(turnOf('early', { createdAt: afterNoon(1) }));
    await store.saveTurn(turnOf('bob', { asker: 'bob', createdAt: afterNoon(3) }));
    await store.saveTurn(turnOf('thread', { conversation: 'thread', createdAt: afterNoon(4) }));
    expect((await store.lastTurn('channel', 'ann'))?.answerId).toBe('late');
    expect((await store.lastTurn('channel', 'bob'))?.answerId).toBe('bob');
    expect(await store.lastTurn('thread', 'bob')).toBeNull();
    expect(await store.turn('missing')).toBeNull();
  });

  it('gives the turn saved last where two are from the same moment', async () => {
    const store = site().open(noon);
    for (const id of ['x', 'a', 'm']) await store.saveTurn(turnOf(id));
    expect((await store.lastTurn('channel', 'ann'))?.answerId).toBe('m');
  });

  it('never gives an expired turn, swept or not', async () => {
    let now = NOON;
    const store = site().open(() => now);
    await store.saveTurn(turnOf('a'));
    now = new Date(ONE.getTime() - 1);
    expect(await store.turn('a')).not.toBeNull();
    now = ONE;
    expect(await store.turn('a')).toBeNull();
    expect(await store.lastTurn('channel', 'ann')).toBeNull();
  });

  it.each(HOSTILE_IDS)('takes %j as plain text in a turn', async (id) => {
    const store = site().open(noon);
    const turn = turnOf(id, { conversation: id, asker: id });
    await store.saveTurn(turn);
    await store.saveTurn(turnOf('other'));
    expect(await store.turn(id)).toStrictEqual(turn);
    expect(await store.lastTurn(id, id)).toStrictEqual(turn);
    expect(await store.forget(id)).toEqual({ answers: 0, turns: 1, feedback: 0 });
  });
}
