// The sources that `sources.yaml` lists -> what is kept in step with it, and a job for each collection whose answers
// change by that: what left the list leaves the index, what is listed in another way is fetched again.

import type { CuratingParts } from './curating/curating-parts.js';
import { publishJob, refreshJob } from './curating/job-payloads.js';
import { listedSources } from './open-corpus.js';
import type { Settings } from './settings.js';
import type { Source } from './sources/source.js';
import { syncSources } from './sources/sync-sources.js';

/**
 * Brings the sources that are kept in step with the file; does nothing where the folder it lies in is away, because
 * a disk that is not mounted lists nothing.
 *
 * @throws ReadableError `bad_sources`
 */
export async function syncListedSources(
  parts: Pick<CuratingParts, 'sources' | 'jobs' | 'newId'>,
  settings: Settings,
): Promise<void> {
  const listed = await listedSources(settings);
  // Without the corpus folder nobody knows which sources left the list, and with them would go what was fetched.
  if (listed === null) return;
  const { added, changed, removed } = await syncSources(parts.sources, listed);
  // New addresses are due by themselves; a folder is read where the index is built.
  const read = [...added, ...changed].filter(({ kind }) => kind === 'folder');
  for (const collection of collectionsOf([...removed, ...read])) {
    await parts.jobs.addJob(publishJob(parts.newId(), collection));
  }
  const fetched = changed.filter(({ kind }) => kind !== 'folder');
  for (const collection of collectionsOf(fetched)) {
    const ids = fetched.filter((source) => source.collection === collection).map(({ id }) => id);
    await parts.jobs.addJob(refreshJob(parts.newId(), collection, ids));
  }
}

function collectionsOf(sources: readonly Source[]): ReadonlySet<string> {
  return new Set(sources.map(({ collection }) => collection));
}
