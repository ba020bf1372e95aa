// npm start: settings -> an index that can serve -> answerer -> chat -> everything closed. Wiring only.

import { fileURLToPath } from 'node:url';
import { Chat } from './console/chat.js';
import { endWhenUnread, leaveOnSignals } from './console/process-ends.js';
import { refreshBeside } from './console/refresh-beside.js';
import { runCommand, writeError } from './console/run-command.js';
import { showProgress } from './console/show-progress.js';
import { ensureIndex } from './ensure-index.js';
import { openAnswerer } from './open-answerer.js';

const BUILD_SCRIPT = fileURLToPath(new URL('../scripts/build-index.js', import.meta.url));

await runCommand(async ({ settings, log }) => {
  endWhenUnread(process.stdout);
  if (settings.discord.token !== null) {
    writeError('The Discord bot is not part of this version yet; this is the console chat.');
  }
  if (settings.httpPort !== null) {
    writeError('HTTP_PORT is set, but health and metrics are not part of this version yet.');
  }
  const isStale = await ensureIndex({ settings, say: writeError, progress: showProgress() });
  const answerer = await openAnswerer({ settings, log, onNotice: writeError });
  const chat = new Chat({
    answerer,
    input: process.stdin,
    output: process.stdout,
    log,
    writeNotice: writeError,
  });
  const forgetSignals = leaveOnSignals(() => chat.leave());
  const refresh = isStale
    ? refreshBeside(BUILD_SCRIPT, (line) => {
        chat.notify(line);
      })
    : null;
  try {
    await chat.run();
  } finally {
    refresh?.stop();
    await answerer.close();
    forgetSignals();
  }
});
