// In: what a machine has. Out: how many answering processes it is given where nobody said so.

import { MOST_ANSWERERS } from './answerer-pool.js';

/** Megabytes that one process is reckoned with: 186 of its own over a small index, and room for a large one (DECISIONS.md). */
const MEGABYTES_EACH = 400;

/** Share of the memory that answering may take: files in the cache of the system, builds and Discord need the rest. */
const SHARE_OF_MEMORY = 0.5;

/** A machine, or as much of it as this process may use. */
export interface Machine {
  readonly cores: number;
  readonly megabytes: number;
}

/** One process a core, as far as the memory goes. */
export function answerersFor({ cores, megabytes }: Machine): number {
  const fit = Math.floor((megabytes * SHARE_OF_MEMORY) / MEGABYTES_EACH);
  return Math.max(1, Math.min(MOST_ANSWERERS, cores, fit));
}
