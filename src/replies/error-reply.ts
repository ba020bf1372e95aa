// In: whatever was thrown. Out: one line for a person: a readable error as it is, a defect as its reference.
// The defect's detail goes to the log, which the caller holds.

import { describeFailure } from '../shared/errors.js';
import type { Log } from '../shared/log.js';
import type { ErrorReply } from './reply.js';

/** Turns a failure into a reply and logs what is not for people. */
export function errorReply(error: unknown, log: Log): ErrorReply {
  const { text, detail } = describeFailure(error);
  if (detail !== null) log.error({ detail }, 'defect');
  return { kind: 'error', text };
}
