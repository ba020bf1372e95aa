// A source -> the pages it lists now: the one address itself, what a feed shows, what a sitemap and the sitemaps
// below it name. Patterns and limits are applied here; what is done with a page stands in refresh-page.ts.

import type { Metadata } from '../corpus/document.js';
import type { Fetch, Fetched, Validators } from '../fetching/fetched.js';
import { isIncluded } from './match-patterns.js';
import { readFeed } from './read-feed.js';
import { MOST_SITEMAP_BYTES, readSitemap, type SitemapEntry } from './read-sitemap.js';
import { MOST_PER_SOURCE } from './source-entry.js';
import type { Source, SourceProblem } from './source.js';

/** One page that a source lists. */
export interface Page {
  readonly link: string;
  /** What the listing says of it; null where it was not read anew. */
  readonly metadata: Partial<Metadata> | null;
  /** When the listing says that it last changed; null where it does not say. */
  readonly statedAt: Date | null;
  /** HTML of the whole text, where the listing carries it. */
  readonly fullText: string | null;
}

export interface FailedListing {
  readonly kind: 'failed';
  readonly problem: SourceProblem;
  /** When the server may be asked again, where it says so. */
  readonly retryAt: string | null;
}

export type Listing =
  | {
      readonly kind: 'listed';
      readonly pages: readonly Page[];
      /** True where a page that is missing from it is no longer there; a feed shows a window only. */
      readonly isWhole: boolean;
      readonly validators: Validators;
      readonly problems: readonly SourceProblem[];
    }
  | { readonly kind: 'unchanged' }
  | FailedListing;

export const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

/** An index of sitemaps lists at most so many, and none lists further ones. */
const MOST_SITEMAPS = 50;
/** Pages of all of them together: what is kept of a source is a fraction of it, and each list may hold 50,000. */
const MOST_BELOW = 50_000;

/** Lists the pages; `validators` are those of the listing that was read last. */
export async function listPages(
  fetch: Fetch,
  source: Source,
  validators: Validators,
): Promise<Listing> {
  const { kind, place } = source;
  if (kind === 'address') return listed([pageAt(place)], { isWhole: true });
  if (kind !== 'feed' && kind !== 'sitemap') return listed([], { isWhole: false });
  const mostBytes = kind === 'sitemap' ? { mostBytes: MOST_SITEMAP_BYTES } : {};
  const fetched = await fetch({ url: place, validators, ...mostBytes });
  if (fetched.kind === 'unchanged') return { kind: 'unchanged' };
  if (fetched.kind === 'refused') return failedWith(fetched);
  return kind === 'feed' ? listFeed(source, fetched) : listSitemap(fetch, source, fetched);
}

type Got = Extract<Fetched, { kind: 'fetched' }>;
type Refused = Extract<Fetched, { kind: 'refused' }>;

function failedWith({ problem }: Refused): FailedListing {
  const { code, text, retryAt = null } = problem;
  return { kind: 'failed', problem: { code, text }, retryAt };
}

function listed(
  pages: readonly Page[],
  about: {
    readonly isWhole: boolean;
    readonly validators?: Validators;
    readonly problems?: readonly SourceProblem[];
  },
): Listing {
  const { isWhole, validators = NO_VALIDATORS, problems = [] } = about;
  return { kind: 'listed', pages, isWhole, validators, problems };
}

function pageAt(link: string, statedAt: Date | null = null): Page {
  return { link, metadata: {}, statedAt, fullText: null };
}

function listFeed(source: Source, { bytes, url, validators }: Got): Listing {
  const feed = readFeed(bytes, url);
  if (feed === null) return notA('feed', source);
  const pages = feed.items
    .filter((item) => isIncluded(item.url, source))
    .map(({ url: link, ...item }): Page => ({ link, ...item }))
    .sort((a, b) => (b.statedAt?.getTime() ?? 0) - (a.statedAt?.getTime() ?? 0));
  const { withoutAddress: missing } = feed;
  const text = `${source.place}: ${missing} of its articles have no web address and were left out.`;
  const problems = missing === 0 ? [] : [{ code: 'bad_address', text }];
  const taken = onePerLink(pages).slice(0, mostOf(source));
  return listed(taken, { isWhole: false, validators, problems });
}

async function listSitemap(fetch: Fetch, source: Source, root: Got): Promise<Listing> {
  const sitemap = readSitemap(root.bytes);
  if (sitemap === null) return notA('sitemap', source);
  const isIndex = sitemap.kind === 'index';
  const { host } = new URL(root.url);
  // The protocol: a sitemap speaks for its own host alone.
  const isOwn = ({ url }: SitemapEntry): boolean =>
    new URL(url).host === host && isIncluded(url, source);
  const below = isIndex ? await readBelow(fetch, sitemap.entries, isOwn) : null;
  const own = below?.entries ?? sitemap.entries.filter(isOwn);
  const pages = onePerLink(own.map(({ url, changedAt }) => pageAt(url, changedAt)));
  const problems = below?.problems ?? [];
  const most = mostOf(source);
  return listed(pages.slice(0, most), {
    isWhole: problems.length === 0 && pages.length <= most,
    // An index stays the same while the sitemaps below it change.
    validators: isIndex ? NO_VALIDATORS : root.validators,
    problems,
  });
}

async function readBelow(
  fetch: Fetch,
  listedSitemaps: readonly SitemapEntry[],
  isOwn: (entry: SitemapEntry) => boolean,
): Promise<{ readonly entries: readonly SitemapEntry[]; readonly problems: SourceProblem[] }> {
  const entries: SitemapEntry[] = [];
  const problems: SourceProblem[] = [];
  const left = listedSitemaps.length - MOST_SITEMAPS;
  if (left > 0) {
    const text = `${left} sitemaps of the index were not read: at most ${MOST_SITEMAPS} are.`;
    problems.push({ code: 'too_large', text });
  }
  for (const { url } of listedSitemaps.slice(0, MOST_SITEMAPS)) {
    if (entries.length > MOST_BELOW) {
      const text = `${url} and what follows was not read: at most ${MOST_BELOW} pages are.`;
      problems.push({ code: 'too_large', text });
      break;
    }
    const fetched = await fetch({ url, mostBytes: MOST_SITEMAP_BYTES });
    const sitemap = fetched.kind === 'fetched' ? readSitemap(fetched.bytes) : null;
    // One by one: spread arguments of a long list would overflow the stack.
    if (sitemap?.kind === 'pages') {
      for (const entry of sitemap.entries) if (isOwn(entry)) entries.push(entry);
    } else if (fetched.kind === 'refused') problems.push(failedWith(fetched).problem);
    else problems.push({ code: 'not_a_sitemap', text: `${url}: it is no sitemap of pages.` });
  }
  return { entries, problems };
}

function notA(what: 'feed' | 'sitemap', { place }: Source): FailedListing {
  const text = `${place}: it is no ${what} that can be read. Check the address.`;
  return { kind: 'failed', problem: { code: `not_a_${what}`, text }, retryAt: null };
}

function mostOf({ most }: Source): number {
  return Math.min(most ?? MOST_PER_SOURCE, MOST_PER_SOURCE);
}

function onePerLink(pages: readonly Page[]): readonly Page[] {
  const seen = new Set<string>();
  return pages.filter(({ link }) => !seen.has(link) && seen.add(link));
}
