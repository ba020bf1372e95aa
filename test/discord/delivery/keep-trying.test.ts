// Pauses grow, differ, and end; errors are read for what they mean.

import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepTrying, pauseAfter } from '../../../src/discord/delivery/keep-trying.js';
import { readRestError } from '../../../src/discord/delivery/read-rest-error.js';

const PAUSES = { firstMs: 100, growth: 2, mostMs: 1_000 };

/** A clock that stands still but for the pauses. */
function openClock() {
  const pauses: number[] = [];
  return {
    pauses,
    now: () => pauses.reduce((sum, pause) => sum + pause, 0),
    sleep: (milliseconds: number) => Promise.resolve(void pauses.push(milliseconds)),
    random: () => 1,
  };
}

const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });

describe('pauseAfter', () => {
  it('is at least the half and at most the whole of what it has grown to', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.double({ min: 0, max: 1, noNaN: true }), (n, random) => {
        const whole = Math.min(1_000, 100 * 2 ** n);
        const pause = pauseAfter(n, PAUSES, random);
        expect(pause).toBeGreaterThanOrEqual(whole / 2);
        expect(pause).toBeLessThanOrEqual(whole);
      }),
    );
  });
});

describe('keepTrying', () => {
  const patience = { until: 10_000, attemptMs: 1_000, pauses: PAUSES, repeatableMs: 10_000 };

  it('gives the value of the attempt that succeeds', async () => {
    const clock = openClock();
    let attempts = 0;
    const request = () => (++attempts < 3 ? Promise.reject(reset) : Promise.resolve('value'));
    expect(await keepTrying(request, patience, clock)).toEqual({ kind: 'done', value: 'value' });
    expect(clock.pauses).toEqual([100, 200]);
  });

  it('ends an attempt that takes too long, and tells it to stop', async () => {
    const signals: AbortSignal[] = [];
    const request = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const short = { ...patience, until: 150, attemptMs: 20 };
    const tried = await keepTrying(request, short, openClock());
    expect(tried).toMatchObject({ kind: 'failed', error: { trouble: { isTimeout: true } } });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('does not take for silence that this process was too busy to listen', async () => {
    const request = async () => {
      await nextTurn();
      const busyUntil = performance.now() + 300;
      while (performance.now() < busyUntil);
      await nextTurn();
      await nextTurn();
      return 'heard';
    };
    const tried = await keepTrying(request, { ...patience, attemptMs: 250 }, openClock());
    expect(tried).toEqual({ kind: 'done', value: 'heard' });
  });

  it('repeats no longer than that is harmless, counted from the start of the first that may have arrived', async () => {
    const clock = openClock();
    const short = { ...patience, repeatableMs: 1_000 };
    const tried = await keepTrying(() => Promise.reject(reset), short, clock);
    expect(tried).toMatchObject({ kind: 'failed', wasRepeated: true });
    expect(clock.pauses).toEqual([100, 200, 400]);
  });

  it('takes what is thrown at once like what is thrown later', async () => {
    const request = () => {
      throw new TypeError('at once');
    };
    const tried = await keepTrying(request, patience, openClock());
    expect(tried).toMatchObject({ kind: 'failed', error: { kind: 'defect' } });
  });
});

describe('readRestError', () => {
  const coded = (code: string): Error => Object.assign(new Error('text'), { code });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'HPE_INVALID_CONSTANT'])(
    'takes %s for trouble after which nobody knows whether it arrived',
    (code) => {
      const error = readRestError(coded(code));
      expect(error).toMatchObject({ trouble: { cause: code, mayHaveArrived: true } });
    },
  );

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    'takes %s for trouble in which nothing arrived',
    (code) => {
      const error = readRestError(coded(code));
      expect(error).toMatchObject({ trouble: { cause: code, mayHaveArrived: false } });
    },
  );

  it.each([coded('UND_ERR_INVALID_ARG'), coded('ERR_INVALID_ARG_TYPE'), new RangeError(), 'text'])(
    'takes %s for a defect',
    (error) => {
      expect(readRestError(error).kind).toBe('defect');
    },
  );
});
