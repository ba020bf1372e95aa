// One request at a time for each host, with the pause between two that the host asks for. In: work for a host.
// Out: its result, when its turn has come.

/** Waits so many milliseconds. */
export type Sleep = (milliseconds: number) => Promise<void>;

export interface HostTurns {
  /** Runs the work after all that was asked for the host before, and after its pause. */
  take<T>(host: string, work: () => Promise<T>, pauseMs: () => number): Promise<T>;
}

export interface HostTurnsParts {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly sleep: Sleep;
}

/** Hosts whose last request is remembered; of more, the one asked longest ago is forgotten. */
const MOST_HOSTS = 1_000;

interface Host {
  /** Settles when all that was asked for so far has ended; never rejects. */
  last: Promise<unknown>;
  endedAt: number | null;
}

/** Opens the queues of all hosts. */
export function openHostTurns({ now, sleep }: HostTurnsParts): HostTurns {
  const hosts = new Map<string, Host>();
  const hostOf = (name: string): Host => {
    const host = hosts.get(name) ?? { last: Promise.resolve(), endedAt: null };
    hosts.delete(name);
    hosts.set(name, host);
    const [oldest] = hosts.keys();
    if (hosts.size > MOST_HOSTS && oldest !== undefined) hosts.delete(oldest);
    return host;
  };
  return {
    take: (name, work, pauseMs) => {
      const host = hostOf(name);
      const running = host.last.then(async () => {
        const pause = host.endedAt === null ? 0 : host.endedAt + pauseMs() - now();
        if (pause > 0) await sleep(pause);
        try {
          return await work();
        } finally {
          host.endedAt = now();
        }
      });
      host.last = running.catch(() => undefined);
      return running;
    },
  };
}
