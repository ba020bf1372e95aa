// The online half in processes of its own, wired: a search that crashes or takes long costs this process
// nothing. The children get no token, and where the database is, with its password, over their channel alone: nothing of
// it stands in their environment.

import { availableParallelism, totalmem } from 'node:os';
import { startAnswererProcess } from './answering/answerer-process.js';
import { openAnswererPool, type AnswererPool } from './answering/answerer-pool.js';
import { openChildAnswerer } from './answering/child-answerer.js';
import { answerersFor } from './answering/count-answerers.js';
import { environmentForChildren, settingsForChildren, type Settings } from './settings.js';
import type { Log } from './shared/log.js';

const SCRIPT = new URL('serve-answerer.js', import.meta.url);

export interface OpenAnswererBesideOptions {
  readonly settings: Settings;
  readonly log: Log;
  /** Processes, 1 to 16; what the settings say unless given. */
  readonly count?: number;
  /** Told once when searching is down, and once when it is back. */
  readonly onTrouble: (line: string) => void;
  /** Told of every start after the first of each process. */
  readonly onRestart?: () => void;
  /** What the processes run; the one beside this file unless given. */
  readonly script?: URL;
}

/** Starts the answering processes; each loads the model and the index at once. */
export function openAnswererBeside(options: OpenAnswererBesideOptions): AnswererPool {
  const { settings, log, onTrouble, onRestart, script = SCRIPT } = options;
  return openAnswererPool({
    count: options.count ?? answerersOf(settings),
    onTrouble,
    log,
    open: (member) => {
      let starts = 0;
      return openChildAnswerer({
        ...member,
        log,
        start: () => {
          starts += 1;
          if (starts > 1) onRestart?.();
          return startAnswererProcess({
            script,
            environment: environmentForChildren(),
            settings: settingsForChildren(settings),
          });
        },
      });
    },
  });
}

/** As many as the settings say, or as this machine has room for. */
export function answerersOf({ answerers }: Pick<Settings, 'answerers'>): number {
  return answerers ?? answerersFor({ cores: availableParallelism(), megabytes: memoryMegabytes() });
}

/** A container may have less than its machine; where nothing is set, what is told is no use. */
function memoryMegabytes(): number {
  const machine = totalmem();
  const allowed = process.constrainedMemory();
  return (allowed > 0 ? Math.min(allowed, machine) : machine) / 2 ** 20;
}
