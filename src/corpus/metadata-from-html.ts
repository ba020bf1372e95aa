// A parsed page -> what it states about itself: JSON-LD first (made for machines), then OpenGraph and
// other <meta> names, then <time>, <link rel=canonical> and <html lang>. A value that does not check
// is passed over, never mended.

import { DomUtils } from 'htmlparser2';
import { z } from 'zod';

import type { Metadata } from './document.js';
import { foldWhiteSpace } from './fold-white-space.js';
import { findElement, findElements, type HtmlElement, type HtmlTree } from './html-tree.js';
import { isWebAddress } from './metadata-fields.js';
import { parseDate } from './parse-date.js';

const ARTICLE_TYPE = /Article|BlogPosting|Report|WebPage/;
const MOST_LINKED_DATA_CHARACTERS = 1_000_000;

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
  const linked = linkedDataOf(tree);
  const named = namedMetaOf(tree);
  const meta = (names: readonly string[]): string | null => firstOf(names, (name) => named.get(name));
  return known({
    title: linked.title ?? meta(NAMES_OF_TITLE),
    outlet: linked.outlet ?? meta(NAMES_OF_OUTLET),
    author: linked.author ?? nameOnly(meta(NAMES_OF_AUTHOR)),
    date: linked.date ?? dateOf(meta(NAMES_OF_DATE)) ?? dateOf(publicationTime(tree)),
    url: webAddress(canonicalLink(tree) ?? meta(['og:url']) ?? linked.url ?? null),
    language: attributeOf(tree, 'html', 'lang') ?? linked.language ?? null,
  });
}

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

function firstOf(
  names: readonly string[],
  valueOf: (name: string) => string | undefined,
): string | null {
  for (const name of names) {
    const value = foldWhiteSpace(valueOf(name) ?? '');
    if (value !== '') return value;
  }
  return null;
}

function namedMetaOf(tree: HtmlTree): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const { attribs } of findElements(tree.children, ({ name }) => name === 'meta')) {
    const name = (attribs.property ?? attribs.name ?? attribs.itemprop ?? '').toLowerCase();
    if (attribs.content !== undefined && !named.has(name)) named.set(name, attribs.content);
  }
  return named;
}

/** A <time> that says it is the date of publication; any other may be an event's. */
function publicationTime(tree: HtmlTree): string | null {
  const isPublication = ({ name, attribs }: HtmlElement): boolean =>
    (name === 'time' && ('pubdate' in attribs || /publish|entry-date|posted/.test(attribs.class ?? ''))) ||
    attribs.itemprop === 'datePublished';
  const times = findElements(tree.children, ({ name }) => name === 'time');
  const element = findElement(tree.children, isPublication) ?? (times.length === 1 ? times[0] : null);
  if (!element) return null;
  return element.attribs.datetime ?? element.attribs.content ?? DomUtils.textContent(element);
}

function canonicalLink(tree: HtmlTree): string | null {
  const isCanonical = ({ name, attribs }: HtmlElement): boolean =>
    name === 'link' && attribs.rel?.toLowerCase() === 'canonical';
  return findElement(tree.children, isCanonical)?.attribs.href ?? null;
}

function attributeOf(tree: HtmlTree, element: string, attribute: string): string | null {
  const found = findElement(tree.children, ({ name }) => name === element);
  const value = found?.attribs[attribute]?.trim() ?? '';
  return value === '' ? null : value;
}

function dateOf(value: string | null): string | null {
  return value === null ? null : parseDate(value);
}

function webAddress(value: string | null): string | null {
  return value !== null && isWebAddress(value) ? value : null;
}

/** Some sites put a profile's address where the author's name belongs. */
function nameOnly(value: string | null): string | null {
  return value === null || isWebAddress(value) ? null : value;
}

const textOrNone = z.string().optional().catch(undefined);
const named = z.union([z.string(), z.looseObject({ name: z.string() }).transform((it) => it.name)]);
const namedOrNone = z
  .union([named.transform((name) => [name]), z.array(named)])
  .optional()
  .catch(undefined);
const linkedArticle = z.looseObject({
  '@type': z.union([z.string(), z.array(z.string()).transform((types) => types.join(' '))]),
  headline: textOrNone,
  author: namedOrNone,
  publisher: namedOrNone,
  datePublished: textOrNone,
  url: textOrNone,
  inLanguage: textOrNone,
});

/** The first article-like object of the page's JSON-LD scripts. */
function linkedDataOf(tree: HtmlTree): Partial<Metadata> {
  const isLinkedData = ({ name, attribs }: HtmlElement): boolean =>
    name === 'script' && attribs.type?.toLowerCase() === 'application/ld+json';
  for (const script of findElements(tree.children, isLinkedData)) {
    for (const candidate of linkedObjects(DomUtils.textContent(script))) {
      const article = linkedArticle.safeParse(candidate).data;
      if (article === undefined || !ARTICLE_TYPE.test(article['@type'])) continue;
      return known({
        title: text(article.headline),
        outlet: text(article.publisher?.[0]),
        author: text(article.author?.join(', ')),
        date: dateOf(text(article.datePublished)),
        url: webAddress(text(article.url)),
        language: text(article.inLanguage),
      });
    }
  }
  return {};
}

function text(value: string | undefined): string | null {
  const folded = foldWhiteSpace(value ?? '');
  return folded === '' ? null : folded;
}

const graph = z.looseObject({ '@graph': z.array(z.unknown()) });

function linkedObjects(json: string): readonly unknown[] {
  if (json.length > MOST_LINKED_DATA_CHARACTERS) return [];
  try {
    const value: unknown = JSON.parse(json);
    if (Array.isArray(value)) return value;
    return graph.safeParse(value).data?.['@graph'] ?? [value];
  } catch {
    return [];
  }
}
