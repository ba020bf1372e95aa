// A child that keeps dying: the pauses before it is started again, and when that is said to be trouble.

import { describe, expect, it } from 'vitest';
import { failureOf } from '../support/failure-of.js';
import { keeping, SECONDS } from './keeping.js';

type Kept = ReturnType<typeof keeping>;

/** Lets the child die; tells how long its restart waits, and lets it happen. */
function pauseAfterDeath({ clock, process, restart }: Kept): number {
  process().dies();
  const [pause] = clock.pauses;
  restart();
  return pause ?? Number.NaN;
}

const pausesOf = (kept: Kept, deaths: number): number[] =>
  Array.from({ length: deaths }, () => pauseAfterDeath(kept));

describe('a restart', () => {
  it('follows at once the first time, then after pauses that double up to ten seconds', () => {
    expect(pausesOf(keeping(), 9)).toEqual([
      0, 250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });

  it('comes earlier by chance, by half a pause at most', () => {
    expect(pausesOf(keeping({ random: 0 }), 4)).toEqual([0, 125, 250, 500]);
  });

  it('follows at once again after a minute of health, and not before', () => {
    const kept = keeping();
    pausesOf(kept, 3);
    kept.clock.advance(59 * SECONDS);
    expect(pauseAfterDeath(kept)).toBe(1_000);
    kept.clock.advance(60 * SECONDS);
    expect(pausesOf(kept, 2)).toEqual([0, 250]);
  });

  it('is tried again where the process could not even be started', async () => {
    const kept = keeping({
      onStart: (n) => {
        if (n === 1) throw new Error('no memory for it');
      },
    });
    expect(kept.answerer.health).toMatchObject({
      state: 'starting',
      lastError: 'The search process ended with no memory for it.',
    });
    const asked = kept.ask('one');
    kept.restart();
    kept.process().answers('one');
    expect(await asked).toBe('answer to one');
  });
});

describe('health', () => {
  it('tells the state, the process, how often it was started again and how it ended last', () => {
    const { answerer, clock, process } = keeping();
    expect(answerer.health).toEqual({ state: 'ready', restarts: 0, pid: 1, lastError: null });
    process().dies('code 139');
    const lastError = 'The search process ended with code 139.';
    expect(answerer.health).toEqual({ state: 'starting', restarts: 0, pid: null, lastError });
    clock.advance(0);
    expect(answerer.health).toEqual({ state: 'starting', restarts: 1, pid: 2, lastError });
    process().says({ kind: 'ready' });
    expect(answerer.health).toMatchObject({ state: 'ready', pid: 2 });
  });
});

describe('trouble', () => {
  /** Dies until it is down: three times, before the child was even ready. */
  function down(): Kept & { readonly waiting: Promise<unknown> } {
    const kept = keeping();
    kept.process().dies();
    const waiting = kept.ask('waiting');
    for (let i = 0; i < 2; i += 1) {
      kept.clock.advance(kept.clock.pauses[0] ?? 0);
      kept.process().dies();
    }
    return { ...kept, waiting };
  }

  it('is told once after three deaths without an answer, and nobody waits', async () => {
    const { answerer, ask, clock, process, troubles, waiting } = down();
    expect(await failureOf(() => waiting)).toMatchObject({ code: 'answerer_unavailable' });
    expect(await failureOf(() => ask('new'))).toMatchObject({ code: 'answerer_unavailable' });
    expect(await failureOf(() => answerer.status())).toMatchObject({
      code: 'answerer_unavailable',
    });
    expect(answerer.health.state).toBe('down');
    clock.advance(10 * SECONDS);
    process().dies();
    expect(troubles).toEqual([
      'The search process is down and is tried again. The search process ended with signal SIGSEGV.',
    ]);
  });

  it('is over with the first child that is ready, which is told once too', async () => {
    const { answerer, ask, process, restart, troubles } = down();
    restart();
    expect(answerer.health.state).toBe('ready');
    expect(troubles.slice(1)).toEqual(['The search process is back.']);
    const asked = ask('one');
    process().answers('one');
    expect(await asked).toBe('answer to one');
    process().dies();
    restart();
    expect(troubles).toHaveLength(2);
  });

  it('is none where an answer comes between the deaths', async () => {
    const kept = keeping();
    for (let i = 0; i < 6; i += 1) {
      const asked = kept.ask(`question ${i}`);
      kept.process().answers(`question ${i}`);
      await asked;
      pauseAfterDeath(kept);
      if (i % 2 === 1) pauseAfterDeath(kept);
    }
    expect(kept.troubles).toEqual([]);
  });

  it('is none where the deaths are further apart than a minute', () => {
    const kept = keeping();
    for (let i = 0; i < 6; i += 1) {
      pauseAfterDeath(kept);
      kept.clock.advance(30 * SECONDS);
    }
    expect(kept.troubles).toEqual([]);
  });
});

describe('a child that is still loading', () => {
  it('gets a minute to show that it is alive', () => {
    const { ask, clock, process } = keeping();
    process().dies();
    clock.advance(0);
    void ask('one');
    clock.advance(20 * SECONDS);
    expect(process().sent.map(({ kind }) => kind)).toEqual(['ping']);
    clock.advance(59 * SECONDS);
    expect(process().isKilled).toBe(false);
    clock.advance(SECONDS);
    expect(process().isKilled).toBe(true);
  });
});
