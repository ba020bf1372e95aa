// The package file of a book -> its spine as paths, and what it states about the book. A date counts where it is
// the publication's: EPUB 2 marks it by an event, EPUB 3 has only that one.

import { Parser } from 'htmlparser2';

import { parseUrl } from '../../shared/parse-url.js';
import { foldWhiteSpace } from '../fold-white-space.js';
import { Refusal } from '../refusal.js';

/** What a book's package states; null where it does not. */
export interface BookPackage {
  readonly title: string | null;
  readonly author: string | null;
  readonly outlet: string | null;
  /** As written there. */
  readonly date: string | null;
  readonly language: string | null;
  readonly url: string | null;
  /** Paths of the chapters as written, in reading order; without the table of contents. */
  readonly spine: readonly string[];
}

interface Seen {
  readonly texts: Map<string, string[]>;
  readonly manifest: Map<string, { readonly href: string; readonly isContents: boolean }>;
  readonly order: string[];
}

const HTML = /^(?:application\/xhtml\+xml|text\/html|text\/x-oeb1-document)$/i;
const OF_PUBLICATION = /^(?:publication|original-publication|published)?$/i;

/** Reads a package file that has passed the gate. */
export function parsePackage(xml: string): BookPackage {
  const { texts, manifest, order } = walk(xml);
  const spine = order.flatMap((id) => {
    const item = manifest.get(id);
    return item === undefined || item.isContents ? [] : [item.href];
  });
  if (spine.length === 0) {
    throw new Refusal('document_invalid', 'it names no chapters. Export the book anew.');
  }
  const first = (name: string): string | null => texts.get(name)?.[0] ?? null;
  const authors = texts.get('creator') ?? [];
  return {
    title: first('title'),
    author: authors.length === 0 ? null : authors.join(', '),
    outlet: first('publisher'),
    date: first('date'),
    language: first('language'),
    url: texts.get('source')?.find((text) => parseUrl(text) !== null) ?? null,
    spine,
  };
}

function walk(xml: string): Seen {
  const seen: Seen = { texts: new Map(), manifest: new Map(), order: [] };
  let field: string | null = null;
  let text = '';
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const local = name.replace(/^.*:/, '').toLowerCase();
        if (local === 'item') takeItem(seen, attributes);
        if (local === 'itemref' && attributes.idref !== undefined)
          seen.order.push(attributes.idref);
        const isField = /^dc:/i.test(name) && OF_PUBLICATION.test(attributes['opf:event'] ?? '');
        field = isField ? local : null;
        text = '';
      },
      ontext(data) {
        text += data;
      },
      onclosetag() {
        const value = foldWhiteSpace(text);
        if (field !== null && value !== '')
          seen.texts.set(field, [...(seen.texts.get(field) ?? []), value]);
        field = null;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return seen;
}

function takeItem({ manifest }: Seen, attributes: Readonly<Record<string, string>>): void {
  const { id, href, properties = '' } = attributes;
  if (id === undefined || href === undefined) return;
  if (!HTML.test(attributes['media-type'] ?? '')) return;
  manifest.set(id, { href, isContents: /\bnav\b/.test(properties) });
}
