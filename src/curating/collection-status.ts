// In: a collection. Out: how it stands: what is indexed and since when, what waits for the next publish, what fails
// and since when, what was left out and why, which jobs run. Why something was left out is what the build that read
// it remembers: nothing is read again.

import type { OriginalFacts } from '../sources/source.js';
import type { Job } from '../store/job-store.js';
import type { Generation } from '../store/knowledge-store.js';
import type { LeftOut } from '../store/left-out.js';
import type { CuratingParts } from './curating-parts.js';
import { folderStatus } from './folder-status.js';
import { documentsOf, indexedDocuments } from './list-holdings.js';
import type { Quotas } from './quotas.js';

/** Something that is not as it should be, and since when. */
export interface Trouble {
  readonly place: string;
  readonly code: string;
  readonly text: string;
  /** ISO 8601; null where it is not known. */
  readonly since: string | null;
}

export interface CollectionStatus {
  readonly collection: string;
  /** Null before the first publish. */
  readonly index: {
    readonly generation: number;
    readonly builtAt: string;
    readonly documents: number;
    readonly passages: number;
  } | null;
  readonly kept: number;
  readonly bytes: number;
  readonly drafts: number;
  readonly feeds: number;
  /** Addresses, feeds and sitemaps that were never asked for. */
  readonly unfetched: number;
  /** Files of the corpus folder; null where the collection is not the operator's, or the folder cannot be opened. */
  readonly files: number | null;
  readonly quotas: Quotas | null;
  /** Documents that were added or changed since the last publish. */
  readonly waiting: number;
  readonly failing: readonly Trouble[];
  /** Documents that read well but look broken. */
  readonly quarantined: readonly Trouble[];
  /** What cannot be read: files, parts of files, folders that are away. */
  readonly leftOut: readonly Trouble[];
  /** How many were left out, of which `quarantined` and `leftOut` name the first. */
  readonly leftOutInAll: number;
  /** The newest first. */
  readonly jobs: readonly Job[];
}

/** Left out documents that are named; the others are counted. */
const MOST_NAMED = 20;
const MOST_JOBS = 5;

/** Tells how a collection stands. */
export async function collectionStatus(
  parts: CuratingParts,
  collection: string,
): Promise<CollectionStatus> {
  const { sources } = parts;
  const generation = await parts.withIndex((reader) => reader.current(collection));
  const kept = await sources.originals(collection, 'kept');
  // A page that was asked for again and had not changed is as it was.
  const newer = kept.filter(
    ({ changedAt }) => generation === null || changedAt > generation.builtAt,
  );
  const leftOut = (await parts.withIndex((reader) => reader.leftOut(collection))) ?? [];
  const unread = await notIndexed(parts, { collection, kept, newer });
  const out = troubles(leftOut, kept, unread);
  const named = out.slice(0, MOST_NAMED);
  const inFolder = await folderStatus(parts, { collection, leftOut });
  const isBroken = ({ code }: Trouble): boolean => code === 'looks_broken';
  const { bytes } = await sources.holdings(collection);
  return {
    collection,
    index: generation === null ? null : indexFacts(generation),
    kept: kept.length,
    bytes,
    drafts: (await sources.originals(collection, 'draft')).length,
    feeds: (await sources.sources(collection)).filter(isFeed).length,
    unfetched: await unfetched(parts, collection),
    files: inFolder.files,
    quotas: parts.quotasOf(collection),
    waiting: newer.length + inFolder.waiting,
    failing: await failing(parts, collection, kept),
    quarantined: named.filter(isBroken),
    leftOut: named.filter((trouble) => !isBroken(trouble)),
    leftOutInAll: out.length,
    jobs: (await parts.jobs.jobs(collection)).slice(0, MOST_JOBS),
  };
}

function indexFacts(generation: Generation): CollectionStatus['index'] {
  const { number, builtAt, documents, passages } = generation;
  return { generation: number, builtAt, documents, passages };
}

interface Kept {
  readonly collection: string;
  readonly kept: readonly OriginalFacts[];
  /** Those that no build has seen yet. */
  readonly newer: readonly OriginalFacts[];
}

/** What is kept and was built, but is not in the index. */
async function notIndexed(
  parts: CuratingParts,
  { collection, kept, newer }: Kept,
): Promise<readonly OriginalFacts[]> {
  const indexed = await indexedDocuments(parts, collection);
  const waiting = new Set(newer);
  return kept.filter(
    (original) => !waiting.has(original) && documentsOf(indexed, original.id).length === 0,
  );
}

function isFeed({ kind }: { readonly kind: string }): boolean {
  return kind === 'feed' || kind === 'sitemap';
}

async function unfetched({ sources }: CuratingParts, collection: string): Promise<number> {
  const asked = new Set(
    (await sources.states(collection)).flatMap(({ sourceId, checkedAt }) =>
      checkedAt === null ? [] : [sourceId],
    ),
  );
  const isFetched = (kind: string): boolean => kind === 'address' || isFeed({ kind });
  const all = await sources.sources(collection);
  return all.filter(({ id, kind }) => isFetched(kind) && !asked.has(id)).length;
}

async function failing(
  { sources }: CuratingParts,
  collection: string,
  kept: readonly OriginalFacts[],
): Promise<Trouble[]> {
  const places = new Map((await sources.sources(collection)).map(({ id, place }) => [id, place]));
  const ofSources = (await sources.states(collection)).flatMap((state) =>
    state.problem === null
      ? []
      : [{ place: places.get(state.sourceId) ?? '', ...state.problem, since: state.failingSince }],
  );
  const ofOriginals = kept.flatMap(({ url, name, problem, seenAt }) =>
    problem === null ? [] : [{ place: url ?? name, ...problem, since: seenAt }],
  );
  return [...ofSources, ...ofOriginals];
}

/** What was left out, each with the reason that was remembered; `unread` are kept and not indexed. */
function troubles(
  leftOut: readonly LeftOut[],
  kept: readonly OriginalFacts[],
  unread: readonly OriginalFacts[],
): Trouble[] {
  const places = new Map(kept.map(({ id, url, name }) => [id, url ?? name]));
  const remembered = new Set(leftOut.map(({ entry }) => entry));
  const found = leftOut.flatMap(({ entry, isWhole, rejections, since }) =>
    rejections.map(({ file, code, text }): Trouble => {
      // Of an original with many documents the file tells which.
      const place = isWhole ? (places.get(entry) ?? file) : file;
      return { place, code, text, since };
    }),
  );
  const untold = unread.filter(({ id }) => !remembered.has(id));
  return [
    ...found,
    ...untold.map(({ url, name, changedAt }) => ({
      place: url ?? name,
      code: 'left_out',
      text: 'It is not indexed; the next publish tries it and says why.',
      since: changedAt,
    })),
  ];
}
