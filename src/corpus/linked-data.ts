// The JSON-LD scripts of a page -> what they say of the page's own article. Graphs are followed by id, and of several
// articles the one is taken whose headline the page bears: the others are those it links to. A value that does not
// check is passed over, never mended.

import { DomUtils } from 'htmlparser2';
import { z } from 'zod';

import type { Metadata } from './document.js';
import { foldWhiteSpace } from './fold-white-space.js';
import { findElements, type HtmlElement, type HtmlTree } from './html-tree.js';
import { isWebAddress } from './metadata-fields.js';
import { parseDate } from './parse-date.js';
import { bareForm } from './text-shape.js';

/** How sure each kind of object is about the article itself; a page object knows less of it. */
const ARTICLE_TYPE = /(?:Article|BlogPosting|Report)(?: |$)/;
const PAGE_TYPE = /(?:^|[ /])WebPage(?: |$)/;
const MOST_CHARACTERS = 1_000_000;
const MOST_OBJECTS = 1000;
/** Where an object holds others that are about the same page. */
const INTO = ['@graph', 'mainEntity', 'mainEntityOfPage'];

type Fields = Readonly<Record<string, unknown>>;
const objectOrNone = z.record(z.string(), z.unknown());

/** What the page's linked data says of it; `titles` are those that the page shows. */
export function metadataFromLinkedData(
  tree: HtmlTree,
  titles: readonly (string | null)[],
): Partial<Metadata> {
  const objects = linkedObjects(tree);
  const byId = new Map<string, Fields>();
  for (const object of objects) {
    const id = object['@id'];
    // A bare reference knows less than the object that it names.
    if (typeof id === 'string' && Object.keys(object).length > 1) byId.set(id, object);
  }
  const articles = objects.filter((object) => ARTICLE_TYPE.test(typeOf(object)));
  const pages = objects.filter((object) => PAGE_TYPE.test(typeOf(object)));
  const own = ownArticle(articles, titles);
  const ranked = own === null ? pages : [own, ...pages];
  const found: Partial<Metadata>[] = ranked.map((object) => factsOf(object, byId));
  return found.reduceRight((lower, higher) => ({ ...lower, ...higher }), {});
}

/** Of several articles, the one that the page shows; where none is shown, nothing is sure. */
function ownArticle(
  articles: readonly Fields[],
  titles: readonly (string | null)[],
): Fields | null {
  const [first, second] = articles;
  if (first === undefined || second === undefined) return first ?? null;
  const shown = titles.flatMap((title) => (title === null ? [] : [bareForm(title)]));
  const isShown = (article: Fields): boolean => {
    const headline = bareForm(textOf(article.headline) ?? textOf(article.name) ?? '');
    return headline !== '' && shown.some((title) => title.startsWith(headline));
  };
  return articles.find(isShown) ?? null;
}

function factsOf(object: Fields, byId: ReadonlyMap<string, Fields>): Partial<Metadata> {
  const names = (value: unknown): string | null => namesOf(value, byId);
  const isArticle = ARTICLE_TYPE.test(typeOf(object));
  const date = textOf(object.datePublished);
  const url = textOf(object.url);
  const facts: Metadata = {
    title: textOf(object.headline) ?? (isArticle ? textOf(object.name) : null),
    outlet: names(object.publisher),
    author: names(object.author) ?? names(object.creator),
    date: date === null ? null : parseDate(date),
    url: url !== null && isWebAddress(url) ? url : null,
    language: textOf(object.inLanguage),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

/** A name, an object with one, a reference to such an object, or a list of these. */
function namesOf(value: unknown, byId: ReadonlyMap<string, Fields>): string | null {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names = items.slice(0, 20).flatMap((item) => {
    const object = objectOrNone.safeParse(item).data;
    const id = object?.['@id'];
    const named = object?.name ?? (typeof id === 'string' ? byId.get(id)?.name : undefined);
    const name = textOf(object === undefined ? item : named);
    return name === null || isWebAddress(name) ? [] : [name];
  });
  return names.length === 0 ? null : [...new Set(names)].join(', ');
}

function typeOf(object: Fields): string {
  const type = object['@type'];
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.filter((item) => typeof item === 'string').join(' ').trim();
}

function textOf(value: unknown): string | null {
  const folded = typeof value === 'string' ? foldWhiteSpace(value) : '';
  return folded === '' ? null : folded;
}

/** Every object about the page, in document order; lists of other pages are not gone into. */
function linkedObjects(tree: HtmlTree): readonly Fields[] {
  const isLinkedData = ({ name, attribs }: HtmlElement): boolean =>
    name === 'script' && attribs.type?.toLowerCase() === 'application/ld+json';
  const found: Fields[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > 4 || found.length >= MOST_OBJECTS) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, depth + 1);
      return;
    }
    const object = objectOrNone.safeParse(value).data;
    if (object === undefined) return;
    found.push(object);
    for (const key of INTO) visit(object[key], depth + 1);
  };
  for (const script of findElements(tree.children, isLinkedData)) {
    visit(parseJson(DomUtils.textContent(script)), 0);
  }
  return found;
}

function parseJson(json: string): unknown {
  if (json.length > MOST_CHARACTERS) return null;
  try {
    return JSON.parse(json.replace(/^\s*<!--|-->\s*$/g, ''));
  } catch {
    return null;
  }
}
