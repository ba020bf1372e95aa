// In: the id of every event that arrives. Out: whether it arrives for the first time. Discord may send an
// event more than once (after a resume, or by itself), and a question must be answered once.

export interface SeenIds {
  /** True the first time an id is shown, false as long as it is remembered. */
  isNew(id: string): boolean;
}

export interface SeenIdsOptions {
  /** Milliseconds; a clock that never jumps, such as performance.now. */
  readonly now: () => number;
  /** Milliseconds that an id is remembered at least, while there is room. */
  readonly lifeMs?: number;
  /** Ids remembered at most. */
  readonly most?: number;
}

/** An interaction can be answered for 15 minutes; what comes again later cannot be answered twice. */
const LIFE_MS = 15 * 60_000;

/**
 * 15 minutes of 111 events a second, twice the 50 requests a second that a bot may answer with; at about
 * 100 bytes an id (19 digits and its place in the map) that is 10 MB.
 */
const MOST = 100_000;

/** Opens an empty memory of ids. */
export function openSeenIds({ now, lifeMs = LIFE_MS, most = MOST }: SeenIdsOptions): SeenIds {
  // In the order of arrival, so that the oldest is always the first.
  const arrivals = new Map<string, number>();
  const forget = (time: number): void => {
    for (const [id, arrived] of arrivals) {
      if (time - arrived <= lifeMs && arrivals.size < most) return;
      arrivals.delete(id);
    }
  };
  return {
    isNew: (id) => {
      const time = now();
      const arrived = arrivals.get(id);
      if (arrived !== undefined && time - arrived <= lifeMs) return false;
      arrivals.delete(id);
      forget(time);
      arrivals.set(id, time);
      return true;
    },
  };
}
