// node dist/scripts/keep-corpora.js: works through the jobs of all collections until it is stopped. Started by the
// bot it gets its settings, without secrets, by the first message, and ends when it is idle or the bot is gone.

import { defineCall, parseCall } from '../src/console/parse-call.js';
import { leaveOnSignals } from '../src/console/process-ends.js';
import { runCommand } from '../src/console/run-command.js';
import { runKeeper } from '../src/keep-corpora.js';
import { secretsIn, settingsForChildren, type Settings } from '../src/settings.js';
import { openLog } from '../src/shared/log.js';

/** For the one row that lets a job go. */
const LAST_WRITE_MS = 50;

let isStopping = false;
const stop = (): boolean => {
  const wasRunning = !isStopping;
  isStopping = true;
  return wasRunning;
};
leaveOnSignals(stop);

const wasStartedByAFace = process.send !== undefined;
if (wasStartedByAFace && !process.connected) process.exit(0);
if (wasStartedByAFace) {
  // A build that is cut off leaves the index before it serving; its job is let go, and the next keeper begins it anew.
  const cut = new AbortController();
  process.on('disconnect', () => {
    cut.abort();
    setTimeout(() => process.exit(0), LAST_WRITE_MS);
  });
  process.once('message', (settings: Settings) => {
    const log = openLog({ level: settings.logLevel, secrets: secretsIn(settings) });
    runKeeper({ settings, log, isStopping: () => isStopping, isCut: cut.signal }).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the keeper failed');
        process.exit(1);
      },
    );
  });
} else {
  await runCommand(async ({ settings, log }) => {
    parseCall(defineCall('keep-corpora', 'Works through the jobs of all collections.'));
    const parts = { settings: settingsForChildren(settings), log };
    await runKeeper({ ...parts, isStopping: () => isStopping, idleMs: null });
  });
}
