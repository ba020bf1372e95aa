// The build's progress bar on stderr; nothing where stderr is not a terminal.

import { SingleBar } from 'cli-progress';
import type { BuildProgress } from '../indexing/build-report.js';

export interface ProgressDisplay {
  readonly update: (progress: BuildProgress) => void;
  readonly stop: () => void;
}

const LABELS: Readonly<Record<BuildProgress['stage'], string>> = {
  reading: 'Reading documents',
  embedding: 'Embedding passages',
  indexing: 'Building the graph',
};

/** One bar a stage. */
export function showProgress(isTerminal: boolean = process.stderr.isTTY): ProgressDisplay {
  let bar: SingleBar | null = null;
  let stage: BuildProgress['stage'] | null = null;
  const stop = (): void => {
    bar?.stop();
    bar = null;
  };
  return {
    stop,
    update: (progress) => {
      if (!isTerminal) return;
      if (progress.stage !== stage) {
        stop();
        stage = progress.stage;
        bar = new SingleBar({
          format: `${LABELS[stage].padEnd(19)} {bar} {value}/{total}, {eta_formatted} left`,
          stream: process.stderr,
          // Nothing is switched off in the terminal, so that Ctrl-C leaves it as it was.
          hideCursor: false,
          linewrap: true,
          barsize: 30,
          formatTime: showSeconds,
        });
        bar.start(progress.total, progress.done);
      }
      bar?.setTotal(progress.total);
      bar?.update(progress.done);
      if (progress.done >= progress.total) stop();
    },
  };
}

/** `40s` or `3m`; how long is not known before the first item is done. */
function showSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '…';
  return seconds < 90 ? `${Math.round(seconds)}s` : `${Math.round(seconds / 60)}m`;
}
