// In: the versions that a copy holds beyond its current generation. Out: those that the other store still keeps, with
// the moment it says they left; the others are gone there, such as a document that was removed for good, and go here.

import type { CopyStore } from '../store/copy-store.js';
import type { KnowledgeReader } from '../store/knowledge-store.js';
import { BATCH } from './copy-generation.js';

/** Brings the past versions of a collection in step; tells how many passages went. */
export async function comparePast(
  { reader, copy }: { readonly reader: KnowledgeReader; readonly copy: CopyStore },
  collection: string,
): Promise<number> {
  const labels = await copy.pastLabels(collection);
  const gone: number[] = [];
  for (let start = 0; start < labels.length; start += BATCH) {
    const some = labels.slice(start, start + BATCH);
    const kept = new Map(
      (await reader.pastPassages(collection, some)).map(({ passage, leftAt }) => [
        passage.label,
        leftAt,
      ]),
    );
    await copy.setLeftAt(collection, kept);
    gone.push(...some.filter((label) => !kept.has(label)));
  }
  if (gone.length > 0) await copy.drop(collection, gone);
  return gone.length;
}
