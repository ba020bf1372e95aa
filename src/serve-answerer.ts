// The answering process beside a live bot. In: settings without secrets, by the first message, then calls.
// Out: answers. Wiring only; it lives exactly as long as who started it wants it to.

import { parseToAnswerer } from './answering/answerer-messages.js';
import { serveAnswerer, type ServedChannel } from './answering/serve-channel.js';
import { openAnswerer } from './open-answerer.js';
import { secretsIn, type Settings } from './settings.js';
import { openLog } from './shared/log.js';

// A terminal's Ctrl-C goes to every process in front of it: when this one ends is decided by its parent.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

// Nobody listens any more, not even where the parent was killed. Native code may be busy: no goodbyes.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
if (!process.connected) process.exit(1);

const channel: ServedChannel = {
  send: (message) => {
    if (process.connected) process.send?.(message, undefined, {}, () => undefined);
  },
  onMessage: (listener) => {
    process.on('message', listener);
  },
};

process.once('message', (message) => {
  const opened = parseToAnswerer(message);
  if (opened?.kind !== 'open') throw new Error('serve-answerer is started by its parent only');
  const settings = opened.settings as Settings;
  const log = openLog({ level: settings.logLevel, secrets: secretsIn(settings) });
  serveAnswerer({
    channel,
    open: () => openAnswerer({ settings, log }),
    onClosed: () => {
      process.disconnect();
    },
  });
});
