// Everything of a collection goes: sources, originals and drafts, the index with its vectors, the graph files. What
// went is counted, and the counts are all that stays.

import type { SourceStore } from '../sources/source-store.js';

export interface PurgeParts {
  readonly sources: Pick<SourceStore, 'removeCollection'>;
  /** Removes a collection from the index; tells how many documents went. */
  readonly removeIndexed: (collection: string) => Promise<number>;
  /** Deletes its graph files. */
  readonly removeGraphs: (collection: string) => Promise<void>;
}

export interface Purged {
  readonly originals: number;
  readonly documents: number;
}

/** Removes a collection. The index goes first: what cannot be found any more cannot be shown. */
export async function purgeCollection(parts: PurgeParts, collection: string): Promise<Purged> {
  const documents = await parts.removeIndexed(collection);
  await parts.removeGraphs(collection);
  const originals = await parts.sources.removeCollection(collection);
  return { originals, documents };
}
