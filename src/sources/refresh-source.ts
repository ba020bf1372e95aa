// One source -> what is kept of it, brought up to date, and a report. Only what changed is fetched and written; a
// source that fails keeps what it has and says since when. Nothing here decides when: that is the keeper's.

import { stat } from 'node:fs/promises';
import type { Fetch } from '../fetching/fetched.js';
import { keptOriginals, linksOf, type KeptOriginals } from './kept-originals.js';
import { listPages, NO_VALIDATORS, type Listing, type Page } from './list-pages.js';
import { nextState } from './next-state.js';
import {
  describeKept,
  refreshPage,
  type MayKeep,
  type PageContext,
  type PageOutcome,
} from './refresh-page.js';
import type { RefreshProgress, RefreshReport } from './refresh-report.js';
import { isDueAgain } from './revisit.js';
import { openTally, type Tally } from './refresh-tally.js';
import type { OriginalFacts, Source } from './source.js';
import type { SourceStore } from './source-store.js';

export interface RefreshParts {
  readonly store: SourceStore;
  readonly fetch: Fetch;
  /** Asked before a copy is kept; everything may be kept unless given. */
  readonly mayKeep?: MayKeep;
  readonly now: () => Date;
  readonly onProgress?: (progress: RefreshProgress) => void;
  /** Ends the refresh between two pages; what is done stays, and the source stays due. */
  readonly signal?: AbortSignal;
  /** True asks for every page, and without conditions: for who wants to be sure. */
  readonly afresh?: boolean;
}

/**
 * Refreshes a source and writes its state. What a server or the network does is in the report.
 *
 * @throws ReadableError where the store cannot be read or written
 */
export async function refreshSource(parts: RefreshParts, source: Source): Promise<RefreshReport> {
  const tally = openTally(source);
  if (source.kind === 'upload') return tally.report();
  const wasThere = await isThere(parts.store, source);
  const states = await parts.store.states(source.collection);
  const before = states.find(({ sourceId }) => sourceId === source.id) ?? null;
  const validators = parts.afresh === true ? NO_VALIDATORS : (before?.validators ?? NO_VALIDATORS);
  const listing =
    source.kind === 'folder'
      ? await listFolder(source)
      : await listPages(parts.fetch, source, validators);
  if (listing.kind === 'failed') tally.add(listing.problem);
  else await refreshListed({ parts, source, listing, tally });
  if (parts.signal?.aborted === true) return tally.report();
  const end = {
    now: parts.now(),
    problem: listing.kind === 'failed' ? listing.problem : tally.wholeProblem,
    retryAt: listing.kind === 'failed' ? listing.retryAt : (tally.hold?.retryAt ?? null),
    validators: listing.kind === 'listed' ? listing.validators : null,
  };
  await parts.store.putState(nextState(source, before, end));
  if (wasThere && !(await isThere(parts.store, source))) await removeOriginals(parts.store, source);
  return tally.report();
}

/** The files of a folder are read where the index is built; here it only has to be there. */
async function listFolder({ place }: Source): Promise<Listing> {
  const isFolder = await stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return { kind: 'unchanged' };
  const problem = { code: 'folder_missing', text: `${place}: there is no such folder.` };
  return { kind: 'failed', problem, retryAt: null };
}

interface Refreshing {
  readonly parts: RefreshParts;
  readonly source: Source;
  readonly listing: Exclude<Listing, { kind: 'failed' }>;
  readonly tally: Tally;
}

async function refreshListed({ parts, source, listing, tally }: Refreshing): Promise<void> {
  const kept = await keptOriginals(parts.store, source.collection);
  const { mayKeep = () => Promise.resolve(null), afresh = false } = parts;
  const context: PageContext = { source, kept, parts: { ...parts, mayKeep, afresh } };
  const pages = [...listedPages(listing), ...missingPages({ source, listing, kept })];
  const problems = listing.kind === 'listed' ? listing.problems : [];
  for (const problem of problems) tally.add(problem);
  for (const [index, { page, always }] of pages.entries()) {
    if (parts.signal?.aborted === true) return;
    tally.count(await refreshOne(context, page, { always, tally }));
    // Who asks on after "not now" is soon not answered at all.
    if (tally.hold !== null) return;
    parts.onProgress?.({ done: index + 1, total: pages.length });
  }
  const listed = listing.kind === 'listed' ? listing.pages : [];
  await removeBeyondMost(context, { pages: listed, tally });
}

interface PlannedPage {
  readonly page: Page;
  /** True where it is asked for now, however seldom it changes. */
  readonly always: boolean;
}

function listedPages(listing: Refreshing['listing']): readonly PlannedPage[] {
  return listing.kind === 'listed' ? listing.pages.map((page) => ({ page, always: false })) : [];
}

/**
 * What is kept of the source and not listed now: a feed is a window, so it stays and is asked for like the rest; of
 * a site's whole list it is gone, so it is asked for at once and leaves if it is.
 */
function missingPages(about: {
  readonly source: Source;
  readonly listing: Refreshing['listing'];
  readonly kept: KeptOriginals;
}): readonly PlannedPage[] {
  const { source, listing, kept } = about;
  const links = listing.kind === 'listed' ? listing.pages.map(({ link }) => link) : [];
  const listed = new Set(links.flatMap((link) => kept.byLink(link)?.id ?? []));
  const always = listing.kind === 'listed' && listing.isWhole;
  return kept.ofSource(source.id).flatMap((facts) => {
    const [link] = linksOf(facts);
    if (listed.has(facts.id) || link === undefined) return [];
    return [{ page: { link, metadata: null, statedAt: null, fullText: null }, always }];
  });
}

async function refreshOne(
  context: PageContext,
  page: Page,
  { always, tally }: { readonly always: boolean; readonly tally: Tally },
): Promise<PageOutcome> {
  const { parts, kept, source } = context;
  const known = kept.byLink(page.link);
  if (known === null) {
    if (tally.isFull) return { kind: 'absent', problem: null };
    return refreshPage(context, page);
  }
  const isDue =
    always ||
    parts.afresh ||
    source.kind === 'address' ||
    isDueAgain(known, { now: parts.now(), statedAt: page.statedAt });
  return isDue ? refreshPage(context, page) : describeKept(context, page, known);
}

/** A limit that an operator sets: what is listed now comes first, in its order, then the newest. */
async function removeBeyondMost(
  { parts, kept, source }: PageContext,
  { pages, tally }: { readonly pages: readonly Page[]; readonly tally: Tally },
): Promise<void> {
  if (source.most === null) return;
  const own = kept.ofSource(source.id);
  if (own.length <= source.most) return;
  const places = new Map(pages.map(({ link }, index) => [kept.byLink(link)?.id, index]));
  const placeOf = ({ id }: OriginalFacts): number => places.get(id) ?? Infinity;
  const ordered = [...own].sort(
    (a, b) => placeOf(a) - placeOf(b) || (ageOf(a) < ageOf(b) ? 1 : -1),
  );
  for (const facts of ordered.slice(source.most)) {
    await parts.store.removeOriginal(facts.collection, facts.id);
    kept.forget(facts);
    tally.count({ kind: 'removed', problem: null });
  }
}

function ageOf({ fallback, changedAt }: OriginalFacts): string {
  return fallback.date ?? changedAt;
}

async function isThere(store: SourceStore, { collection, id }: Source): Promise<boolean> {
  return (await store.source(collection, id)) !== null;
}

/** A source that was removed meanwhile leaves nothing behind. */
async function removeOriginals(store: SourceStore, { collection, id }: Source): Promise<void> {
  for (const facts of await store.originalsOf(collection, id)) {
    await store.removeOriginal(collection, facts.id);
  }
}
