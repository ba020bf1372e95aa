// In: the bytes behind an address. Out: whether they list other pages, and about how many, or null for a page. For
// a preview only: what a feed really holds is read by who refreshes it.

import type { SourceKind } from '../sources/source.js';

export interface Listing {
  readonly kind: Extract<SourceKind, 'feed' | 'sitemap'>;
  /** Entries that it seems to have. */
  readonly entries: number;
}

/** Characters at the start that tell what it is: a declaration, a style sheet, a comment may come first. */
const HEAD = 4_096;

const FEED = /<(?:rss|(?:\w{1,20}:)?feed|rdf:RDF)[\s>]/i;
const SITEMAP = /<(?:urlset|sitemapindex)[\s>]/i;
const PAGE = /<(?:!doctype html|html)[\s>]/i;
const FEED_ENTRY = /<(?:\w{1,20}:)?(?:item|entry)[\s>]/gi;
const SITEMAP_ENTRY = /<(?:\w{1,20}:)?loc>/gi;

/** Tells a feed or a sitemap from a page. */
export function listingOf(bytes: Uint8Array): Listing | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const head = text.slice(0, HEAD);
  if (PAGE.test(head)) return null;
  if (FEED.test(head)) return { kind: 'feed', entries: count(text, FEED_ENTRY) };
  return SITEMAP.test(head) ? { kind: 'sitemap', entries: count(text, SITEMAP_ENTRY) } : null;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
