// In: a draft and what reading it gave. Out: what a person looks at before they say yes: what was understood of
// it, its first lines, what was left out and by which rule. Every line shown is a slice of what was read.

import type { ReadResult } from '../corpus/corpus-source.js';
import type { Document, Metadata } from '../corpus/document.js';
import type { OriginalFacts } from '../sources/source.js';
import type { Listing } from './listing-kind.js';

/** A removed line, and how many were removed by the same rule. */
export interface RemovedByRule {
  readonly rule: string;
  readonly lines: number;
  readonly example: string;
}

export interface DraftPreview {
  readonly draftId: string;
  readonly collection: string;
  /** A document of its own, or what lists others. */
  readonly kind: 'document' | Listing['kind'];
  readonly name: string;
  readonly url: string | null;
  readonly title: string;
  readonly outlet: string | null;
  readonly author: string | null;
  readonly date: string | null;
  readonly language: string | null;
  readonly paragraphs: number;
  /** Documents in it: a table or an archive holds several. Entries of a feed or a sitemap. */
  readonly documents: number;
  /** The first paragraphs, cut where they are long. */
  readonly opening: readonly { readonly text: string; readonly isCut: boolean }[];
  readonly removed: readonly RemovedByRule[];
  /** Parts of it that were left out, each as one line with its reason. */
  readonly leftOut: readonly string[];
  /** True where a document of the same place is kept and would be replaced. */
  readonly replaces: boolean;
  /** True where the same bytes are kept already, under this name. */
  readonly sameAs: string | null;
}

/** Paragraphs of the opening, and characters of each: what is recognised at a glance. */
const OPENING = { paragraphs: 3, characters: 300 } as const;
/** Lines left out that are named; the rest is counted by whoever shows it. */
const MOST_LEFT_OUT = 10;

export interface Drafted {
  readonly draft: OriginalFacts;
  readonly replaces: boolean;
  readonly sameAs: string | null;
}

/** The preview of a draft that was read; null where it gave no document. */
export function documentPreview(drafted: Drafted, read: ReadResult): DraftPreview | null {
  const [first] = read.documents;
  if (first === undefined) return null;
  const { draft } = drafted;
  const said = { ...draft.fallback, ...withoutNulls(first), ...draft.stated };
  return {
    ...base(drafted),
    kind: 'document',
    title: said.title ?? first.title,
    outlet: said.outlet ?? null,
    author: said.author ?? null,
    date: said.date ?? null,
    language: said.language ?? null,
    paragraphs: read.documents.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0),
    documents: read.documents.length,
    opening: first.paragraphs.slice(0, OPENING.paragraphs).map(({ text }) => opened(text)),
    removed: removedByRule(read.documents),
    leftOut: read.rejections.slice(0, MOST_LEFT_OUT).map(({ text }) => text),
  };
}

/** The preview of a feed or a sitemap. */
export function listingPreview(drafted: Drafted, listing: Listing): DraftPreview {
  const { draft } = drafted;
  return {
    ...base(drafted),
    kind: listing.kind,
    title: draft.stated.title ?? draft.url ?? draft.name,
    outlet: draft.stated.outlet ?? null,
    author: null,
    date: null,
    language: draft.stated.language ?? null,
    paragraphs: 0,
    documents: listing.entries,
    opening: [],
    removed: [],
    leftOut: [],
  };
}

function base({ draft, replaces, sameAs }: Drafted) {
  const { id: draftId, collection, name, url } = draft;
  return { draftId, collection, name, url, replaces, sameAs };
}

function withoutNulls(document: Document): Partial<Metadata> {
  const { title, outlet, author, date, language } = document;
  const known = Object.entries({ title, outlet, author, date, language });
  return Object.fromEntries(known.filter(([, value]) => value !== null));
}

function opened(text: string): { readonly text: string; readonly isCut: boolean } {
  const characters = Array.from(text);
  const isCut = characters.length > OPENING.characters;
  return { text: characters.slice(0, OPENING.characters).join('').trimEnd(), isCut };
}

function removedByRule(documents: readonly Document[]): RemovedByRule[] {
  const byRule = new Map<string, { lines: number; example: string }>();
  for (const { rule, line } of documents.flatMap(({ cleaning }) => cleaning.removals)) {
    const known = byRule.get(rule) ?? { lines: 0, example: line };
    byRule.set(rule, { ...known, lines: known.lines + 1 });
  }
  return [...byRule].map(([rule, said]) => ({ rule, ...said }));
}
