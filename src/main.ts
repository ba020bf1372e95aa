// npm start: settings -> a token that Discord knows, where there is one -> an index that can serve -> the
// Discord bot, or the chat where there is no token.

import { fileURLToPath } from 'node:url';
import { runCommand, writeError } from './console/run-command.js';
import { showProgress } from './console/show-progress.js';
import { checkToken } from './discord/check-token.js';
import { ensureIndex } from './ensure-index.js';
import { runBot } from './run-bot.js';
import { runChat } from './run-chat.js';

const BUILD_SCRIPT = fileURLToPath(new URL('../scripts/build-index.js', import.meta.url));

await runCommand(async ({ settings, log }) => {
  const { token, apiUrl } = settings.discord;
  if (token !== null) await checkToken({ token, apiUrl });
  const isStale = await ensureIndex({ settings, say: writeError, progress: showProgress() });
  const refreshScript = isStale ? BUILD_SCRIPT : null;
  if (token === null) {
    if (settings.httpPort !== null) {
      writeError('HTTP_PORT is set, but health and metrics belong to the Discord bot.');
    }
    await runChat({ settings, log, refreshScript });
  } else {
    await runBot({ settings, log, token, refreshScript });
  }
});
