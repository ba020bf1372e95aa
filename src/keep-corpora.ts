// The keeper, wired: a process that works through the jobs of all collections and ends when it has been idle for a
// while, so that the model does not stay in memory. It talks to nobody but the network that sources are fetched
// from; it has no token of Discord.

import { keepCorpora, sweepKept } from './curating/keep-corpora.js';
import { openCurating } from './open-curating.js';
import type { Settings } from './settings.js';
import type { Log } from './shared/log.js';

/** Minutes without work after which it ends; the bot starts it again when there is some. */
const IDLE_MINUTES = 3;

export interface KeeperStart {
  readonly settings: Settings;
  readonly log: Log;
  readonly isStopping: () => boolean;
  /** Milliseconds; three minutes unless given, never where null. */
  readonly idleMs?: number | null;
}

/** Keeps until it is told to stop, or idle. */
export async function runKeeper({ settings, log, ...options }: KeeperStart): Promise<void> {
  const curating = openCurating({ settings, log });
  const { idleMs = IDLE_MINUTES * 60_000, isStopping } = options;
  try {
    await curating.syncSources().catch((error: unknown) => {
      log.error({ err: error }, 'the sources that are listed could not be read');
    });
    await sweepKept(curating.keeper);
    await keepCorpora(curating.keeper, { idleMs, isStopping });
  } finally {
    await curating.close();
  }
}
