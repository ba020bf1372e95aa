// In: a collection and, where wanted, one source. Out: the job that fetches again and publishes what changed.

import { ReadableError } from '../shared/errors.js';
import type { Source } from '../sources/source.js';
import type { Job } from '../store/job-store.js';
import type { CuratingParts } from './curating-parts.js';
import { refreshJob } from './job-payloads.js';

/** What can be fetched or read again. */
export function isRefreshable({ kind }: Source): boolean {
  return kind !== 'upload';
}

/**
 * Asks for a refresh of one source, or of all.
 *
 * @throws ReadableError `document_unknown` where there is no such source, or none at all
 */
export async function requestRefresh(
  parts: Pick<CuratingParts, 'sources' | 'jobs' | 'newId'>,
  collection: string,
  named: string | null,
): Promise<Job> {
  const all = (await parts.sources.sources(collection)).filter(isRefreshable);
  const wanted = named?.trim();
  const chosen = all.filter(({ id, place }) => wanted === id || wanted === place);
  if ((wanted === undefined ? all : chosen).length === 0) {
    throw new ReadableError({
      code: 'document_unknown',
      text:
        wanted === undefined
          ? 'Nothing here came from an address, so there is nothing to fetch again.'
          : `No address, feed or sitemap here is called “${wanted.slice(0, 100)}”.`,
    });
  }
  const ids = wanted === undefined ? 'all' : chosen.map(({ id }) => id);
  return parts.jobs.addJob(refreshJob(parts.newId(), collection, ids));
}
