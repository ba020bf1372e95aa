// Whether it is worth trying to connect. In: how connecting went. Out: while a server is known to be away, an error at
// once instead of another wait for the deadline; one caller at a time may try again now and then.

/** Between two tries while the server is away: what a failover costs beyond itself, at most. */
const PAUSE_MS = 1_000;

export interface Circuit {
  /**
   * Returns where connecting may be tried now; whoever is let in says how it went.
   *
   * @throws what connecting failed with last
   */
  enter(): void;
  connected(): void;
  failed(error: unknown): void;
  /** Whoever was let in found out nothing; the next caller tries in its place. */
  undecided(): void;
}

interface Away {
  readonly error: unknown;
  readonly until: number;
}

/** @param now milliseconds that never go back */
export function openCircuit(now: () => number = () => performance.now()): Circuit {
  let away: Away | null = null;
  let isProbing = false;
  return {
    enter: () => {
      if (away === null) return;
      if (isProbing || now() < away.until) throw away.error;
      isProbing = true;
    },
    connected: () => {
      away = null;
      isProbing = false;
    },
    failed: (error) => {
      away = { error, until: now() + PAUSE_MS };
      isProbing = false;
    },
    undecided: () => {
      isProbing = false;
    },
  };
}
