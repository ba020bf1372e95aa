// Archives that somebody handed in and a keeper is to read: each under an id of ours until the job is over, wherever
// the keeper runs. What nobody fetched within a day goes.

export interface Incoming {
  put(id: string, bytes: Uint8Array): Promise<void>;
  /** Null where it is not there any more. */
  take(id: string): Promise<Buffer | null>;
  remove(id: string): Promise<void>;
  /** Removes what is older than a day. */
  sweep(now: Date): Promise<void>;
}

/** Milliseconds that an archive waits. */
export const INCOMING_KEPT_MS = 86_400_000;

/** Ids as we make them; a file is named by them. */
export const INCOMING_ID = /^[a-z0-9-]{1,64}$/;
