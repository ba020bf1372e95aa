// What it takes to edit a message that somebody waits at: an interaction's token, kept until it expires and never
// logged, so that whoever follows the job can tell them, after a restart and on another machine too.

export interface ReplyHandle {
  readonly jobId: string;
  /** The interaction's. */
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
}

export interface ReplyHandles {
  /** Keeps a handle; one of the same interaction is replaced. */
  keep(handle: ReplyHandle): Promise<void>;
  forget(id: string): Promise<void>;
  /** Those whose token may still live, the oldest first. */
  all(): Promise<readonly ReplyHandle[]>;
}

/** Milliseconds for which Discord takes edits. */
export const HANDLE_LIFE_MS = 15 * 60_000;

/** Messages that are followed at once; the oldest give way. */
export const MOST_HANDLES = 200;
