// A source on a loopback site, refreshed under a clock that the test sets.

import { onTestFinished } from 'vitest';
import { openFetch } from '../../src/fetching/open-fetch.js';
import { refreshSource, type RefreshParts } from '../../src/sources/refresh-source.js';
import type { RefreshReport } from '../../src/sources/refresh-report.js';
import type { Original, OriginalFacts, Source, SourceState } from '../../src/sources/source.js';
import type { SourceStore } from '../../src/sources/source-store.js';
import { feedServer, type FeedServer } from '../support/feed-server.js';
import { memorySourceStore } from '../support/memory-source-store.js';
import { NOON, sourceOf } from '../support/source-builders.js';

export interface Refreshing {
  readonly site: FeedServer;
  readonly store: SourceStore;
  readonly source: Source;
  readonly refresh: (parts?: Partial<RefreshParts>) => Promise<RefreshReport>;
  readonly pass: (minutes: number) => void;
  readonly now: () => Date;
  readonly kept: () => Promise<OriginalFacts[]>;
  /** The one original that came from a path. */
  readonly original: (path: string) => Promise<Original>;
  readonly state: () => Promise<SourceState>;
}

export interface RefreshingOptions {
  readonly kind?: Source['kind'];
  /** The path of an address source. */
  readonly path?: string;
  readonly source?: Partial<Source>;
  readonly store?: SourceStore;
}

export async function refreshing(options: RefreshingOptions = {}): Promise<Refreshing> {
  const { kind = 'feed', path = '/a/1', store = memorySourceStore() } = options;
  const site = await feedServer();
  const places = { feed: site.feedUrl, sitemap: site.sitemapUrl };
  const place = kind === 'feed' || kind === 'sitemap' ? places[kind] : site.urlOf(path);
  const source = sourceOf({ kind, place, ...options.source });
  await store.putSource(source);
  let moment = Date.parse(NOON);
  const now = (): Date => new Date(moment);
  const opened = openFetch({ version: '1', allow: [site.server.place], now });
  onTestFinished(() => opened.close());
  const kept = (): Promise<OriginalFacts[]> => store.originals(source.collection);
  return {
    site,
    store,
    source,
    now,
    kept,
    pass: (minutes) => {
      moment += minutes * 60_000;
    },
    refresh: async (parts = {}) => {
      const current = (await store.source(source.collection, source.id)) ?? source;
      return refreshSource({ store, fetch: opened.fetch, now, ...parts }, current);
    },
    original: async (wanted) => {
      const facts = (await kept()).find(({ url }) => url === site.urlOf(wanted));
      const original =
        facts === undefined ? null : await store.original(source.collection, facts.id);
      if (original === null) throw new Error(`nothing was kept of ${wanted}`);
      return original;
    },
    state: async () => {
      const [state] = await store.states(source.collection);
      if (state === undefined) throw new Error('the source has no state');
      return state;
    },
  };
}
