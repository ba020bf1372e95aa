// Coordination that goes on alone while the shared one is away.

import { describe, expect, it } from 'vitest';
import type { Coordination } from '../../src/store/coordination.js';
import { openMemoryCoordination } from '../../src/store/memory-coordination.js';
import { openSteadyCoordination } from '../../src/store/steady-coordination.js';

const HOUR_MS = 3_600_000;
const ONE = { points: 1, windowMs: HOUR_MS };

type Mood = 'well' | 'broken' | 'silent';

/** A shared coordination whose mood a test sets, and what was told of it. */
function site() {
  const shared = openMemoryCoordination();
  const told: string[] = [];
  const state = { mood: 'well' as Mood, now: 0, asked: 0 };
  const moody =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> => {
      state.asked += 1;
      if (state.mood === 'broken') return Promise.reject(new Error('away'));
      return state.mood === 'silent' ? new Promise(() => undefined) : call(...args);
    };
  const fragile: Coordination = {
    take: moody((...args) => shared.take(...args)),
    giveBack: moody((...args) => shared.giveBack(...args)),
    once: moody((...args) => shared.once(...args)),
    lease: moody((...args) => shared.lease(...args)),
    renew: moody((...args) => shared.renew(...args)),
    release: moody((...args) => shared.release(...args)),
    held: moody((...args) => shared.held(...args)),
    sweep: moody(() => shared.sweep()),
    close: () => shared.close(),
  };
  const steady = openSteadyCoordination({
    shared: fragile,
    local: openMemoryCoordination(),
    onAway: () => told.push('away'),
    onBack: () => told.push('back'),
    onLocal: () => told.push('alone'),
    now: () => state.now,
    patienceMs: 30,
  });
  return { shared, steady, state, told };
}

describe('steady coordination', () => {
  it('asks the shared one as long as it answers', async () => {
    const { shared, steady, told } = site();
    expect(await steady.once('event', HOUR_MS)).toBe(true);
    expect(await shared.once('event', HOUR_MS)).toBe(false);
    expect(told).toEqual([]);
  });

  it.each(['broken', 'silent'] as const)(
    'goes on alone where it is %s, and says so once',
    async (mood) => {
      const { steady, state, told } = site();
      state.mood = mood;
      expect(await steady.once('event', HOUR_MS)).toBe(true);
      expect(await steady.once('event', HOUR_MS)).toBe(false);
      expect(await steady.take('person', ONE)).toEqual({ ok: true });
      expect(await steady.take('person', ONE)).toMatchObject({ ok: false });
      expect(told.filter((word) => word === 'away')).toHaveLength(1);
      expect(told.filter((word) => word === 'alone')).toHaveLength(4);
      // Nobody waits for it a second time.
      expect(state.asked).toBe(1);
    },
  );

  it('looks again after a while, one call at a time, and comes back', async () => {
    const { steady, state, told } = site();
    state.mood = 'broken';
    await steady.once('1', HOUR_MS);
    state.now = 2_000;
    state.mood = 'silent';
    await Promise.all(['2', '3', '4'].map((key) => steady.once(key, HOUR_MS)));
    expect(state.asked).toBe(2);
    state.now = 4_000;
    state.mood = 'well';
    await steady.once('5', HOUR_MS);
    await steady.once('6', HOUR_MS);
    expect(state.asked).toBe(4);
    expect(told.filter((word) => word !== 'alone')).toEqual(['away', 'back']);
  });

  it('has what was leased alone leased anew when all can agree again', async () => {
    const { shared, steady, state } = site();
    state.mood = 'broken';
    const alone = await steady.lease('work', HOUR_MS);
    expect(alone).not.toBeNull();
    if (alone === null) return;
    expect(await steady.renew(alone, HOUR_MS)).toBe(true);
    state.now = 2_000;
    state.mood = 'well';
    expect(await steady.renew(alone, HOUR_MS)).toBe(false);
    expect(await steady.lease('work', HOUR_MS)).not.toBeNull();
    expect(await shared.held('work')).toEqual(['work']);
  });

  it('holds no lease of others to be its own while it is alone', async () => {
    const { steady, state } = site();
    const held = await steady.lease('work', HOUR_MS);
    state.mood = 'broken';
    expect(held === null ? null : await steady.renew(held, HOUR_MS)).toBe(false);
  });
});
