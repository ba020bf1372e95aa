// What the jobs of this stage carry: ids and choices, no text, read back with care, because a job may have been
// written by another version. Two jobs that would do the same have the same key.

import { z } from 'zod';
import type { Job, NewJob } from '../store/job-store.js';

const refreshPayload = z.object({
  /** Ids of sources; those that are due, or all that can be refreshed. */
  sources: z.union([z.array(z.string()), z.enum(['due', 'all'])]),
});

const importPayload = z.object({
  /** Id of the incoming archive. */
  archive: z.string(),
  /** True where it may come from another collection. */
  fromAnother: z.boolean(),
  /** Who asked: their id, or `command`. */
  addedBy: z.string(),
});

export type RefreshPayload = z.infer<typeof refreshPayload>;
export type ImportPayload = z.infer<typeof importPayload>;

/** Brings the index of a collection up to date with its documents. */
export function publishJob(id: string, collection: string): NewJob {
  return { id, kind: 'publish', collection, payload: {}, key: `publish:${collection}` };
}

/** Fetches sources again, and publishes where something changed. */
export function refreshJob(
  id: string,
  collection: string,
  sources: RefreshPayload['sources'],
): NewJob {
  const named = typeof sources === 'string' ? sources : [...sources].sort().join(',');
  const key = `refresh:${collection}:${named}`;
  return { id, kind: 'refresh', collection, payload: { sources }, key };
}

/** Imports an archive that was handed in. */
export function importJob(id: string, collection: string, payload: ImportPayload): NewJob {
  return { id, kind: 'import', collection, payload, key: `import:${payload.archive}` };
}

/** @throws Error where the payload is none of ours */
export function readRefresh({ payload }: Job): RefreshPayload {
  return refreshPayload.parse(payload);
}

/** @throws Error where the payload is none of ours */
export function readImport({ payload }: Job): ImportPayload {
  return importPayload.parse(payload);
}
