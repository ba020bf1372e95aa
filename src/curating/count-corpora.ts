// Counts over all collections, for the metrics: jobs by state, and sources that fail. No name of anything is in them.

import type { SourceStore } from '../sources/source-store.js';
import type { JobStore, JobState } from '../store/job-store.js';

export interface CorporaCounts extends Readonly<Record<JobState, number>> {
  readonly failingSources: number;
}

export const NO_COUNTS: CorporaCounts = {
  waiting: 0,
  running: 0,
  done: 0,
  failed: 0,
  failingSources: 0,
};

/** Counts jobs and failing sources. */
export async function countCorpora(parts: {
  readonly sources: Pick<SourceStore, 'collections' | 'states'>;
  readonly jobs: Pick<JobStore, 'jobs'>;
}): Promise<CorporaCounts> {
  const counts = { ...NO_COUNTS } as Record<keyof CorporaCounts, number>;
  for (const collection of await parts.sources.collections()) {
    for (const { state } of await parts.jobs.jobs(collection)) counts[state] += 1;
    const states = await parts.sources.states(collection);
    counts.failingSources += states.filter(({ failingSince }) => failingSince !== null).length;
  }
  return counts;
}
