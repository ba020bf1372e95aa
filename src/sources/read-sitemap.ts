// The bytes of a sitemap, packed or not -> the pages it lists, or the sitemaps that an index lists. Read as a
// stream of tags, so that no tree is built and no entity of the file's own is ever resolved.

import { gunzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { parseUrl } from '../shared/parse-url.js';

export interface SitemapEntry {
  readonly url: string;
  /** When the site says it last changed; null where it does not say. */
  readonly changedAt: Date | null;
}

export interface Sitemap {
  /** `index` lists further sitemaps. */
  readonly kind: 'pages' | 'index';
  readonly entries: readonly SitemapEntry[];
}

/** The protocol's own limit for one file. */
const MOST_ENTRIES = 50_000;
/** The protocol allows 50 MB unpacked; as much as a document may have is what is read here. */
export const MOST_SITEMAP_BYTES = 20 * 1024 * 1024;
const LONGEST_FIELD = 4_096;

/** What a file lists; null for what is no sitemap. */
export function readSitemap(bytes: Uint8Array): Sitemap | null {
  const unpackedBytes = unpacked(bytes);
  if (unpackedBytes === null) return null;
  const text = new TextDecoder().decode(unpackedBytes);
  if (!/<(?:[\w-]+:)?(?:urlset|sitemapindex)[\s>]/i.test(text.slice(0, 100_000)))
    return plainList(text);
  const entries: SitemapEntry[] = [];
  const isIndex = collect(text, entries);
  return { kind: isIndex ? 'index' : 'pages', entries };
}

function unpacked(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_SITEMAP_BYTES });
  } catch {
    return null;
  }
}

/** Collects the entries; true where they are sitemaps. */
function collect(text: string, entries: SitemapEntry[]): boolean {
  let isIndex = false;
  let fields = new Map<string, string>();
  let field: string | null = null;
  const parser = new Parser(
    {
      onopentagname(name) {
        const local = localName(name);
        if (local === 'sitemapindex') isIndex = true;
        if (local === 'url' || local === 'sitemap') fields = new Map();
        // <image:loc> is a picture's.
        field = name === local && (local === 'loc' || local === 'lastmod') ? local : null;
      },
      ontext(data) {
        if (field === null) return;
        const value = (fields.get(field) ?? '') + data;
        fields.set(field, value.slice(0, LONGEST_FIELD));
      },
      onclosetag(name) {
        field = null;
        const local = localName(name);
        if (local !== 'url' && local !== 'sitemap') return;
        const entry = entryOf(fields);
        if (entry !== null && entries.length < MOST_ENTRIES) entries.push(entry);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  return isIndex;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function entryOf(fields: ReadonlyMap<string, string>): SitemapEntry | null {
  const url = fields.get('loc')?.trim() ?? '';
  const parsed = /^https?:/i.test(url) ? parseUrl(url) : null;
  if (parsed === null) return null;
  const changed = Date.parse(fields.get('lastmod')?.trim() ?? '');
  return { url: parsed.href, changedAt: Number.isNaN(changed) ? null : new Date(changed) };
}

/** The protocol's other form: one address a line. */
function plainList(text: string): Sitemap | null {
  const lines = text.slice(0, MOST_SITEMAP_BYTES).split(/\r?\n/, MOST_ENTRIES);
  const filled = lines
    .map((line) => line.replace(/^\uFEFF/, '').trim())
    .filter((line) => line !== '');
  const isList =
    filled.length > 0 &&
    filled.every((line) => /^https?:\/\/\S+$/i.test(line) && parseUrl(line) !== null);
  if (!isList) return null;
  return {
    kind: 'pages',
    entries: filled.map((line) => ({ url: new URL(line).href, changedAt: null })),
  };
}
