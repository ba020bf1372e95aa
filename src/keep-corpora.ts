// The keeper, wired: a process that works through the jobs of all collections and ends when it has been idle for a
// while, so that the model does not stay in memory. It talks to nobody but the network that sources are fetched
// from; it has no token of Discord.

import { join } from 'node:path';
import { SOURCES_FILE } from './corpus/sources-file-name.js';
import { keepCorpora, sweepKept } from './curating/keep-corpora.js';
import { followSourcesFile } from './follow-sources-file.js';
import { openCurating } from './open-curating.js';
import type { Settings } from './settings.js';
import type { Log } from './shared/log.js';

/** Minutes without work after which it ends; the bot starts it again when there is some. */
const IDLE_MINUTES = 3;

export interface KeeperStart {
  readonly settings: Settings;
  readonly log: Log;
  readonly isStopping: () => boolean;
  /** Aborted where it ends in the middle of a job, which is then free for the next keeper at once. */
  readonly isCut?: AbortSignal;
  /** Milliseconds; three minutes unless given, never where null. */
  readonly idleMs?: number | null;
}

/** Keeps until it is told to stop, or idle. */
export async function runKeeper({ settings, log, ...options }: KeeperStart): Promise<void> {
  const curating = await openCurating({ settings, log });
  const { idleMs = IDLE_MINUTES * 60_000, isStopping, isCut } = options;
  try {
    const beforeLook = followSourcesFile({
      file: join(settings.corpusDir, SOURCES_FILE),
      sync: curating.syncSources,
      say: (line) => {
        log.warn(line);
      },
      log,
    });
    await sweepKept(curating.keeper);
    await keepCorpora(curating.keeper, { idleMs, isStopping, isCut, beforeLook });
  } finally {
    await curating.close();
  }
}
