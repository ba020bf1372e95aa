// The bytes of an RSS, Atom, RDF or JSON feed -> its items: address, what the feed says of each, and the full text
// where the feed carries one. The only file that knows the feed parser.

import { parseFeed, type AtomFeed, type JsonFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import { decodeText } from '../corpus/decode-text.js';
import type { Metadata } from '../corpus/document.js';
import { foldWhiteSpace } from '../corpus/fold-white-space.js';
import { refuseComplexHtml } from '../corpus/html-gate.js';
import { linesOfNodes } from '../corpus/html-lines.js';
import { parseTree } from '../corpus/html-tree.js';
import { parseDate } from '../corpus/parse-date.js';
import { parseUrl } from '../shared/parse-url.js';

/** One article that a feed lists. */
export interface FeedItem {
  readonly url: string;
  /** What the feed states; keys it is silent about are absent. */
  readonly metadata: Partial<Metadata>;
  /** When the feed says it was last published or changed, as a moment; null where it does not say. */
  readonly statedAt: Date | null;
  /** HTML of the whole article, where the feed carries it. */
  readonly fullText: string | null;
}

export interface Feed {
  readonly items: readonly FeedItem[];
  /** Items without an address that could be asked for. */
  readonly withoutAddress: number;
}

/** More than any feed lists. */
const MOST_ITEMS = 10_000;
const LONGEST_TEXT = 500;

interface Said {
  readonly link: string | undefined;
  readonly title: string | undefined;
  readonly authors: readonly (string | undefined)[];
  readonly published: string | undefined;
  readonly updated: string | undefined;
  readonly fullText: string | undefined;
}

interface SaidFeed {
  /** The page that the feed belongs to. */
  readonly home: string | undefined;
  readonly title: string | undefined;
  readonly language: string | undefined;
  readonly items: readonly Said[];
}

/** The items of a feed that came from `url`, in its order; null for what is no feed. */
export function readFeed(bytes: Uint8Array, url: string): Feed | null {
  const said = parse(bytes);
  if (said === null) return null;
  const about = {
    url,
    homes: [url, said.home ?? url].flatMap((home) => siteIn(home, url)),
    outlet: plain(said.title),
    language: plain(said.language),
  };
  const items = said.items.flatMap((item) => itemOf(item, about));
  return { items, withoutAddress: said.items.length - items.length };
}

interface AboutFeed {
  readonly url: string;
  /** Sites whose articles are the feed's own. */
  readonly homes: readonly string[];
  readonly outlet: string | null;
  readonly language: string | null;
}

function itemOf(said: Said, about: AboutFeed): readonly FeedItem[] {
  const link = said.link?.trim() ?? '';
  const target = link === '' ? null : parseUrl(link, about.url);
  if (target === null) return [];
  target.hash = '';
  if (!/^https?:$/.test(target.protocol)) return [];
  // A feed that gathers articles of others is not their outlet.
  const isOwn = siteIn(target.href, about.url).some((site) => about.homes.includes(site));
  const metadata = {
    title: plain(said.title),
    outlet: isOwn ? about.outlet : null,
    author: plain(said.authors.flatMap((name) => plain(name) ?? []).join(', ')),
    date: parseDate(said.published ?? said.updated ?? ''),
    language: about.language,
  };
  return [
    {
      url: target.href,
      metadata: Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null)),
      statedAt: moment(said.updated) ?? moment(said.published),
      fullText: isText(said.fullText) ? said.fullText : null,
    },
  ];
}

/** The last two parts of an address' host: near enough for what gives way to every page's own word. */
function siteIn(address: string, base: string): readonly string[] {
  const host = parseUrl(address, base)?.host;
  return host === undefined ? [] : [host.split('.').slice(-2).join('.')];
}

function parse(bytes: Uint8Array): SaidFeed | null {
  try {
    const parsed = parseFeed(decodeText(bytes).text, { maxItems: MOST_ITEMS });
    if (parsed.format === 'atom') return fromAtom(parsed.feed);
    if (parsed.format === 'json') return fromJson(parsed.feed);
    return fromRss(parsed.feed);
  } catch {
    // Whatever it is, it is no feed.
    return null;
  }
}

function fromRss(feed: RssFeed.Feed<string> | RdfFeed.Feed<string>): SaidFeed {
  const { language } = 'language' in feed ? feed : { language: undefined };
  const items: readonly RssFeed.Item<string>[] = feed.items ?? [];
  return {
    home: feed.link,
    title: feed.title,
    language: language ?? feed.dc?.languages?.[0],
    items: items.map((item) => ({
      link: item.link ?? permanentGuid(item.guid),
      title: item.title,
      authors: item.dc?.creators ?? (item.authors ?? []).map(({ name }) => name),
      published: item.pubDate ?? item.dc?.dates?.[0],
      updated: item.atom?.updated,
      fullText: item.content?.encoded,
    })),
  };
}

function permanentGuid(
  guid: { value?: string; isPermaLink?: boolean } | undefined,
): string | undefined {
  return guid?.isPermaLink === false ? undefined : guid?.value;
}

function fromAtom(feed: AtomFeed.Feed<string>): SaidFeed {
  return {
    home: feed.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
    title: feed.title?.value,
    language: feed.xml?.lang,
    items: (feed.entries ?? []).map((entry) => ({
      link: (
        entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0]
      )?.href,
      title: entry.title?.value,
      authors: (entry.authors ?? feed.authors ?? []).map(({ name }) => name),
      published: entry.published ?? entry.updated,
      updated: entry.updated,
      fullText: entry.content?.value,
    })),
  };
}

function fromJson(feed: JsonFeed.Feed<string>): SaidFeed {
  return {
    home: feed.home_page_url,
    title: feed.title,
    language: feed.language,
    items: (feed.items ?? []).map((item) => ({
      link: item.url ?? item.external_url,
      title: item.title,
      authors: (item.authors ?? []).map(({ name }) => name),
      published: item.date_published,
      updated: item.date_modified,
      fullText: item.content_html,
    })),
  };
}

/** A text as rendered, on one line; null where nothing is left. */
function plain(value: string | undefined): string | null {
  const text = (value ?? '').slice(0, LONGEST_TEXT);
  const lines = /[<&]/.test(text)
    ? linesOfNodes(parseTree(text).children).map((line) => line.text)
    : [text];
  const folded = foldWhiteSpace(lines.join(' '));
  return folded === '' ? null : folded;
}

function moment(value: string | undefined): Date | null {
  const milliseconds = Date.parse(value ?? '');
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds);
}

/** Whether the HTML shows any text, and may be kept. */
function isText(html: string | undefined): html is string {
  if (html === undefined || html.trim() === '') return false;
  try {
    refuseComplexHtml(html);
    return linesOfNodes(parseTree(html).children).length > 0;
  } catch {
    return false;
  }
}
