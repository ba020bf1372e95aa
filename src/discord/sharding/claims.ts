// In: an event that reached this process. Out: whether it is ours to answer: the first that says so among all that
// heard it. A process that ends lets another that hears the same shard say so first, and takes what nobody took: so an
// event is answered once, and never by nobody.

import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Coordination } from '../../store/coordination.js';
import type { ShardPresence } from './presence.js';

export interface Claims {
  isOurs(eventId: string, shard: number): Promise<boolean>;
}

export interface ClaimsParts {
  readonly coordination: Pick<Coordination, 'once'>;
  readonly presence: Pick<ShardPresence, 'hasOthers'>;
  readonly isStopping: () => boolean;
  /** Told of each event that another process took. */
  readonly onTaken: () => void;
  /** Milliseconds that an ending process waits for others; 1,000 unless given. */
  readonly yieldMs?: number;
}

/** As long as an interaction can be answered; a message that comes again later is no repetition. */
const REMEMBER_MS = 15 * 60_000;

/** Milliseconds; an event reaches all sessions within a fraction of it, and 1,500 are left to acknowledge. */
const YIELD_MS = 1_000;

/** Opens it. */
export function openClaims(parts: ClaimsParts): Claims {
  const { coordination, presence, isStopping, onTaken, yieldMs = YIELD_MS } = parts;
  return {
    isOurs: async (eventId, shard) => {
      if (isStopping() && (await presence.hasOthers(shard))) await sleepFor(yieldMs);
      const isFirst = await coordination.once(`event:${eventId}`, REMEMBER_MS);
      if (!isFirst) onTaken();
      return isFirst;
    },
  };
}
