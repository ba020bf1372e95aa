// In: a build. Out: what it gives, once no other build runs: it is tried again while it is refused for that reason,
// and for no other, up to an hour.

import { ReadableError } from '../shared/errors.js';

const PAUSE_MS = 2_000;
const MOST_PAUSES = 1_800;

/**
 * Builds when the build before has ended.
 *
 * @throws whatever the build throws; `build_in_progress` after an hour
 */
export async function whenNoBuildRuns<T>(
  build: () => Promise<T>,
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<T> {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await build();
    } catch (error) {
      const isTaken = error instanceof ReadableError && error.code === 'build_in_progress';
      if (!isTaken || pauses >= MOST_PAUSES) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
