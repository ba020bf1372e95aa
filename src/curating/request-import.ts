// In: an archive that somebody of a server handed in. Out: the job that imports it. Archives wait on the disk until
// the keeper has read them, where no quota of documents counts them: so only a few may wait at once.

import { ReadableError } from '../shared/errors.js';
import type { Job } from '../store/job-store.js';
import type { CuratingParts } from './curating-parts.js';
import { importJob } from './job-payloads.js';

/** Archives of one collection that wait or are being read. */
const MOST_IMPORTS = 3;

type ImportParts = Pick<CuratingParts, 'jobs' | 'incoming' | 'newId'>;

export interface RequestedImport {
  readonly collection: string;
  readonly person: string;
  readonly fromAnother: boolean;
  /** Fetches the archive; not called where too many wait. */
  readonly bytes: () => Promise<Uint8Array>;
}

/**
 * Asks for an import.
 *
 * @throws ReadableError `quota_exceeded`, and whatever `bytes` throws
 */
export async function requestImport(parts: ImportParts, wanted: RequestedImport): Promise<Job> {
  const { collection, person, fromAnother } = wanted;
  await requireTurn(parts, collection);
  const bytes = await wanted.bytes();
  // Others may have come while it was fetched.
  await requireTurn(parts, collection);
  const archive = parts.newId();
  await parts.incoming.put(archive, bytes);
  const payload = { archive, fromAnother, addedBy: person };
  return parts.jobs.addJob(importJob(parts.newId(), collection, payload));
}

async function requireTurn({ jobs }: ImportParts, collection: string): Promise<void> {
  const open = (await jobs.jobs(collection)).filter(
    ({ kind, state }) => kind === 'import' && (state === 'waiting' || state === 'running'),
  );
  if (open.length < MOST_IMPORTS) return;
  throw new ReadableError({
    code: 'quota_exceeded',
    text: `${MOST_IMPORTS} archives of this server wait to be imported.`,
    remedy: 'Go on when one is done; the status shows it.',
  });
}
