// How long the documents of a server that removed the bot are kept, in case that it comes back.

/** Between the removal of the bot and that of the server's documents. */
export const GRACE_MS = 7 * 86_400_000;

/** Whoever left by this moment has no grace left. */
export function graceOver(now: Date): Date {
  return new Date(now.getTime() - GRACE_MS);
}
