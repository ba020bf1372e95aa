// How the process ends: on signals in order, on a second one at once; and quietly where nobody reads on.

import type { Writable } from 'node:stream';
import { systemErrorCode } from '../shared/errors.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The exit code of a process that was interrupted. */
const INTERRUPTED = 130;

/**
 * Asks `leave` to end things in order at the first signal, and exits at once where it is ending already.
 * Gives back what takes the handlers away again.
 */
export function leaveOnSignals(leave: () => boolean): () => void {
  const onSignal = (): void => {
    if (!leave()) process.exit(INTERRUPTED);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

/** Ends the process where the reader of its output has gone, as in `npm run ask ... | head -1`. */
export function endWhenUnread(output: Writable): void {
  output.on('error', (error) => {
    if (systemErrorCode(error) === 'EPIPE') process.exit(0);
    throw error;
  });
}
