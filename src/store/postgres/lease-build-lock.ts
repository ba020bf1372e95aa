// One build of a collection at a time, over several machines. In: a lease that is renewed while its owner lives. Out: a
// lock whose fence tells the store who may still write: where it was lost (a machine that slept, a network that broke),
// another may be building, and nothing of the first is published.

import { ReadableError } from '../../shared/errors.js';
import type { BuildLock } from '../build-lock.js';
import type { PostgresCoordination } from './postgres-coordination.js';

/** How long a build that was killed keeps others from building. */
const LEASE_MS = 30_000;

/** Two renewals may fail before the lease is lost. */
const RENEW_MS = 10_000;

/**
 * Takes the lock; the coordination is the lock's own, and is closed with it.
 *
 * @throws ReadableError `build_in_progress` with who builds where it is taken
 */
export async function leaseBuildLock(
  coordination: PostgresCoordination,
  collection: string,
): Promise<BuildLock> {
  const name = `build:${collection}`;
  try {
    const lease = await coordination.lease(name, LEASE_MS);
    if (lease === null) throw inProgress(await coordination.holderOf(name));
    const renewing = setInterval(() => {
      // Where it fails, the next one tries; where it was lost, the store refuses what is written.
      coordination.renew(lease, LEASE_MS).catch(() => undefined);
    }, RENEW_MS);
    renewing.unref();
    return {
      fence: lease.fence,
      release: async () => {
        clearInterval(renewing);
        // What was built is published; a lease that cannot be given back runs out by itself.
        await coordination.release(lease).catch(() => undefined);
        await coordination.close();
      },
    };
  } catch (error) {
    await coordination.close();
    throw error;
  }
}

function inProgress(holder: string | null): ReadableError {
  return new ReadableError({
    code: 'build_in_progress',
    text: `A build is running already (${holder ?? 'another process'}).`,
    remedy: 'Wait for it to end; the index that is there answers meanwhile.',
  });
}
