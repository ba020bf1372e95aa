// How much one server may keep. In: what a collection holds and what is to join it. Out: nothing, or the one
// limit that it would break. The operator's own collection has no limits but the disk's.

import { guildOf } from '../retrieval/scope.js';
import { ReadableError } from '../shared/errors.js';
import type { MayKeep } from '../sources/refresh-page.js';
import type { SourceProblem } from '../sources/source.js';
import type { SourceStore } from '../sources/source-store.js';

export interface Quotas {
  /** Documents that are kept, drafts counted. */
  readonly documents: number;
  /** Bytes of their files together. */
  readonly bytes: number;
  /** Feeds and sitemaps. */
  readonly feeds: number;
  /** Documents handed in within 24 hours. */
  readonly additionsADay: number;
}

const MEBIBYTE = 1_048_576;

/** What one server may keep; see DECISIONS.md. */
const GUILD_QUOTAS: Quotas = {
  documents: 500,
  bytes: 200 * MEBIBYTE,
  feeds: 10,
  additionsADay: 100,
};

/** Documents of one feed or sitemap of a server: the newest. */
export const MOST_OF_A_FEED = 50;

/** Minutes between two looks at a feed, and at a sitemap, which changes less and costs more. */
export const EVERY_MINUTES = { feed: 60, sitemap: 1_440 } as const;

/** Bytes of one file that is handed in, whoever hands it in: what Discord takes as an attachment. */
export const MOST_BYTES_OF_A_FILE = 10 * MEBIBYTE;

const DAY_MS = 86_400_000;

/** Servers have quotas; the operator's collections have none. */
export function quotasOf(collection: string): Quotas | null {
  return guildOf(collection) === null ? null : GUILD_QUOTAS;
}

export interface Joining {
  readonly collection: string;
  /** Bytes of what joins; null for a feed or a sitemap, which joins without a file. */
  readonly bytes: number | null;
  /** True where it is held already, as a draft. */
  readonly isHeld: boolean;
}

export interface QuotaParts {
  readonly sources: Pick<SourceStore, 'holdings' | 'originals' | 'sources'>;
  readonly quotasOf: (collection: string) => Quotas | null;
  readonly now: () => Date;
}

/**
 * Makes sure that there is room.
 *
 * @throws ReadableError `quota_exceeded`
 */
export async function requireRoom(parts: QuotaParts, joining: Joining): Promise<void> {
  const { collection, bytes, isHeld } = joining;
  const quotas = parts.quotasOf(collection);
  if (quotas === null) return;
  if (bytes === null) {
    const feeds = (await parts.sources.sources(collection)).filter(
      ({ kind }) => kind === 'feed' || kind === 'sitemap',
    );
    if (feeds.length >= quotas.feeds) throw full(`${quotas.feeds} feeds and sitemaps`);
    return;
  }
  const held = await parts.sources.holdings(collection);
  const more = isHeld ? 0 : 1;
  if (held.originals + more > quotas.documents) throw full(`${quotas.documents} documents`);
  if (held.bytes + (isHeld ? 0 : bytes) > quotas.bytes) {
    throw full(`${Math.round(quotas.bytes / MEBIBYTE)} MiB of files`);
  }
  if ((await addedToday(parts, collection)) + more > quotas.additionsADay) {
    throw full(`${quotas.additionsADay} additions a day`, 'Go on tomorrow.');
  }
}

async function addedToday(parts: QuotaParts, collection: string): Promise<number> {
  const since = new Date(parts.now().getTime() - DAY_MS).toISOString();
  const all = await parts.sources.originals(collection);
  const drafts = await parts.sources.originals(collection, 'draft');
  return [...all.filter(({ state }) => state === 'kept'), ...drafts].filter(
    ({ addedBy, fetchedAt }) => addedBy !== null && fetchedAt > since,
  ).length;
}

function full(limit: string, remedy = 'Remove what is not needed any more.'): ReadableError {
  return new ReadableError({
    code: 'quota_exceeded',
    text: `There is no room for it: a server keeps at most ${limit}.`,
    remedy,
  });
}

/** Whether what was fetched still fits; a problem of its source where it does not. */
export function roomForFetched(parts: Pick<QuotaParts, 'quotasOf'> & HoldingsOf): MayKeep {
  return async ({ collection, originals, bytes }) => {
    const quotas = parts.quotasOf(collection);
    if (quotas === null) return null;
    const held = await parts.sources.holdings(collection);
    if (held.originals + originals > quotas.documents) {
      return overQuota(`a server keeps at most ${quotas.documents} documents`);
    }
    if (held.bytes + bytes > quotas.bytes) {
      return overQuota(
        `a server keeps at most ${Math.round(quotas.bytes / MEBIBYTE)} MiB of files`,
      );
    }
    return null;
  };
}

interface HoldingsOf {
  readonly sources: Pick<SourceStore, 'holdings'>;
}

function overQuota(limit: string): SourceProblem {
  return { code: 'quota_exceeded', text: `It was not kept: ${limit}. Remove what is not needed.` };
}
