// Coordination that goes on where the shared one is away: in memory, for this process alone, until it is back. What
// that costs is known and small (an allowance may be used once more, a message may be looked at twice); a question that
// nobody takes would be worse. While it is away it is asked again now and then, by one call at a time.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Coordination, Lease } from './coordination.js';

export interface SteadyCoordinationParts {
  /** What all processes agree through. */
  readonly shared: Coordination;
  /** What this process agrees on with itself meanwhile. */
  readonly local: Coordination;
  /** Told once each time it goes away, with why. */
  readonly onAway: (error: unknown) => void;
  readonly onBack: () => void;
  /** Told of each call that was answered here. */
  readonly onLocal?: () => void;
  /** Milliseconds of a clock that never jumps. */
  readonly now?: () => number;
  /** Milliseconds that a call may wait; 1,000 unless given. */
  readonly patienceMs?: number;
}

/**
 * Milliseconds; what is left of the 2,500 of an acknowledgement suffices for it, and a burst on a machine that does other
 * things waits some hundreds for the database without its being away. Whoever asks after it was found away waits for
 * nothing.
 */
const PATIENCE_MS = 1_000;

/** Milliseconds between two looks whether it is back. */
const AGAIN_MS = 2_000;

/** Opens it; closing it closes both. */
export function openSteadyCoordination(parts: SteadyCoordinationParts): Coordination {
  const { shared, local } = parts;
  const through = switchBetween(parts);
  /** Leases that were given here: the shared one knows nothing of them. */
  const ownLeases = new WeakSet<Lease>();
  return {
    take: (key, allowance) => through((asked) => asked.take(key, allowance)),
    giveBack: (key, allowance) => through((asked) => asked.giveBack(key, allowance)),
    once: (key, rememberMs) => through((asked) => asked.once(key, rememberMs)),
    lease: (name, leaseMs) =>
      through(async (asked) => {
        const lease = await asked.lease(name, leaseMs);
        if (lease !== null && asked === local) ownLeases.add(lease);
        return lease;
      }),
    renew: (lease, leaseMs) =>
      through((asked) =>
        // What was held here is to be taken anew once all can agree on it, and the other way round.
        ownLeases.has(lease) === (asked === local) ? asked.renew(lease, leaseMs) : lost(),
      ),
    release: (lease) =>
      ownLeases.has(lease) ? local.release(lease) : through((asked) => asked.release(lease)),
    held: (prefix) => through((asked) => asked.held(prefix)),
    sweep: async () => {
      const here = await local.sweep();
      return (
        here + (await through((asked) => (asked === local ? Promise.resolve(0) : asked.sweep())))
      );
    },
    close: async () => {
      await local.close();
      await shared.close();
    },
  };
}

type Ask<T> = (asked: Coordination) => Promise<T>;

function switchBetween(parts: SteadyCoordinationParts): <T>(ask: Ask<T>) => Promise<T> {
  const { shared, local, onAway, onBack, onLocal } = parts;
  const { now = () => performance.now(), patienceMs = PATIENCE_MS } = parts;
  let isAway = false;
  let isLooking = false;
  let lookAt = 0;
  const here = <T>(ask: Ask<T>): Promise<T> => {
    onLocal?.();
    return ask(local);
  };
  return async (ask) => {
    if (isAway && (isLooking || now() < lookAt)) return here(ask);
    const isLook = isAway;
    if (isLook) isLooking = true;
    try {
      const told = await within(ask(shared), patienceMs);
      if (isAway) onBack();
      isAway = false;
      return told;
    } catch (error) {
      if (!isAway) onAway(error);
      isAway = true;
      lookAt = now() + AGAIN_MS;
      return await here(ask);
    } finally {
      if (isLook) isLooking = false;
    }
  };
}

function lost(): Promise<boolean> {
  return Promise.resolve(false);
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const stop = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`no answer within ${milliseconds} ms`);
  });
  late.catch(() => undefined);
  // Its end, once nobody waits for it any more, is no news.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}
