// What the processes of one machine agree on where one of them hears Discord: in memory, gone with the process.

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Allowance, Coordination, Lease, Taken } from './coordination.js';

/** Keys remembered at most; the oldest go first. 100 bytes each. */
const MOST_KEYS = 100_000;

interface Held {
  readonly fence: number;
  readonly until: number;
}

/** Opens it, empty. */
export function openMemoryCoordination(now: () => number = () => performance.now()): Coordination {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiterOf = ({ points, windowMs }: Allowance): RateLimiterMemory => {
    const name = `${points}/${windowMs}`;
    const known = limiters.get(name);
    if (known !== undefined) return known;
    const fresh = new RateLimiterMemory({ points, duration: windowMs / 1_000, keyPrefix: name });
    limiters.set(name, fresh);
    return fresh;
  };
  const leases = new Map<string, Held>();
  const seen = new Map<string, number>();
  let fences = 0;
  const holds = ({ name, fence }: Lease): boolean => leases.get(name)?.fence === fence;
  return {
    take: (key, allowance) => take(limiterOf(allowance), key),
    giveBack: (key, allowance) => giveBack(limiterOf(allowance), key),
    once: (key, rememberMs) => Promise.resolve(isFirst(seen, { key, rememberMs, now: now() })),
    lease: (name, leaseMs) => {
      const held = leases.get(name);
      if (held !== undefined && held.until > now()) return Promise.resolve(null);
      fences += 1;
      leases.set(name, { fence: fences, until: now() + leaseMs });
      return Promise.resolve({ name, fence: fences });
    },
    renew: (lease, leaseMs) => {
      if (!holds(lease)) return Promise.resolve(false);
      leases.set(lease.name, { fence: lease.fence, until: now() + leaseMs });
      return Promise.resolve(true);
    },
    release: (lease) => {
      if (holds(lease)) leases.delete(lease.name);
      return Promise.resolve();
    },
    sweep: () => Promise.resolve(forget(seen, now()) + forgetLeases(leases, now())),
    close: () => Promise.resolve(),
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<Taken> {
  try {
    await limiter.consume(key);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    // What is refused counts for nothing.
    await limiter.reward(key);
    return { ok: false, retryAfterMs: Math.max(1, error.msBeforeNext) };
  }
}

/** A point that nobody took is not given back: it would be one more than there are. */
async function giveBack(limiter: RateLimiterMemory, key: string): Promise<void> {
  const taken = await limiter.get(key);
  if (taken !== null && taken.consumedPoints > 0) await limiter.reward(key);
}

function isFirst(
  seen: Map<string, number>,
  said: { readonly key: string; readonly rememberMs: number; readonly now: number },
): boolean {
  const until = seen.get(said.key);
  if (until !== undefined && until > said.now) return false;
  const [oldest] = seen.keys();
  if (seen.size >= MOST_KEYS && oldest !== undefined) seen.delete(oldest);
  seen.delete(said.key);
  seen.set(said.key, said.now + said.rememberMs);
  return true;
}

function forget(seen: Map<string, number>, now: number): number {
  const before = seen.size;
  for (const [key, until] of seen) if (until <= now) seen.delete(key);
  return before - seen.size;
}

/** Fences grow all the same: they are counted over all names. */
function forgetLeases(leases: Map<string, Held>, now: number): number {
  const before = leases.size;
  for (const [name, { until }] of leases) if (until <= now) leases.delete(name);
  return before - leases.size;
}
