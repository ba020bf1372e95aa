// New sessions over several processes: one turn at a time for shards with the same remainder.

import { describe, expect, it } from 'vitest';
import { openIdentifyThrottler } from '../../../src/discord/sharding/identify-throttler.js';
import { openSessionStarts } from '../../../src/discord/sharding/session-starts.js';
import { openTurnClock } from '../../../src/discord/sharding/turn-clock.js';
import { openLog } from '../../../src/shared/log.js';
import { openMemoryCoordination } from '../../../src/store/memory-coordination.js';

const NEVER = new AbortController().signal;

describe('the turns of new sessions', () => {
  it('are one after the other for two machines, and side by side for other remainders', async () => {
    let now = 0;
    const coordination = openMemoryCoordination(() => now);
    const machine = () => openIdentifyThrottler({ coordination, maxConcurrency: 2, turnMs: 5_500 });
    const [one, other] = [machine(), machine()];
    await one.waitForIdentify(0, NEVER);
    await other.waitForIdentify(1, NEVER);
    let hasTurn = false;
    const waiting = other.waitForIdentify(2, NEVER).then(() => {
      hasTurn = true;
    });
    now = 5_000;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(hasTurn).toBe(false);
    now = 5_501;
    await waiting;
    expect(await coordination.held('identify:')).toEqual(['identify:0']);
  });

  it('are given up with the connection that waited', async () => {
    const coordination = openMemoryCoordination();
    const told: boolean[] = [];
    const onWait = (_shard: number, isWaiting: boolean): void => void told.push(isWaiting);
    const throttler = openIdentifyThrottler({ coordination, maxConcurrency: 1, onWait });
    await throttler.waitForIdentify(0, NEVER);
    const closed = new AbortController();
    const waiting = throttler.waitForIdentify(1, closed.signal);
    closed.abort();
    await expect(waiting).rejects.toThrow();
    expect(told).toEqual([true, false, true, false]);
  });
});

describe('the time that a login has waited for turns', () => {
  it('is counted once where several wait, and for the first turn of a shard only', () => {
    let now = 0;
    const clock = openTurnClock(() => now);
    clock.note(0, true);
    clock.note(1, true);
    now = 5;
    clock.note(0, false);
    now = 11;
    expect(clock.waitedMs()).toBe(11);
    clock.note(1, false);
    now = 20;
    clock.note(0, true);
    now = 50;
    expect(clock.waitedMs()).toBe(11);
  });
});

describe('the sessions that are left', () => {
  it('are warned of, then alarmed of, once each until there are more', () => {
    const logged: string[] = [];
    const figures: number[] = [];
    const starts = openSessionStarts({
      log: openLog({ level: 'info', write: (line) => logged.push(line) }),
      onRemaining: (remaining) => figures.push(remaining),
    });
    for (const remaining of [900, 200, 199, 50, 49, 1_000, 200]) {
      starts.note({ total: 1_000, remaining, reset_after: 7_200_000 });
    }
    expect(figures).toEqual([900, 200, 199, 50, 49, 1_000, 200]);
    const levels = logged.map((line) => (JSON.parse(line) as { level: number }).level);
    expect(levels).toEqual([40, 50, 40]);
    expect(logged[1]).toContain('"hours":2');
  });
});
