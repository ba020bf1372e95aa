// In: a collection. Out: how it stands: what is indexed and since when, what waits for the next publish, what fails
// and since when, what was left out and why, which jobs run. Nothing of it is a guess: what was left out is read
// again to say why.

import { givenOf } from '../sources/given-of.js';
import type { OriginalFacts } from '../sources/source.js';
import type { Job } from '../store/job-store.js';
import type { CuratingParts } from './curating-parts.js';
import { documentOf, indexedDocuments } from './list-holdings.js';
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
  readonly quotas: Quotas | null;
  /** Documents that were added or changed since the last publish. */
  readonly waiting: number;
  readonly failing: readonly Trouble[];
  /** Documents that read well but look broken. */
  readonly quarantined: readonly Trouble[];
  /** Documents that cannot be read. */
  readonly leftOut: readonly Trouble[];
  /** How many were left out, of which as many as `quarantined` and `leftOut` hold were read again. */
  readonly leftOutInAll: number;
  /** The newest first. */
  readonly jobs: readonly Job[];
}

/** Documents that are read again to say why they were left out: a child process each, about 0.3 s. */
const MOST_READ_AGAIN = 10;
const MOST_JOBS = 5;

/** Tells how a collection stands. */
export async function collectionStatus(
  parts: CuratingParts,
  collection: string,
): Promise<CollectionStatus> {
  const { sources } = parts;
  const generation = await parts.withIndex((reader) => reader.current(collection));
  const indexed = await indexedDocuments(parts, collection);
  const kept = await sources.originals(collection, 'kept');
  const missing = kept.filter(({ id }) => documentOf(indexed, id) === null);
  const isNewer = ({ changedAt, fetchedAt }: OriginalFacts): boolean =>
    generation === null || changedAt > generation.builtAt || fetchedAt > generation.builtAt;
  const out = missing.filter((original) => !isNewer(original));
  const read = await readAgain(parts, out.slice(0, MOST_READ_AGAIN));
  const isBroken = ({ code }: Trouble): boolean => code === 'looks_broken';
  const { bytes } = await sources.holdings(collection);
  return {
    collection,
    index:
      generation === null
        ? null
        : {
            generation: generation.number,
            builtAt: generation.builtAt,
            documents: generation.documents,
            passages: generation.passages,
          },
    kept: kept.length,
    bytes,
    drafts: (await sources.originals(collection, 'draft')).length,
    feeds: (await sources.sources(collection)).filter(isFeed).length,
    quotas: parts.quotasOf(collection),
    waiting: kept.filter(isNewer).length,
    failing: await failing(parts, collection, kept),
    quarantined: read.filter(isBroken),
    leftOut: read.filter((trouble) => !isBroken(trouble)),
    leftOutInAll: out.length,
    jobs: (await parts.jobs.jobs(collection)).slice(0, MOST_JOBS),
  };
}

function isFeed({ kind }: { readonly kind: string }): boolean {
  return kind === 'feed' || kind === 'sitemap';
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

async function readAgain(
  { sources, read }: CuratingParts,
  originals: readonly OriginalFacts[],
): Promise<Trouble[]> {
  const found: Trouble[] = [];
  for (const { collection, id, name, url, changedAt } of originals) {
    const original = await sources.original(collection, id);
    if (original === null) continue;
    const { documents, rejections } = await read({
      file: name,
      bytes: original.bytes,
      sidecar: null,
      given: givenOf(original),
    });
    const [why] = rejections;
    const text = why?.text ?? 'It reads well by itself; the next publish tries again.';
    const code = documents.length > 0 ? 'left_out' : (why?.code ?? 'empty_document');
    found.push({ place: url ?? name, code, text, since: changedAt });
  }
  return found;
}
