// The console face, wired: an answerer in this process, and a chat over its streams.

import { Chat } from './console/chat.js';
import { endWhenUnread, leaveOnSignals } from './console/process-ends.js';
import { corpusReader } from './console/read-corpus.js';
import { refreshBeside } from './console/refresh-beside.js';
import { writeError, type CommandContext } from './console/run-command.js';
import { neverFetchedLine } from './never-fetched.js';
import { openAnswerer } from './open-answerer.js';
import { openCurating } from './open-curating.js';
import { ReadableError } from './shared/errors.js';

export interface ChatStart extends CommandContext {
  /** The script that refreshes a stale index; null where it is fresh. */
  readonly refreshScript: string | null;
}

/** Chats until somebody leaves. */
export async function runChat({ settings, log, refreshScript }: ChatStart): Promise<void> {
  endWhenUnread(process.stdout);
  const answerer = await openAnswerer({ settings, log, onNotice: writeError });
  const curating = openCurating({ settings, log });
  // So that /corpus tells of all that is listed; what is wrong with the file was said at the start.
  await curating.syncSources().catch((error: unknown) => {
    if (!(error instanceof ReadableError)) throw error;
  });
  const unread = await neverFetchedLine(settings);
  if (unread !== null) writeError(unread);
  const chat = new Chat({
    answerer,
    corpus: corpusReader(curating.parts),
    input: process.stdin,
    output: process.stdout,
    log,
    writeNotice: writeError,
  });
  const forgetSignals = leaveOnSignals(() => chat.leave());
  const refresh =
    refreshScript === null
      ? null
      : refreshBeside(refreshScript, (line) => {
          chat.notify(line);
        });
  try {
    await chat.run();
  } finally {
    refresh?.stop();
    await answerer.close();
    await curating.close();
    forgetSignals();
  }
}
