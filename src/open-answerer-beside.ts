// The online half in a process of its own, wired: a search that crashes or takes long costs this process
// nothing. The child gets no secrets: neither in its settings nor in its environment.

import { startAnswererProcess } from './answering/answerer-process.js';
import { openChildAnswerer, type ChildAnswerer } from './answering/child-answerer.js';
import { environmentForChildren, settingsForChildren, type Settings } from './settings.js';
import type { Log } from './shared/log.js';

const SCRIPT = new URL('serve-answerer.js', import.meta.url);

export interface OpenAnswererBesideOptions {
  readonly settings: Settings;
  readonly log: Log;
  /** Told once when searching is down, and once when it is back. */
  readonly onTrouble: (line: string) => void;
  /** Told of every start after the first. */
  readonly onRestart?: () => void;
  /** What the process runs; the one beside this file unless given. */
  readonly script?: URL;
}

/** Starts the answering process; the model and the index are loaded at once. */
export function openAnswererBeside(options: OpenAnswererBesideOptions): ChildAnswerer {
  const { settings, log, onTrouble, onRestart, script = SCRIPT } = options;
  let starts = 0;
  return openChildAnswerer({
    start: () => {
      starts += 1;
      if (starts > 1) onRestart?.();
      return startAnswererProcess({
        script,
        environment: environmentForChildren(),
        settings: settingsForChildren(settings),
      });
    },
    log,
    onTrouble,
  });
}
