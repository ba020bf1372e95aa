// Several processes that answer, die, hang and come back. Time, chance and the processes are the test's.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ANSWERERS } from '../../src/answering/answerer-pool.js';
import { failureOf } from '../support/failure-of.js';
import { pooling } from './pooling.js';

const SECONDS = 1_000;
const FAILED = { code: 'question_failed' };

describe('calls of a pool', () => {
  it('go to the least busy process, so that none has two more than another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 30 }),
        (count, calls) => {
          const { ask, pool } = pooling(count);
          for (let n = 0; n < calls; n += 1) void ask(`question ${n}`);
          const loads = pool.health.answerers.map(({ inFlight }) => inFlight);
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
          expect(loads.reduce((sum, load) => sum + load, 0)).toBe(calls);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('with the same question go to the same process, while it runs and when all are idle again', async () => {
    const { ask, placeOf, process } = pooling(4);
    const first = ask('again');
    const place = placeOf('again');
    const second = ask(' again ');
    expect(process(place).asked).toEqual(['again', ' again ']);
    process(place).answers('again');
    process(place).answers(' again ');
    await Promise.all([first, second]);
    void ask('again  ');
    expect(process(place).asked).toHaveLength(3);
  });

  it('without a question are spread as well', () => {
    const { pool } = pooling(2);
    void pool.documents();
    void pool.status();
    expect(pool.health.answerers.map(({ inFlight }) => inFlight)).toEqual([1, 1]);
  });

  it('leave out a process that is starting, that hangs, or that is down', () => {
    const { ask, clock, process, placeOf } = pooling(2);
    process(0).dies();
    for (const question of ['one', 'two', 'three']) {
      void ask(question);
      expect(placeOf(question)).toBe(1);
    }
    clock.advance(250);
    process(0).says({ kind: 'ready' });
    void ask('four');
    expect(placeOf('four')).toBe(0);
    // The three of the other one take too long: it is doubted until it shows that it is alive.
    process(0).answers('four');
    clock.advance(20 * SECONDS);
    void ask('five');
    expect(placeOf('five')).toBe(0);
  });

  it('are no more than 16 processes, and one at least', () => {
    expect(pooling(100).started).toHaveLength(MOST_ANSWERERS);
    expect(pooling(0).started).toHaveLength(1);
  });
});

describe('a death in a pool', () => {
  it('costs only its own calls a wait, and they are answered by its successor', async () => {
    const { ask, process, placeOf, restart, pool } = pooling(2);
    const asked = [ask('one'), ask('two')];
    const [place, other] = [placeOf('one'), placeOf('two')];
    expect(place).not.toBe(other);
    process(place).dies();
    expect(pool.health.state).toBe('ready');
    process(other).answers('two');
    expect(await asked[1]).toBe('answer to two');
    restart(place);
    process(place).answers('one');
    expect(await asked[0]).toBe('answer to one');
    expect(pool.health.restarts).toBe(1);
  });

  it('twice with one question ends it for all processes', async () => {
    const { ask, process, placeOf, restart, started } = pooling(3);
    const poison = ask('poison');
    const place = placeOf('poison');
    process(place).dies();
    // Asked again meanwhile it waits where it was, not in a process that would die as well.
    const again = ask('poison');
    restart(place);
    process(place).dies();
    for (const asked of [poison, again]) expect(await failureOf(() => asked)).toMatchObject(FAILED);
    restart(place);
    expect(await failureOf(() => ask('poison'))).toMatchObject(FAILED);
    expect(started.map(({ length }) => length).sort()).toEqual([1, 1, 3]);
  });

  it('with a question that a caller gave up on is remembered by the others too', async () => {
    const { ask, clock, placeOf, started } = pooling(3);
    const hanging = ask('hang');
    const place = placeOf('hang');
    clock.advance(20 * SECONDS);
    expect(await failureOf(() => hanging)).toMatchObject({ code: 'answerer_timeout' });
    void ask('hang');
    expect(started.filter(([first]) => first?.asked.includes('hang') === true)).toHaveLength(1);
    expect(placeOf('hang')).toBe(place);
  });

  it('does not blame a question beside it in another process', async () => {
    const { ask, process, placeOf } = pooling(2);
    void ask('poison');
    const beside = ask('beside');
    process(placeOf('poison')).dies();
    process(placeOf('beside')).answers('beside');
    expect(await beside).toBe('answer to beside');
  });
});

describe('the health of a pool', () => {
  it('is ready while one process is', () => {
    const { pool, process, troubles, warnings, clock } = pooling(2);
    for (let death = 0; death < 3; death += 1) {
      process(0).dies();
      clock.advance(clock.pauses[0] ?? 0);
    }
    expect(pool.health.answerers.map(({ state }) => state)).toEqual(['down', 'ready']);
    expect(pool.health).toMatchObject({ state: 'ready', lastError: expect.any(String) as string });
    // An operator is told of the whole alone; the log knows of each.
    expect(troubles).toEqual([]);
    expect(warnings).toContainEqual({ answerer: 1, of: 2 });
  });

  it('is down when all are: calls are refused, said once, and once more when one is back', async () => {
    const { ask, pool, process, troubles, clock } = pooling(2);
    for (let death = 0; death < 3; death += 1) {
      for (const n of [0, 1]) process(n).dies();
      clock.advance(500);
    }
    expect(pool.health.state).toBe('down');
    expect(await failureOf(() => ask('one'))).toMatchObject({ code: 'answerer_unavailable' });
    expect(troubles).toHaveLength(1);
    process(1).says({ kind: 'ready' });
    process(0).says({ kind: 'ready' });
    expect(pool.health.state).toBe('ready');
    expect(troubles).toEqual([expect.stringContaining('is down'), 'The search process is back.']);
  });
});

describe('closing a pool', () => {
  it('lets every process finish, takes nothing new, and leaves no clock running', async () => {
    const { ask, pool, process, clock } = pooling(2);
    const asked = [ask('one'), ask('two')];
    const closing = pool.close();
    expect(await failureOf(() => ask('late'))).toMatchObject({ code: 'closed' });
    for (const n of [0, 1]) {
      expect(process(n).sent.at(-1)?.kind).toBe('close');
      for (const question of process(n).asked) process(n).answers(question);
      process(n).dies('code 0');
    }
    await closing;
    expect(await Promise.all(asked)).toEqual(['answer to one', 'answer to two']);
    expect(clock.pauses).toEqual([]);
    expect(pool.health.state).toBe('down');
  });
});

describe('a hundred deaths', () => {
  it('leave nothing behind: no calls, no clocks, one process a place', async () => {
    const { ask, pool, process, placeOf, clock } = pooling(2);
    for (let round = 0; round < 100; round += 1) {
      const question = `question ${round}`;
      const asked = ask(question);
      const place = placeOf(question);
      process(place).dies();
      clock.advance(clock.pauses[0] ?? 0);
      process(place).says({ kind: 'ready' });
      process(place).answers(question);
      expect(await asked).toBe(`answer to ${question}`);
      clock.advance(60 * SECONDS);
    }
    expect(pool.health).toMatchObject({ state: 'ready', restarts: 100 });
    expect(pool.health.answerers.map(({ inFlight }) => inFlight)).toEqual([0, 0]);
    expect(clock.pauses).toEqual([]);
  });
});
