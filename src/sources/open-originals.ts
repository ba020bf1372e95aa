// The originals that a collection keeps -> a corpus to build from. The list is made of facts alone, so that what did
// not change costs no parsing; bytes are taken from the store, checked, and read where hostile formats are read.

import { createHash } from 'node:crypto';
import type { CorpusSource, ReadResult, SourceEntry } from '../corpus/corpus-source.js';
import { READER_VERSION } from '../corpus/read-document.js';
import type { ReadSafely } from '../corpus/read-safely.js';
import { rejectionOf } from '../corpus/show-file-name.js';
import { ReadableError } from '../shared/errors.js';
import { givenOf } from './given-of.js';
import { withEntryIds } from './entry-ids.js';
import type { OriginalFacts } from './source.js';
import type { SourceStore } from './source-store.js';

export interface OriginalsParts {
  readonly collection: string;
  /** Opens the store for one piece of work; nothing is held open between two. */
  readonly withStore: <T>(work: (store: SourceStore) => Promise<T>) => Promise<T>;
  readonly read: ReadSafely;
}

/** Opens a collection's originals as a corpus. */
export function openOriginals({ collection, withStore, read }: OriginalsParts): CorpusSource {
  return {
    list: async () => {
      const kept = await withStore((store) => store.originals(collection));
      return { entries: kept.map(entryOf), rejections: [] };
    },
    read: (entry) => withStore((store) => readOriginal(entry, { store, collection, read })),
  };
}

function entryOf(facts: OriginalFacts): SourceEntry {
  const { id, sha256, name, url, stated, fallback, select, acceptBroken } = facts;
  const shaping = [READER_VERSION, sha256, name, url, sorted(stated), sorted(fallback)];
  const hash = createHash('sha256').update(JSON.stringify([...shaping, select, acceptBroken]));
  return { id, file: fileOf(facts), hash: hash.digest('hex') };
}

/** Where a person would look for it: the site and the name, or the name alone. */
function fileOf({ url, name }: OriginalFacts): string {
  return url === null ? name : `${new URL(url).host}/${name}`;
}

function sorted(values: object): readonly (readonly [string, unknown])[] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

interface Reading extends Pick<OriginalsParts, 'collection' | 'read'> {
  readonly store: SourceStore;
}

async function readOriginal(
  entry: SourceEntry,
  { store, collection, read }: Reading,
): Promise<ReadResult> {
  const leftOut = (code: 'vanished' | 'unreadable', reason: string): ReadResult => ({
    documents: [],
    rejections: [rejectionOf(entry.file, code, reason)],
  });
  try {
    const original = await store.original(collection, entry.id);
    if (original === null) return leftOut('vanished', 'it was removed while the corpus was read.');
    const { bytes } = original;
    const given = givenOf(original);
    const result = await read({ file: entry.file, bytes, sidecar: null, given });
    return withEntryIds(entry, result);
  } catch (error) {
    if (!(error instanceof ReadableError) || error.code !== 'index_corrupt') throw error;
    return leftOut('unreadable', `${error.message} ${error.remedy ?? ''}`.trim());
  }
}
