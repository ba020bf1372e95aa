// In: an id, an address or a name. Out: what went: a document, or a feed with all its documents. It leaves answers
// at the next publish, which is asked for at once. A file of the corpus folder is the operator's own: it is
// removed by deleting it, and that is said.

import { ReadableError } from '../shared/errors.js';
import type { Job } from '../store/job-store.js';
import { OPERATORS_COLLECTION, type CuratingParts } from './curating-parts.js';
import { publishJob } from './job-payloads.js';

export interface Removed {
  readonly place: string;
  readonly documents: number;
  readonly job: Job;
}

/**
 * Removes what is named, and asks for a publish.
 *
 * @throws ReadableError `document_unknown`, or `source_refused` for a file of the corpus folder
 */
export async function removeHolding(
  parts: CuratingParts,
  collection: string,
  named: string,
): Promise<Removed> {
  const wanted = named.trim();
  const removed =
    (await removeSource(parts, collection, wanted)) ??
    (await removeOriginal(parts, collection, wanted));
  if (removed === null) throw await unknown(parts, collection, wanted);
  const job = await parts.jobs.addJob(publishJob(parts.newId(), collection));
  return { ...removed, job };
}

type Gone = Omit<Removed, 'job'>;

async function removeSource(
  { sources }: CuratingParts,
  collection: string,
  wanted: string,
): Promise<Gone | null> {
  const source = (await sources.sources(collection)).find(
    ({ id, kind, place }) => kind !== 'upload' && (id === wanted || place === wanted),
  );
  if (source === undefined) return null;
  const documents = (await sources.originalsOf(collection, source.id)).length;
  await sources.removeSource(collection, source.id);
  return { place: source.place, documents };
}

async function removeOriginal(
  { sources }: CuratingParts,
  collection: string,
  wanted: string,
): Promise<Gone | null> {
  const original = (await sources.originals(collection, 'kept')).find(
    ({ id, url, name }) => id === wanted || url === wanted || (url === null && name === wanted),
  );
  if (original === undefined) return null;
  const { id, url, name, sourceId } = original;
  // The address of one page goes with its page; it would be fetched again otherwise.
  const source = await sources.source(collection, sourceId);
  if (source?.kind === 'address') await sources.removeSource(collection, sourceId);
  else await sources.removeOriginal(collection, id);
  return { place: url ?? name, documents: 1 };
}

async function unknown(
  { folder }: CuratingParts,
  collection: string,
  wanted: string,
): Promise<ReadableError> {
  if (collection === OPERATORS_COLLECTION) {
    const { entries } = await folder.list().catch(() => ({ entries: [] }));
    if (entries.some(({ id, file }) => id === wanted || file === wanted)) {
      return new ReadableError({
        code: 'source_refused',
        text: 'That is a file of the corpus folder, which is yours alone to change.',
        remedy: 'Delete the file and run: npm run build-index',
      });
    }
  }
  return new ReadableError({
    code: 'document_unknown',
    text: `There is nothing here by the name of “${wanted.slice(0, 100)}”.`,
    remedy: 'The list shows what there is, with the id of each.',
  });
}
