// What must outlive a process beside the corpus: so far the answers that were given, because a button under
// an answer may be pressed after a restart, on another machine. It lives in a database of its own, so that a
// build never blocks a click. Everything in it expires; test/contracts holds what every store must do.

import type { Citation } from '../answering/answer.js';

/** One given answer, kept until it expires. */
export interface AnswerRecord {
  /** Chosen by the caller; buttons carry nothing else. */
  readonly id: string;
  readonly collection: string;
  /** Where it was asked: a channel, a thread, a console session. */
  readonly conversation: string;
  /** Who asked; `forget` goes by it. */
  readonly asker: string;
  readonly question: string;
  /** ISO 8601 in UTC, as `toISOString` gives it; so is `expiresAt`. */
  readonly createdAt: string;
  /** From this moment on the record is never returned. */
  readonly expiresAt: string;
  readonly citations: readonly Citation[];
}

export interface StateStore {
  /** Keeps an answer; one with the same id is replaced. */
  saveAnswer(record: AnswerRecord): Promise<void>;
  /** Null where there is none, or no longer. */
  answer(id: string): Promise<AnswerRecord | null>;
  /** The answer this asker got last in this conversation. */
  lastAnswer(conversation: string, asker: string): Promise<AnswerRecord | null>;
  /** Removes everything kept of an asker, down to the bytes on the disk; tells how many records went. */
  forget(asker: string): Promise<number>;
  /** Removes what has expired; tells how many records went. */
  sweep(now: Date): Promise<number>;
  close(): Promise<void>;
}
