// In: curating as a face has opened it. Out: the keeper beside that face, called for whenever a job waits, a source is
// due, or a server that left is to be purged. What `sources.yaml` lists is known before the first look for work.

import { join } from 'node:path';
import { SOURCES_FILE } from './corpus/sources-file-name.js';
import { graceOver } from './curating/departures.js';
import { followSourcesFile } from './follow-sources-file.js';
import { keepBeside, startKeeperProcess, type KeepBeside } from './keep-beside.js';
import type { OpenedCurating } from './open-curating.js';
import type { Settings } from './settings.js';
import type { Log } from './shared/log.js';

export interface KeepCurated {
  readonly settings: Settings;
  readonly log: Log;
  /** Told in one line what is wrong with the list of sources. */
  readonly say: (line: string) => void;
}

/** Looks for work from now on, and has a keeper beside while there is some. */
export function keepCurated(
  { parts, departures, syncSources: sync }: OpenedCurating,
  { settings, log, say }: KeepCurated,
): KeepBeside {
  const file = join(settings.corpusDir, SOURCES_FILE);
  const followFile = followSourcesFile({ file, sync, say, log });
  return keepBeside({
    log,
    start: () => startKeeperProcess(settings),
    hasWork: async () => {
      await followFile();
      return (
        (await parts.jobs.hasWork()) ||
        (await parts.sources.due(parts.now())).length > 0 ||
        (await departures.leftBy(graceOver(parts.now()))).length > 0
      );
    },
    clock: {
      now: () => performance.now(),
      after: (milliseconds, call) => {
        const timer = setTimeout(call, milliseconds);
        timer.unref();
        return () => {
          clearTimeout(timer);
        };
      },
    },
  });
}
