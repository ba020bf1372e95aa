// In: an id, an address or a name. Out: what went: a document, or a feed with all its documents. It leaves answers
// at the next publish, which is asked for at once, and stays away: an article of a feed is excluded from it. What the
// operator keeps by hand, a file of the corpus folder or an entry of sources.yaml, is removed there, and that is said.

import { ReadableError } from '../shared/errors.js';
import type { OriginalFacts, Source } from '../sources/source.js';
import { FROM_SOURCES_FILE } from '../sources/sources-file.js';
import type { Job } from '../store/job-store.js';
import { OPERATORS_COLLECTION, type CuratingParts } from './curating-parts.js';
import { publishJob } from './job-payloads.js';

/** Addresses of single pages that a source leaves out; of more, the oldest are forgotten. */
const MOST_EXCLUDED = 1_000;

export interface Removed {
  readonly place: string;
  readonly documents: number;
  readonly job: Job;
}

/**
 * Removes what is named, and asks for a publish.
 *
 * @throws ReadableError `document_unknown`, or `source_refused` for what is the operator's own
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
  if (source.addedBy === FROM_SOURCES_FILE) throw listed(source.place);
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
  const source = await sources.source(collection, sourceId);
  // The address of one page goes with its page; it would be fetched again otherwise.
  if (source?.kind === 'address') {
    if (source.addedBy === FROM_SOURCES_FILE) throw listed(source.place);
    await sources.removeSource(collection, sourceId);
  } else {
    if (source !== null && source.kind !== 'upload') await exclude(sources, source, original);
    await sources.removeOriginal(collection, id);
  }
  return { place: url ?? name, documents: 1 };
}

/** The source would fetch it again otherwise. */
async function exclude(
  sources: CuratingParts['sources'],
  source: Source,
  { url, links = [], name }: OriginalFacts,
): Promise<void> {
  if (source.addedBy === FROM_SOURCES_FILE) throw listedWith(source.place, url ?? name);
  const places = [...new Set([...(url === null ? [] : [url]), ...links])];
  const excluded = [...source.exclude, ...places].slice(-MOST_EXCLUDED);
  await sources.putSource({ ...source, exclude: excluded });
}

function listed(place: string): ReadableError {
  return new ReadableError({
    code: 'source_refused',
    text: `${place} is listed in sources.yaml, and would be read again.`,
    remedy: 'Take its entry out there; then run: npm run corpus -- refresh',
  });
}

function listedWith(place: string, page: string): ReadableError {
  return new ReadableError({
    code: 'source_refused',
    text: `${page} comes from ${place}, which is listed in sources.yaml, and would be read again.`,
    remedy: 'Add its address to the "exclude" of that entry; then run: npm run corpus -- refresh',
  });
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
