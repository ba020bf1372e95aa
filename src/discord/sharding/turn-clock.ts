// How long a login has waited for turns to begin sessions: time in which nothing is wrong, and in which another shard or
// another machine has its turn. Only the first wait of each shard counts, so that one that is turned away again and
// again is found out.

export interface TurnClock {
  readonly note: (shard: number, isWaiting: boolean) => void;
  /** Milliseconds in which at least one shard waited for its first turn. */
  readonly waitedMs: () => number;
}

/** Opens it at zero. */
export function openTurnClock(now: () => number = () => performance.now()): TurnClock {
  const waiting = new Set<number>();
  const known = new Set<number>();
  let since = 0;
  let waitedMs = 0;
  return {
    note: (shard, isWaiting) => {
      if (isWaiting) {
        if (known.has(shard)) return;
        known.add(shard);
        if (waiting.size === 0) since = now();
        waiting.add(shard);
      } else if (waiting.delete(shard) && waiting.size === 0) {
        waitedMs += now() - since;
      }
    },
    waitedMs: () => waitedMs + (waiting.size > 0 ? now() - since : 0),
  };
}
