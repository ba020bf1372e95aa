// Who keeps this machine's copy of the database in step while a face runs: a process of low priority for each round, so
// that copying holds no memory between two, and nothing heavy runs where somebody is answered.

import type { Clock } from './answering/clock.js';
import { keepBeside, startKeeperProcess, type KeeperProcess } from './keep-beside.js';
import { hasLocalCopy } from './local-copy.js';
import type { Settings } from './settings.js';
import type { Log } from './shared/log.js';

const SCRIPT = new URL('../scripts/copy-shared-store.js', import.meta.url);

/** Milliseconds between two rounds: how much older than the database a copy may be, and what an idle round costs. */
const COPY_EVERY_MS = 5 * 60_000;

export interface CopyBeside {
  readonly settings: Settings;
  readonly log: Log;
  /** The real ones unless given. */
  readonly start?: () => KeeperProcess;
  readonly clock?: Clock;
}

/** Copies now and then until it is stopped; does nothing where there is nothing to copy. */
export function copyBeside(options: CopyBeside): { readonly stop: () => void } {
  const { settings, log, clock = quietClock } = options;
  if (!hasLocalCopy(settings)) return { stop: () => undefined };
  const start = options.start ?? (() => startKeeperProcess(settings, SCRIPT));
  let due = clock.now();
  return keepBeside({
    log,
    clock,
    start: () => {
      due = clock.now() + COPY_EVERY_MS;
      return start();
    },
    hasWork: () => Promise.resolve(clock.now() >= due),
  });
}

/** Waiting for the next round keeps no process alive. */
const quietClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
