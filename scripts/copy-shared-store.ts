// node dist/scripts/copy-shared-store.js: one round of copying the database to this machine. Started by a face, it gets
// its settings, without the token, by the first message, and ends when the face is gone.

import { copySharedStore } from '../src/copy-shared-store.js';
import { runCommand } from '../src/console/run-command.js';
import type { Settings } from '../src/settings.js';
import { openLog } from '../src/shared/log.js';

const wasStartedByAFace = process.send !== undefined;
if (wasStartedByAFace && !process.connected) process.exit(0);
if (wasStartedByAFace) {
  // What is not whole is invisible, and the next round goes on from it.
  process.on('disconnect', () => process.exit(0));
  process.once('message', (settings: Settings) => {
    const log = openLog({ level: settings.logLevel });
    copySharedStore({ settings, log }).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'copying the database failed');
        process.exit(1);
      },
    );
  });
} else {
  await runCommand(async ({ settings, log }) => {
    await copySharedStore({ settings, log });
  });
}
