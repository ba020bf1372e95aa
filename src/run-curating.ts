// What the bot keeps open for the sources of servers: the desk that moderators work at, the keeper beside, and the
// counts for the metrics.

import type { CuratingDesk } from './discord/curating/curating.js';
import { countCorpora, NO_COUNTS, type CorporaCounts } from './curating/count-corpora.js';
import { keepCurated } from './keep-curated.js';
import { sweepDrafts } from './curating/settle-draft.js';
import { openCurating, type OpenedCurating } from './open-curating.js';
import type { OpenMetrics } from './health/metrics.js';
import type { Settings } from './settings.js';
import { isStoreAway } from './shared/is-away.js';
import type { Log } from './shared/log.js';

export interface RunningCurating {
  readonly desk: CuratingDesk;
  close(): Promise<void>;
}

/** Between two counts; a scrape reads the last one. */
const COUNT_MS = 60_000;
/** Between two looks for drafts that nobody confirmed: the keeper looks as it starts, but may have nothing to do. */
const SWEEP_MS = 600_000;

/** Opens it, and has the keeper look after what is due. */
export async function runCurating(start: {
  readonly settings: Settings;
  readonly log: Log;
  readonly metrics: Pick<OpenMetrics, 'watchCorpora'>;
  /** Told in one line what is wrong with the list of sources. */
  readonly say: (line: string) => void;
}): Promise<RunningCurating> {
  const { settings, log, metrics } = start;
  const opened = await openCurating({ settings, log });
  const keeper = keepCurated(opened, start);
  const stopCounting = countNowAndThen(opened, log, metrics.watchCorpora);
  const { parts, departures, handles, exportArchive } = opened;
  const stopSweeping = sweepNowAndThen(opened, log);
  return {
    desk: { parts, departures, handles, exportArchive, wake: keeper.wake },
    close: async () => {
      stopCounting();
      stopSweeping();
      keeper.stop();
      await opened.close();
    },
  };
}

function sweepNowAndThen({ parts }: OpenedCurating, log: Log): () => void {
  const timer = setInterval(() => {
    sweepDrafts(parts).catch((error: unknown) => {
      if (isStoreAway(error)) return;
      log.error({ err: error }, 'drafts that nobody confirmed could not be removed');
    });
  }, SWEEP_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function countNowAndThen(
  { parts }: OpenedCurating,
  log: Log,
  watch: OpenMetrics['watchCorpora'],
): () => void {
  let counts: CorporaCounts = NO_COUNTS;
  watch(() => counts);
  const count = (): void => {
    countCorpora(parts).then(
      (next) => {
        counts = next;
      },
      (error: unknown) => {
        if (isStoreAway(error)) return;
        log.error({ err: error }, 'jobs and sources could not be counted');
      },
    );
  };
  count();
  const timer = setInterval(count, COUNT_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
