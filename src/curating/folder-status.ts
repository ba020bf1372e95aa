// In: the corpus folder and what the index knows of it. Out: how its files stand: how many there are, what waits for a
// build, what was left out and why. Files that the index does not know are read again, a few of them; a folder that
// cannot be opened is not this page's to say.

import type { SourceEntry } from '../corpus/corpus-source.js';
import { planChanges } from '../indexing/plan-changes.js';
import { OPERATORS_COLLECTION, type CuratingParts } from './curating-parts.js';
import type { Trouble } from './collection-status.js';

export interface FolderStatus {
  /** Null where the collection has no corpus folder, or it cannot be opened. */
  readonly files: number | null;
  readonly waiting: number;
  readonly leftOut: readonly Trouble[];
  /** With those that were not read again. */
  readonly leftOutInAll: number;
}

const NO_FOLDER: FolderStatus = { files: null, waiting: 0, leftOut: [], leftOutInAll: 0 };

/** Files that are read again: hostile formats in a child process each, about 0.3 s. */
const MOST_READ_AGAIN = 10;
/** Of the files that are left out by their name or kind alone, as many are named. */
const MOST_NAMED = 10;

type FolderParts = Pick<CuratingParts, 'folder' | 'withIndex'>;

/** Tells how the files of the corpus folder stand. */
export async function folderStatus(
  parts: FolderParts,
  { collection, hasIndex }: { readonly collection: string; readonly hasIndex: boolean },
): Promise<FolderStatus> {
  if (collection !== OPERATORS_COLLECTION) return NO_FOLDER;
  const listing = await parts.folder.list().catch(() => null);
  if (listing === null) return NO_FOLDER;
  const { entries, rejections } = listing;
  const files = entries.length + rejections.length;
  if (!hasIndex) return { ...NO_FOLDER, files, waiting: entries.length };
  const hashes =
    (await parts.withIndex((reader) => reader.entryHashes(collection))) ??
    new Map<string, string>();
  const { changes } = planChanges({ entries, indexed: hashes, everything: false });
  const unknown = changes.filter(({ kind }) => kind === 'new').map(({ entry }) => entry);
  const read = await readAgain(parts, unknown.slice(0, MOST_READ_AGAIN));
  const listed = rejections.map(({ file, code, text }) => trouble(file, code, text));
  return {
    files,
    waiting: changes.length - unknown.length + read.waiting,
    leftOut: [...listed.slice(0, MOST_NAMED), ...read.leftOut],
    leftOutInAll: rejections.length + unknown.length - read.waiting,
  };
}

async function readAgain(
  { folder }: FolderParts,
  entries: readonly SourceEntry[],
): Promise<Pick<FolderStatus, 'waiting' | 'leftOut'>> {
  const leftOut: Trouble[] = [];
  for (const entry of entries) {
    const { documents, rejections } = await folder.read(entry);
    if (documents.length > 0) continue;
    const [why] = rejections;
    const text = why?.text ?? `${entry.file}: it holds no text.`;
    leftOut.push(trouble(entry.file, why?.code ?? 'empty_document', text));
  }
  return { waiting: entries.length - leftOut.length, leftOut };
}

function trouble(place: string, code: string, text: string): Trouble {
  return { place, code, text, since: null };
}
