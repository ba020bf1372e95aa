// In: the corpus folder, and what the index knows and remembers of it. Out: how many files there are, and how many
// wait for a build. A folder that cannot be opened is not this page's to say.

import { planChanges } from '../indexing/plan-changes.js';
import type { LeftOut } from '../store/left-out.js';
import { OPERATORS_COLLECTION, type CuratingParts } from './curating-parts.js';

export interface FolderStatus {
  /** Null where the collection has no corpus folder, or it cannot be opened. */
  readonly files: number | null;
  readonly waiting: number;
}

const NO_FOLDER: FolderStatus = { files: null, waiting: 0 };

type FolderParts = Pick<CuratingParts, 'folder' | 'withIndex'>;

/** Tells how the files of the corpus folder stand; what a build has refused does not wait for one. */
export async function folderStatus(
  { folder, withIndex }: FolderParts,
  { collection, leftOut }: { readonly collection: string; readonly leftOut: readonly LeftOut[] },
): Promise<FolderStatus> {
  if (collection !== OPERATORS_COLLECTION) return NO_FOLDER;
  const listing = await folder.list().catch(() => null);
  if (listing === null) return NO_FOLDER;
  const { entries, rejections } = listing;
  const indexed =
    (await withIndex((reader) => reader.entryHashes(collection))) ?? new Map<string, string>();
  const { changes } = planChanges({ entries, indexed, everything: false, leftOut });
  const waiting = changes.filter(({ isRetry }) => isRetry !== true);
  return { files: entries.length + rejections.length, waiting: waiting.length };
}
