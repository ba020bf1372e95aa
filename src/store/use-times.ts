// How long a store keeps what nothing current needs any more.

/**
 * How long a generation stays whole after the next one was published: a question takes seconds, and the
 * longest queue before it minutes.
 */
export const GRACE_MINUTES = 10;

/** Days a vector stays cached after the last passage with its text has gone. */
export const CACHE_DAYS = 30;
