// Whether the database answers, as one process sees it: what is kept in it fails at once while it is away, and an operator
// is told when that begins and when it ends. Without a database there is nothing to watch.

import { Breaker } from './shared/breaker.js';
import { describeFailure } from './shared/errors.js';
import type { Log } from './shared/log.js';
import { failFast } from './store/fail-fast.js';

export interface DatabaseWatch {
  readonly isAway: boolean;
  /** The same store, without waiting for a database that is known to be away. */
  guard<S extends object>(store: S): S;
  stop(): void;
}

export interface WatchDatabase {
  /** False where everything is kept in files. */
  readonly isShared: boolean;
  /** Settles where the database answers. */
  readonly probe: () => Promise<unknown>;
  readonly log: Log;
}

export function watchDatabase({ isShared, probe, log }: WatchDatabase): DatabaseWatch {
  const breaker = new Breaker({
    probe,
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      timer.unref();
      return () => {
        clearTimeout(timer);
      };
    },
    onAway: (error) => {
      const reason = describeFailure(error).text;
      log.warn({ reason }, 'the database is away: answers, votes and sources cannot be kept');
    },
    onBack: () => {
      log.info('the database is back: answers, votes and sources are kept again');
    },
  });
  return {
    get isAway() {
      return breaker.isAway;
    },
    guard: (store) => (isShared ? failFast(store, breaker) : store),
    stop: () => {
      breaker.stop();
    },
  };
}
