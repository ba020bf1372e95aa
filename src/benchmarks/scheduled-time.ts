// What the threads of a process did of the time that passed: worked, waited for a core, or slept. On a machine that does
// other things as well, the clock on the wall measures the others; these three tell them apart. Linux only.

import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of one thread. */
export interface ThreadTime {
  readonly worked: number;
  /** Ready to run while others had the cores. */
  readonly waited: number;
}

/** The time of every thread up to now, by its id; null where the system does not tell. */
export function threadTimes(pid: number | 'self' = 'self'): ReadonlyMap<string, ThreadTime> | null {
  try {
    const folder = `/proc/${pid}/task`;
    const times = new Map<string, ThreadTime>();
    for (const thread of readdirSync(folder)) {
      const [worked = 0, waited = 0] = readFileSync(`${folder}/${thread}/schedstat`, 'utf8')
        .split(' ')
        .map((nanoseconds) => Number(nanoseconds) / 1e6);
      times.set(thread, { worked, waited });
    }
    return times;
  } catch {
    return null;
  }
}

/** What each thread did between two readings, the busiest first; threads that came or went are left out. */
export function timeBetween(
  before: ReadonlyMap<string, ThreadTime>,
  after: ReadonlyMap<string, ThreadTime>,
): readonly ThreadTime[] {
  return [...after]
    .flatMap(([thread, { worked, waited }]) => {
      const start = before.get(thread);
      return start === undefined
        ? []
        : [{ worked: worked - start.worked, waited: waited - start.waited }];
    })
    .sort((a, b) => b.worked - a.worked);
}

/**
 * The milliseconds that it would have taken with a core for each of so many threads: what passed without what the
 * busiest of them waited for a core. Exact for one thread, and for several that are equally busy.
 */
export function onFreeCores(
  wallMs: number,
  threads: readonly ThreadTime[],
  busiest: number,
): number {
  const freed = threads.slice(0, busiest).map(({ waited }) => wallMs - waited);
  return Math.max(0, ...freed);
}
