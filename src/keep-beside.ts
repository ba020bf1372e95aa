// The keeper beside the bot: started when there is work, at low priority, without the token, and left alone when it
// ends because it was idle. One that fails is started again with growing pauses.

import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Clock } from './answering/clock.js';
import { environmentForChildren, settingsForChildren, type Settings } from './settings.js';
import { isStoreAway } from './shared/is-away.js';
import type { Log } from './shared/log.js';

export interface KeeperProcess {
  /** Told once, with the exit code; null where a signal or a failure to start ended it. */
  onEnd(listener: (code: number | null) => void): void;
  end(): void;
}

export interface KeepBeside {
  /** Looks for work at once. */
  readonly wake: () => void;
  readonly stop: () => void;
}

export interface KeepBesideParts {
  readonly start: () => KeeperProcess;
  readonly hasWork: () => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Between two looks for work that nobody announced, such as a feed that is due or a job that was let go. */
const LOOK_MS = 5_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
const TIMER_SLACK_MS = 20;

/** Starts keepers as they are needed, one at a time. */
export function keepBeside(parts: KeepBesideParts): KeepBeside {
  const { hasWork, clock, log } = parts;
  const state: Supervised = { running: null, failures: 0, notBefore: 0, isStopped: false };
  let cancel: () => void = () => undefined;
  const lookIn = (milliseconds: number): void => {
    cancel();
    if (!state.isStopped) cancel = clock.after(milliseconds, look);
  };
  const isFree = (): boolean =>
    state.running === null && !state.isStopped && clock.now() >= state.notBefore;
  function look(): void {
    lookIn(LOOK_MS);
    if (!isFree()) return;
    hasWork().then(
      (isThere) => {
        if (isThere && isFree()) begin(parts, state, lookIn);
      },
      (error: unknown) => {
        // That the database is away is told once, by who watches it.
        if (isStoreAway(error)) return;
        log.error({ err: error }, 'it could not be told whether there is work for the keeper');
      },
    );
  }
  look();
  return {
    wake: look,
    stop: () => {
      state.isStopped = true;
      cancel();
      state.running?.end();
    },
  };
}

interface Supervised {
  running: KeeperProcess | null;
  failures: number;
  /** By the clock. */
  notBefore: number;
  isStopped: boolean;
}

function begin(
  { start, clock, log }: KeepBesideParts,
  state: Supervised,
  lookIn: (milliseconds: number) => void,
): void {
  const keeper = start();
  state.running = keeper;
  keeper.onEnd((code) => {
    state.running = null;
    state.failures = code === 0 ? 0 : state.failures + 1;
    const pause = code === 0 ? 0 : pauseAfter(state.failures);
    state.notBefore = clock.now() + pause;
    if (code !== 0 && !state.isStopped) log.warn({ code, pause }, 'the keeper ended with a fault');
    // Work that arrived while it was ending is not left lying; timers may be a moment early.
    lookIn(Math.max(pause, FIRST_PAUSE_MS) + TIMER_SLACK_MS);
  });
}

function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}

const SCRIPT = new URL('../scripts/keep-corpora.js', import.meta.url);

/** Lower than the bot and its answers. */
const NICE = 10;

/** Starts a keeper in a process of its own. */
export function startKeeperProcess(settings: Settings, script: URL = SCRIPT): KeeperProcess {
  const child = fork(fileURLToPath(script), {
    env: environmentForChildren(),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, NICE);
  } catch {
    // It may have ended already, and not every system allows it.
  }
  const ended = new Promise<number | null>((resolve) => {
    child.on('error', () => {
      resolve(null);
    });
    child.on('exit', resolve);
  });
  child.send(settingsForChildren(settings), () => undefined);
  return {
    onEnd: (listener) => {
      void ended.then(listener);
    },
    end: () => {
      // A signal would have it finish its job first, which may take minutes; the next keeper begins it anew.
      if (child.connected) child.disconnect();
      else child.kill('SIGTERM');
    },
  };
}
