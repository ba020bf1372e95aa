// In: that a shard wants a new session. Out: its turn, over all processes of the bot: Discord takes so many in five
// seconds (`max_concurrency`, shards with the same remainder wait for each other) and counts them by the bot, not by
// the machine. A turn is a lease that is never given back: it runs out when the next one may come.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Coordination } from '../../store/coordination.js';

/** What the client asks before each new session. */
export interface IdentifyThrottler {
  waitForIdentify(shard: number, signal: AbortSignal): Promise<void>;
}

export interface IdentifyThrottlerParts {
  readonly coordination: Pick<Coordination, 'lease'>;
  readonly maxConcurrency: number;
  /** Told while a shard waits for its turn, and when it has it. */
  readonly onWait?: (shard: number, isWaiting: boolean) => void;
  /** Told of each turn. */
  readonly onTurn?: () => void;
  /** Milliseconds of a turn; only tests need less. */
  readonly turnMs?: number;
}

/** Discord's five seconds, and half a one for what a request may be late: 5 and 5.2 s are two turns there too. */
const TURN_MS = 5_500;

/** Milliseconds between two tries, and what is added at random so that nobody is always the second. */
const TRY_MS = 200;
const TRY_SPREAD_MS = 100;

/** Opens it. */
export function openIdentifyThrottler(parts: IdentifyThrottlerParts): IdentifyThrottler {
  const { coordination, maxConcurrency, onWait, onTurn, turnMs = TURN_MS } = parts;
  return {
    waitForIdentify: async (shard, signal) => {
      const name = `identify:${shard % Math.max(1, maxConcurrency)}`;
      onWait?.(shard, true);
      try {
        while ((await coordination.lease(name, turnMs)) === null) {
          await sleep(TRY_MS + Math.random() * TRY_SPREAD_MS, undefined, { signal });
        }
        signal.throwIfAborted();
        onTurn?.();
      } finally {
        onWait?.(shard, false);
      }
    },
  };
}
