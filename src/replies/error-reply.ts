// In: whatever was thrown. Out: one line for a person: a readable error as it is, a defect as its reference.
// The defect's detail goes to the log, which the caller holds.

import { describeFailure } from '../shared/errors.js';
import { isStoreAway } from '../shared/is-away.js';
import type { Log } from '../shared/log.js';
import type { ErrorReply } from './reply.js';

/** Said of whatever needs the database itself: votes, buttons of older answers, what changes a collection. */
const AWAY =
  'The database is away, so nothing can be kept or looked up in it now. Please try again in a few minutes.';

/** Turns a failure into a reply and logs what is not for people. */
export function errorReply(error: unknown, log: Log): ErrorReply {
  if (isStoreAway(error)) {
    // Who looks after the database reads the rest of it in the log.
    log.warn({ err: error }, 'the database did not answer');
    return { kind: 'error', text: AWAY };
  }
  const { text, detail } = describeFailure(error);
  if (detail !== null) log.error({ detail }, 'defect');
  return { kind: 'error', text };
}
