// Something that one of several processes does for all, such as keeping messages up to date: whoever has the turn keeps
// it as long as it asks often enough, and another gets it when it does not.

import type { Coordination, Lease } from '../../store/coordination.js';

export interface HeldTurn {
  /** Whether it is ours, taken or kept for another while. */
  isOurs(): Promise<boolean>;
  /** Lets it go at once. */
  end(): Promise<void>;
}

/** Opens a turn by its name; nothing is held before it is asked for. */
export function openHeldTurn(
  coordination: Pick<Coordination, 'lease' | 'renew' | 'release'>,
  name: string,
  leaseMs: number,
): HeldTurn {
  let lease: Lease | null = null;
  return {
    isOurs: async () => {
      if (lease !== null && (await coordination.renew(lease, leaseMs))) return true;
      lease = await coordination.lease(name, leaseMs);
      return lease !== null;
    },
    end: async () => {
      const held = lease;
      lease = null;
      if (held !== null) await coordination.release(held);
    },
  };
}
