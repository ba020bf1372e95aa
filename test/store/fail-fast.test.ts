// A store that is away: the first caller finds out, the next ones do not wait, and the probe brings it back.

import { describe, expect, it } from 'vitest';
import { Breaker } from '../../src/shared/breaker.js';
import { failFast } from '../../src/store/fail-fast.js';
import { manualClock } from '../support/manual-clock.js';
import { databaseAway } from '../support/switched-reader.js';

function site() {
  const clock = manualClock();
  const told: string[] = [];
  let isOn = true;
  let calls = 0;
  const look = (): Promise<number> => {
    calls += 1;
    return isOn ? Promise.resolve(calls) : Promise.reject(databaseAway());
  };
  const breaker = new Breaker({
    probe: look,
    after: (pause, call) => clock.after(pause, call),
    onAway: () => told.push('away'),
    onBack: () => told.push('back'),
  });
  const store = failFast({ look, fail: () => Promise.reject(new Error('a defect')) }, breaker);
  return { clock, told, store, breaker, calls: () => calls, turn: (on: boolean) => (isOn = on) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 2));

describe('failFast', () => {
  it('asks a store that is away once, and then beside with growing pauses, until it is back', async () => {
    const { clock, told, store, calls, turn } = site();
    expect(await store.look()).toBe(1);
    turn(false);
    for (let i = 0; i < 5; i += 1) {
      await expect(store.look()).rejects.toMatchObject({ code: 'store_unavailable' });
    }
    expect(calls()).toBe(2);
    for (const pause of [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
      expect(clock.pauses).toEqual([pause]);
      clock.advance(pause);
      await settled();
    }
    turn(true);
    clock.advance(10_000);
    await settled();
    expect(told).toEqual(['away', 'back']);
    expect(await store.look()).toBe(11);
    expect(clock.pauses).toEqual([]);
  });

  it('lets every other failure through as it is', async () => {
    const { store, breaker, told } = site();
    await expect(store.fail()).rejects.toThrow('a defect');
    expect(breaker.isAway).toBe(false);
    expect(told).toEqual([]);
  });

  it('asks no more once it is stopped', async () => {
    const { clock, store, breaker, turn } = site();
    turn(false);
    await expect(store.look()).rejects.toMatchObject({ code: 'store_unavailable' });
    breaker.stop();
    expect(clock.pauses).toEqual([]);
  });
});
