// The bounded queue in front of the answerer.

import { describe, expect, it } from 'vitest';
import { askerOf, openQueue, queueFor } from '../../../src/discord/asking/question-queue.js';

/** Work that ends when it is told to. */
function heldWork() {
  let finish: (value: string) => void = () => undefined;
  const done = new Promise<string>((resolve) => {
    finish = resolve;
  });
  return {
    work: () => done,
    finish: () => {
      finish('done');
    },
  };
}

const OPTIONS = { atOnce: 2, mostWaiting: 4, firstGuessMs: 100 };

/** A queue in which so many questions wait or run. */
function queueWith(count: number) {
  const queue = openQueue(OPTIONS);
  const held = Array.from({ length: count }, heldWork);
  const runs = held.map(({ work }) => queue.run(work));
  const end = async (): Promise<void> => {
    for (const { finish } of held) finish();
    await Promise.all(runs);
  };
  return { queue, end };
}

describe('the estimate', () => {
  it.each([
    [0, 100],
    [1, 150],
    [2, 200],
    [3, 250],
  ])('with %i questions ahead is %i ms', async (ahead, milliseconds) => {
    const { queue, end } = queueWith(ahead);
    expect(queue.estimateMs()).toBe(milliseconds);
    await end();
  });

  it('is none where no more may wait, and is back when there is room', async () => {
    const { queue, end } = queueWith(4);
    expect(queue.estimateMs()).toBeNull();
    await end();
    await queue.idle();
    expect(queue.estimateMs()).not.toBeNull();
  });

  it('learns from how long questions took', async () => {
    const queue = openQueue({ ...OPTIONS, firstGuessMs: 1_000_000 });
    const before = queue.estimateMs() ?? 0;
    await queue.run(() => Promise.resolve());
    expect(queue.estimateMs()).toBeLessThan(before);
  });

  it('learns from those that failed as well', async () => {
    const queue = openQueue({ ...OPTIONS, firstGuessMs: 1_000_000 });
    const before = queue.estimateMs() ?? 0;
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(queue.estimateMs()).toBeLessThan(before);
  });
});

describe('the queue', () => {
  it('runs as many at once as it may, and keeps the others waiting', async () => {
    const { queue, end } = queueWith(4);
    expect([queue.running, queue.waiting]).toEqual([2, 2]);
    await end();
    expect([queue.running, queue.waiting]).toEqual([0, 0]);
  });

  it('begins in the order of arrival', async () => {
    const queue = openQueue({ ...OPTIONS, atOnce: 1, mostWaiting: 10 });
    const begun: number[] = [];
    const runs = [1, 2, 3, 4].map((n) => queue.run(() => Promise.resolve(begun.push(n))));
    await Promise.all(runs);
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it('gives back what the work gives', async () => {
    expect(await openQueue(OPTIONS).run(() => Promise.resolve('an answer'))).toBe('an answer');
  });

  it('goes on after work that failed', async () => {
    const queue = openQueue({ ...OPTIONS, atOnce: 1 });
    const failed = queue.run(() => Promise.reject(new Error('no')));
    const next = queue.run(() => Promise.resolve('next'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('next');
  });

  it('is idle only when nothing waits or runs', async () => {
    const { queue, end } = queueWith(3);
    let isIdle = false;
    const idle = queue.idle().then(() => {
      isIdle = true;
    });
    await Promise.resolve();
    expect(isIdle).toBe(false);
    await end();
    await idle;
    expect(isIdle).toBe(true);
  });
});

describe('the seconds to wait', () => {
  it('are one at least, in whole seconds', () => {
    expect(openQueue(OPTIONS).busySeconds()).toBe(1);
  });

  it('are about what half of those who wait take', async () => {
    const queue = openQueue({ atOnce: 1, mostWaiting: 8, firstGuessMs: 1_000 });
    const held = Array.from({ length: 9 }, heldWork);
    const runs = held.map(({ work }) => queue.run(work));
    expect(queue.busySeconds()).toBe(5);
    for (const { finish } of held) finish();
    await Promise.all(runs);
  });
});

describe('several askers', () => {
  /** A queue that one asker has filled as far as they may. */
  function flooded(mostWaiting: number) {
    const queue = openQueue({ atOnce: 1, mostWaiting, firstGuessMs: 100 });
    const begun: string[] = [];
    const gate = heldWork();
    const runs: Promise<unknown>[] = [];
    const ask = (asker: string): boolean => {
      if (queue.estimateMs(asker) === null) return false;
      const work = (): Promise<unknown> => {
        begun.push(asker);
        return gate.work();
      };
      runs.push(queue.run(work, asker));
      return true;
    };
    let taken = 0;
    while (ask('flood')) taken += 1;
    const end = async (): Promise<void> => {
      gate.finish();
      await Promise.all(runs);
    };
    return { queue, ask, begun, taken, end };
  }

  it('wait in turn: who comes after a flood is next but for the one that runs', async () => {
    const { queue, ask, begun, end } = flooded(100);
    expect(queue.estimateMs('other')).toBe(300);
    ask('other');
    await end();
    expect(begun.indexOf('other')).toBe(2);
    expect(begun).toHaveLength(52);
  });

  it('leave room for each other: one fills half, and the next one finds as much as is left', async () => {
    const { queue, ask, taken, end } = flooded(100);
    expect(taken).toBe(51);
    expect(queue.waiting).toBe(50);
    let others = 0;
    while (ask('second')) others += 1;
    expect(others).toBe(25);
    expect(ask('third')).toBe(true);
    await end();
  });

  it('are told to wait as long as their own turns take', async () => {
    const queue = openQueue({ atOnce: 1, mostWaiting: 100, firstGuessMs: 1_000 });
    const gate = heldWork();
    const runs = Array.from({ length: 21 }, () => queue.run(gate.work, 'flood'));
    expect([queue.busySeconds('flood'), queue.busySeconds('other')]).toEqual([11, 2]);
    gate.finish();
    await Promise.all(runs);
  });
});

describe('who takes a turn', () => {
  it('is a server with everyone in it, or a person in direct messages', () => {
    expect(askerOf({ guildId: '1', userId: '2' })).toBe(askerOf({ guildId: '1', userId: '3' }));
    expect(askerOf({ guildId: null, userId: '2' })).not.toBe(
      askerOf({ guildId: null, userId: '3' }),
    );
    expect(askerOf({ guildId: '1', userId: '1' })).not.toBe(
      askerOf({ guildId: null, userId: '1' }),
    );
  });
});

describe('the queue in front of several processes', () => {
  it('searches and keeps waiting as many times more', () => {
    expect(queueFor(1)).toMatchObject({ atOnce: 2, mostWaiting: 1_000 });
    expect(queueFor(3)).toMatchObject({ atOnce: 6, mostWaiting: 3_000 });
  });
});
