// What every Coordination must do. In: a place that several processes share, each under a clock that the test sets;
// limits go by the implementation's own clock.

import { describe, expect, it } from 'vitest';
import type { Coordination } from '../../src/store/coordination.js';

/** One place; each opening stands for a process. Everything opened is closed when the test ends. */
export interface CoordinationSite {
  open(now?: () => number): Coordination;
}

export interface CoordinationUnderTest {
  readonly name: string;
  /** Opens a fresh, empty place. */
  readonly site: () => CoordinationSite;
  /** False where one process is all there is. */
  readonly isShared: boolean;
}

const HOUR_MS = 3_600_000;
const LEASE_MS = 1_000;

/** A clock that passes when it is told to. */
function clock(): { readonly now: () => number; pass(milliseconds: number): void } {
  let moment = 1_714_564_800_000;
  return {
    now: () => moment,
    pass: (milliseconds) => {
      moment += milliseconds;
    },
  };
}

export function describeCoordination({ name, site, isShared }: CoordinationUnderTest): void {
  /** As many processes as there can be on one place. */
  const processes = (now?: () => number): readonly [Coordination, Coordination] => {
    const place = site();
    const one = place.open(now);
    return [one, isShared ? place.open(now) : one];
  };
  describe(`Coordination contract: ${name}`, () => {
    describeAllowances(processes);
    describeOnce(processes);
    describeLeases(processes);
    describeSweeping(processes);
  });
}

type Processes = (now?: () => number) => readonly [Coordination, Coordination];

function describeAllowances(processes: Processes): void {
  it('grants 5 of 400 that ask at once for 5 points', async () => {
    const both = processes();
    const asked = Array.from({ length: 400 }, (_, n) =>
      both[n % 2 === 0 ? 0 : 1].take('key', { points: 5, windowMs: HOUR_MS }),
    );
    const taken = await Promise.all(asked);
    expect(taken.filter(({ ok }) => ok)).toHaveLength(5);
    for (const it of taken) {
      if (it.ok) continue;
      expect(it.retryAfterMs).toBeGreaterThanOrEqual(1);
      expect(it.retryAfterMs).toBeLessThanOrEqual(HOUR_MS);
    }
  });

  it('keeps keys apart, and the same key under two allowances', async () => {
    const [one] = processes();
    const [few, more] = [
      { points: 1, windowMs: HOUR_MS },
      { points: 2, windowMs: HOUR_MS },
    ];
    const oks = [
      await one.take('a', few),
      await one.take('a', few),
      await one.take('b', few),
      await one.take('a', more),
      await one.take('a', more),
      await one.take('a', more),
    ].map(({ ok }) => ok);
    expect(oks).toEqual([true, false, true, true, true, false]);
  });

  it('takes nothing for what it refuses', async () => {
    const [one, other] = processes();
    const allowance = { points: 1, windowMs: HOUR_MS };
    await one.take('key', allowance);
    for (let n = 0; n < 5; n += 1) expect((await other.take('key', allowance)).ok).toBe(false);
    await one.giveBack('key', allowance);
    expect((await other.take('key', allowance)).ok).toBe(true);
    expect((await other.take('key', allowance)).ok).toBe(false);
  });

  it('never gives back more than was taken', async () => {
    const [one, other] = processes();
    const allowance = { points: 2, windowMs: HOUR_MS };
    await one.giveBack('key', allowance);
    await one.take('key', allowance);
    for (let n = 0; n < 3; n += 1) await other.giveBack('key', allowance);
    const oks: boolean[] = [];
    for (let n = 0; n < 4; n += 1) oks.push((await one.take('key', allowance)).ok);
    expect(oks).toEqual([true, true, false, false]);
  });

  it('grants again when the window is over', async () => {
    const [one] = processes();
    const allowance = { points: 1, windowMs: 100 };
    expect((await one.take('key', allowance)).ok).toBe(true);
    await expect.poll(async () => (await one.take('key', allowance)).ok).toBe(true);
  });
}

function describeOnce(processes: Processes): void {
  it('says yes to one of 100 that say the same at once', async () => {
    const both = processes();
    const said = await Promise.all(
      Array.from({ length: 100 }, (_, n) => both[n % 2 === 0 ? 0 : 1].once('event', HOUR_MS)),
    );
    expect(said.filter((first) => first)).toHaveLength(1);
    expect(await both[0].once('another event', HOUR_MS)).toBe(true);
  });

  it('forgets what was said when its time is over', async () => {
    const time = clock();
    const [one, other] = processes(time.now);
    expect(await one.once('event', LEASE_MS)).toBe(true);
    time.pass(LEASE_MS - 1);
    expect(await other.once('event', LEASE_MS)).toBe(false);
    time.pass(1);
    expect(await other.once('event', LEASE_MS)).toBe(true);
    expect(await one.once('event', LEASE_MS)).toBe(false);
  });

  it.each(['', 'a\0b', "'; DROP TABLE said; --", '漢字', 'x'.repeat(5_000)])(
    'takes %j as any other text',
    async (key) => {
      const [one, other] = processes();
      expect([await one.once(key, HOUR_MS), await other.once(key, HOUR_MS)]).toEqual([true, false]);
      expect((await one.take(key, { points: 1, windowMs: HOUR_MS })).ok).toBe(true);
      const lease = await one.lease(key, HOUR_MS);
      expect(lease?.name).toBe(key);
      expect(await other.lease(key, HOUR_MS)).toBeNull();
    },
  );
}

function describeLeases(processes: Processes): void {
  it('gives a lease to one of many that ask at once', async () => {
    const both = processes();
    const leases = await Promise.all(
      Array.from({ length: 20 }, (_, n) => both[n % 2 === 0 ? 0 : 1].lease('work', HOUR_MS)),
    );
    expect(leases.filter((lease) => lease !== null)).toHaveLength(1);
    expect(await both[0].lease('other work', HOUR_MS)).not.toBeNull();
  });

  it('gives it to another when it has run out, and the first has lost it', async () => {
    const time = clock();
    const [one, other] = processes(time.now);
    const first = await leased(one);
    time.pass(LEASE_MS - 1);
    expect(await other.lease('work', LEASE_MS)).toBeNull();
    time.pass(1);
    const second = await leased(other);
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(await one.renew(first, LEASE_MS)).toBe(false);
    await one.release(first);
    expect(await one.lease('work', LEASE_MS)).toBeNull();
    expect(await other.renew(second, LEASE_MS)).toBe(true);
  });

  it('keeps it while it is renewed', async () => {
    const time = clock();
    const [one, other] = processes(time.now);
    const lease = await leased(one);
    for (let n = 0; n < 5; n += 1) {
      time.pass(LEASE_MS - 1);
      expect(await one.renew(lease, LEASE_MS)).toBe(true);
    }
    expect(await other.lease('work', LEASE_MS)).toBeNull();
  });

  it('lets it go at once, and the next fence is higher all the same', async () => {
    const [one, other] = processes();
    const first = await leased(one);
    await one.release(first);
    const second = await leased(other);
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(await one.renew(first, LEASE_MS)).toBe(false);
  });
}

function describeSweeping(processes: Processes): void {
  it('removes what has expired and nothing else', async () => {
    const time = clock();
    const [one, other] = processes(time.now);
    await one.once('short', LEASE_MS);
    await one.once('long', HOUR_MS);
    const kept = await one.lease('long work', HOUR_MS);
    await one.lease('short work', LEASE_MS);
    time.pass(LEASE_MS);
    expect(await other.sweep()).toBe(2);
    expect(await other.sweep()).toBe(0);
    expect(await one.once('long', HOUR_MS)).toBe(false);
    expect(kept !== null && (await one.renew(kept, HOUR_MS))).toBe(true);
    expect(await other.lease('short work', LEASE_MS)).not.toBeNull();
  });
}

async function leased(
  coordination: Coordination,
): Promise<NonNullable<Awaited<ReturnType<Coordination['lease']>>>> {
  const lease = await coordination.lease('work', LEASE_MS);
  if (lease === null) throw new Error('somebody else holds the lease');
  return lease;
}
