// A deadline for a piece of work. Work that is late goes on, but nobody waits for it any more.

import { setTimeout as sleep } from 'node:timers/promises';

/** What the work gives, or what `late` throws after so many milliseconds. */
export async function within<T>(
  work: Promise<T>,
  milliseconds: number,
  late: () => Error,
): Promise<T> {
  const stop = new AbortController();
  const deadline = sleep(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw late();
  });
  deadline.catch(() => undefined);
  try {
    return await Promise.race([work, deadline]);
  } finally {
    stop.abort();
    work.catch(() => undefined);
  }
}
