// The console face, wired: an answerer in this process, a chat over its streams, and a keeper beside it that fetches
// what is listed, so that a feed is read with or without Discord.

import { Chat } from './console/chat.js';
import { endWhenUnread, leaveOnSignals } from './console/process-ends.js';
import { corpusReader } from './console/read-corpus.js';
import { refreshBeside } from './console/refresh-beside.js';
import { writeError, type CommandContext } from './console/run-command.js';
import { copyBeside } from './copy-beside.js';
import { keepCurated } from './keep-curated.js';
import { openAnswerer } from './open-answerer.js';
import { openCurating } from './open-curating.js';

export interface ChatStart extends CommandContext {
  /** The script that refreshes a stale index; null where it is fresh. */
  readonly refreshScript: string | null;
}

/** Chats until somebody leaves. */
export async function runChat({ settings, log, refreshScript }: ChatStart): Promise<void> {
  endWhenUnread(process.stdout);
  const answerer = await openAnswerer({ settings, log, onNotice: writeError });
  const curating = await openCurating({ settings, log });
  const chat = new Chat({
    answerer,
    corpus: corpusReader(curating.parts),
    input: process.stdin,
    output: process.stdout,
    log,
    writeNotice: writeError,
  });
  const notify = (line: string): void => {
    chat.notify(line);
  };
  const keeper = keepCurated(curating, { settings, log, say: notify });
  const copying = copyBeside({ settings, log });
  const forgetSignals = leaveOnSignals(() => chat.leave());
  const refresh = refreshScript === null ? null : refreshBeside(refreshScript, notify);
  try {
    await chat.run();
  } finally {
    refresh?.stop();
    keeper.stop();
    copying.stop();
    await answerer.close();
    await curating.close();
    forgetSignals();
  }
}
