// Contract: what has expired is removed, however much it is, while others go on.

import { expect, it } from 'vitest';
import type { OpenStateSite } from '../state-store-contract.js';
import { afterNoon, feedbackOf, NOON, noon, ONE, recordOf, turnOf } from './records.js';

/** More than a store may delete at once without letting others in between. */
const MANY = 1_200;

export function describeSweeping(site: OpenStateSite): void {
  it('sweeps what has expired, to the millisecond, and tells how much', async () => {
    const store = site().open(noon);
    const later = { expiresAt: new Date(ONE.getTime() + 1).toISOString() };
    for (const [id, parts] of [
      ['a', {}],
      ['b', later],
    ] as const) {
      await store.saveAnswer(recordOf(id, parts));
      await store.saveTurn(turnOf(id, parts));
      await store.saveFeedback(feedbackOf(id, parts));
    }
    expect(await store.sweep(NOON)).toEqual({ answers: 0, turns: 0, feedback: 0 });
    expect(await store.sweep(ONE)).toEqual({ answers: 1, turns: 1, feedback: 1 });
    expect(await store.sweep(ONE)).toEqual({ answers: 0, turns: 0, feedback: 0 });
    expect(await store.countOf('ann')).toEqual({ answers: 1, turns: 1, feedback: 1 });
  });

  it('sweeps each thing at its own time', async () => {
    const store = site().open(noon);
    await store.saveAnswer(recordOf('a', { expiresAt: afterNoon(3) }));
    await store.saveTurn(turnOf('a', { expiresAt: afterNoon(1) }));
    await store.saveFeedback(feedbackOf('a', { expiresAt: afterNoon(2) }));
    expect(await store.sweep(new Date(afterNoon(1)))).toEqual({
      answers: 0,
      turns: 1,
      feedback: 0,
    });
    expect(await store.sweep(new Date(afterNoon(2)))).toEqual({
      answers: 0,
      turns: 0,
      feedback: 1,
    });
    expect(await store.sweep(new Date(afterNoon(3)))).toEqual({
      answers: 1,
      turns: 0,
      feedback: 0,
    });
  });

  it('lets others in while it sweeps a great many', async () => {
    const store = site().open(noon);
    const turns = Array.from({ length: MANY }, (_, i) => turnOf(`t${i}`));
    await Promise.all(turns.map((turn) => store.saveTurn(turn)));
    const sweeping = store.sweep(ONE);
    const order: string[] = [];
    const swept = sweeping.then((removed) => {
      order.push('swept');
      return removed;
    });
    setImmediate(() => order.push('somebody else'));
    expect(await swept).toEqual({ answers: 0, turns: MANY, feedback: 0 });
    expect(order).toEqual(['somebody else', 'swept']);
  });

  it('ends a sweep without complaint where the store is closed meanwhile', async () => {
    const place = site();
    const store = place.open(noon);
    const turns = Array.from({ length: MANY }, (_, i) => turnOf(`t${i}`));
    await Promise.all(turns.map((turn) => store.saveTurn(turn)));
    const sweeping = store.sweep(ONE);
    await store.close();
    const first = (await sweeping).turns;
    expect(first).toBeGreaterThan(0);
    expect(first + (await place.open(noon).sweep(ONE)).turns).toBe(MANY);
  });
}
