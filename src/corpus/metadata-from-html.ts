// A parsed page -> what it states about itself: JSON-LD first (made for machines), then OpenGraph and
// other <meta> names, then microdata, <time>, <link rel=canonical> and <html lang>. A value that does not
// check is passed over for the next, never mended; a date of change is no date of publication.

import { DomUtils } from 'htmlparser2';

import { parseUrl } from '../shared/parse-url.js';
import { bylineName } from './by-lines.js';
import type { Metadata } from './document.js';
import { foldWhiteSpace } from './fold-white-space.js';
import { findElement, findElements, type HtmlElement, type HtmlTree } from './html-tree.js';
import { metadataFromLinkedData } from './linked-data.js';
import { isWebAddress } from './metadata-fields.js';
import { parseDate } from './parse-date.js';

const NAMES_OF_TITLE = ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'citation_title'];
const NAMES_OF_OUTLET = ['og:site_name', 'dc.publisher', 'citation_journal_title', 'publisher'];
const NAMES_OF_AUTHOR = ['author', 'article:author', 'dc.creator', 'citation_author', 'byl'];
const NAMES_OF_DATE = [
  'article:published_time',
  'datepublished',
  'date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publication_date',
  'dc.date',
  'dc.date.issued',
  'dcterms.created',
  'citation_publication_date',
  'sailthru.date',
  'parsely-pub-date',
];

/** The metadata that a page's markup states; keys it is silent about are absent. */
export function metadataFromHtml(tree: HtmlTree): Partial<Metadata> {
  const { browser, heading } = markupTitles(tree);
  const named = namedMetaOf(tree);
  const meta = (names: readonly string[], check: Check = text): string | null =>
    firstOf(names.flatMap((name) => named.get(name) ?? []), check);
  const linked = metadataFromLinkedData(tree, [heading, meta(NAMES_OF_TITLE), browser]);
  const marked = (property: string, check: Check): string | null =>
    firstOf(markedTexts(tree, property), check);
  return known({
    title: linked.title ?? meta(NAMES_OF_TITLE) ?? marked('headline', text),
    outlet: linked.outlet ?? meta(NAMES_OF_OUTLET) ?? marked('publisher', text),
    author: linked.author ?? meta(NAMES_OF_AUTHOR, nameOnly) ?? marked('author', nameOnly),
    date: linked.date ?? meta(NAMES_OF_DATE, dateOf) ?? firstOf(publicationTimes(tree), dateOf),
    url: canonicalAddress(tree, meta(['og:url'], webAddress) ?? linked.url ?? null),
    language: languageOf(tree, meta(['og:locale'])) ?? linked.language ?? null,
  });
}

/** What a value says, or null where it does not check. */
type Check = (value: string) => string | null;

/** What a browser shows above the page, "headline - site" as a rule, and the first <h1>. */
export interface MarkupTitles {
  readonly browser: string | null;
  readonly heading: string | null;
}

/** The page's <title> and first <h1>, as text. */
export function markupTitles(tree: HtmlTree): MarkupTitles {
  return { browser: textOf(tree, 'title'), heading: textOf(tree, 'h1') };
}

function textOf(tree: HtmlTree, element: string): string | null {
  const found = findElement(tree.children, ({ name }) => name === element);
  return found === null ? null : text(DomUtils.textContent(found));
}

function known(values: Metadata): Partial<Metadata> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function firstOf(values: readonly string[], check: Check): string | null {
  for (const value of values) {
    const checked = check(foldWhiteSpace(value));
    if (checked !== null) return checked;
  }
  return null;
}

/** The contents of <meta> elements by name, each name's in document order. */
function namedMetaOf(tree: HtmlTree): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  for (const { attribs } of findElements(tree.children, ({ name }) => name === 'meta')) {
    const name = (attribs.property ?? attribs.name ?? attribs.itemprop ?? '').toLowerCase();
    if (attribs.content === undefined) continue;
    named.set(name, [...(named.get(name) ?? []), attribs.content]);
  }
  return named;
}

/** Microdata: what elements with the property say, outside of what is said of other pages and of comments. */
function markedTexts(tree: HtmlTree, property: string): readonly string[] {
  const isMarked = ({ name, attribs }: HtmlElement): boolean =>
    name !== 'meta' && (attribs.itemprop?.split(' ').includes(property) ?? false);
  return findElements(tree.children, isMarked)
    .filter((element) => !isBesideArticle(element))
    .map((element) => {
      const named = findElement(element.children, ({ attribs }) => attribs.itemprop === 'name');
      const { content, datetime } = (named ?? element).attribs;
      return content ?? datetime ?? DomUtils.textContent(named ?? element);
    });
}

const BESIDE = /comment|related|recommend|sidebar|teaser|promo|popular|latest|read-?(?:more|next)/i;
const ABOUT_PUBLICATION = /publish|entry-date|posted|date-?line|by-?line|article-?(?:date|info|meta)|post-?(?:date|meta)|entry-?meta|timestamp/i;
const ABOUT_UPDATE = /updat|modif|edited/i;

/** Whether the element belongs to another page, a comment or the page's end. */
function isBesideArticle(element: HtmlElement): boolean {
  for (const around of ancestorsOf(element)) {
    if (/^(?:aside|footer|nav)$/.test(around.name) || BESIDE.test(labelOf(around))) return true;
  }
  return false;
}

function* ancestorsOf(element: HtmlElement): Generator<HtmlElement> {
  for (let node: HtmlElement['parent'] = element; node !== null; node = node.parent) {
    if ('attribs' in node) yield node;
  }
}

function labelOf({ attribs }: HtmlElement): string {
  return `${attribs.class ?? ''} ${attribs.id ?? ''}`;
}

/** Dates that elements give as that of publication, the surest first; any other <time> may be an event's. */
function publicationTimes(tree: HtmlTree): readonly string[] {
  const times = findElements(tree.children, ({ name }) => name === 'time').filter(
    (time) => !isBesideArticle(time) && !isUpdate(time),
  );
  const stated = times.filter(({ attribs }) => 'pubdate' in attribs);
  const nearby = times.filter((time) =>
    [...ancestorsOf(time)].slice(0, 3).some((around) => ABOUT_PUBLICATION.test(labelOf(around))),
  );
  const only = times.length === 1 ? times : [];
  const fromTimes = [...stated, ...nearby, ...only].map(
    (time) => time.attribs.datetime ?? time.attribs.content ?? DomUtils.textContent(time),
  );
  return [...markedTexts(tree, 'datePublished'), ...fromTimes];
}

/** A date of the last change is no date of publication. */
function isUpdate(time: HtmlElement): boolean {
  const { itemprop = '' } = time.attribs;
  const parent = time.parent !== null && 'attribs' in time.parent ? time.parent : null;
  const label = `${labelOf(time)} ${itemprop} ${parent === null ? '' : labelOf(parent)}`;
  return ABOUT_UPDATE.test(label) && !/publish/i.test(`${labelOf(time)} ${itemprop}`);
}

/** The address that the page says is its own; a relative one counts where the page says what to. */
function canonicalAddress(tree: HtmlTree, other: string | null): string | null {
  const isCanonical = ({ name, attribs }: HtmlElement): boolean =>
    name === 'link' && (attribs.rel?.toLowerCase().split(/\s+/).includes('canonical') ?? false);
  const href = findElement(tree.children, isCanonical)?.attribs.href?.trim() ?? '';
  if (href === '') return other;
  const base = attributeOf(tree, 'base', 'href') ?? other;
  const absolute = webAddress(href) ?? resolved(href, base);
  // A front page as the canonical address of an article is a slip of the site's template.
  const isFront = absolute !== null && new URL(absolute).pathname === '/';
  return isFront && other !== null ? other : (absolute ?? other);
}

function resolved(href: string, base: string | null): string | null {
  const absolute = base === null ? null : parseUrl(href, base);
  return absolute === null ? null : webAddress(absolute.href);
}

function languageOf(tree: HtmlTree, locale: string | null): string | null {
  return attributeOf(tree, 'html', 'lang') ?? locale?.replace('_', '-') ?? null;
}

function attributeOf(tree: HtmlTree, element: string, attribute: string): string | null {
  const found = findElement(tree.children, ({ name }) => name === element);
  return text(found?.attribs[attribute] ?? '');
}

function dateOf(value: string): string | null {
  return value === '' ? null : parseDate(value);
}

function webAddress(value: string): string | null {
  return isWebAddress(value) ? value : null;
}

/** Some sites put a profile's address where the author's name belongs. */
function nameOnly(value: string): string | null {
  return value === '' || isWebAddress(value) ? null : (bylineName(value) ?? value);
}

function text(value: string): string | null {
  const folded = foldWhiteSpace(value);
  return folded === '' ? null : folded;
}
