// One row of a table or one JSON object -> an article, or null where it holds no text. The accepted names are
// those of front matter and the ones that feeds, news services and scrapers use; all others are passed over.

import { createHash } from 'node:crypto';

import type { Metadata } from '../document.js';
import type { Extraction, SourceLine } from '../document-reader.js';
import { foldWhiteSpace } from '../fold-white-space.js';
import { KEY_OF } from '../front-matter.js';
import { refuseComplexHtml } from '../html-gate.js';
import { linesOfNodes } from '../html-lines.js';
import { parseTree, removeInvisible } from '../html-tree.js';
import { isWebAddress } from '../metadata-fields.js';
import { plainTextReader } from '../read-plain-text.js';

/** Where an article's text stands, the first that holds any: `content_html` and the like are HTML. */
const TEXT_FIELDS: readonly string[] = [
  'text',
  'body',
  'content',
  'article',
  'article_text',
  'article_body',
  'full_text',
  'maintext',
  'content_text',
  'content_html',
  'body_html',
  'html',
];
const ID_FIELDS: readonly string[] = ['id', '_id', 'guid', 'uuid'];
const METADATA_FIELDS: Readonly<Record<string, keyof Metadata | 'source'>> = {
  ...KEY_OF,
  site: 'outlet',
  site_name: 'outlet',
  source_name: 'outlet',
  byline: 'author',
  creator: 'author',
  published_at: 'date',
  publication_date: 'date',
  publish_date: 'date',
  pub_date: 'date',
  date_publish: 'date',
  canonical_url: 'url',
  permalink: 'url',
  in_language: 'language',
};
const LONGEST_KEY = 120;
const MARKUP = /<(?:p|div|br|h[1-6]|ul|ol|blockquote|article|table)\b[^<>]{0,500}>/i;

/** Whether a name is one under which a text is looked for. */
export function isTextField(name: string): boolean {
  return TEXT_FIELDS.includes(fieldName(name));
}

/** An article and what tells it from its neighbours. */
export interface ArticleRow extends Extraction {
  /** Its id, its address, its title or a hash of its text: the first there is. */
  readonly key: string;
}

/** The article that fields by name make; null where none of them holds a text. */
export function articleOf(fields: ReadonlyMap<string, unknown>): ArticleRow | null {
  const named = new Map([...fields].map(([name, value]) => [fieldName(name), value]));
  const text = TEXT_FIELDS.map((name) => ({ name, text: textOf(named.get(name)) })).find(
    (candidate) => candidate.text.trim() !== '',
  );
  if (text === undefined) return null;
  const metadata = metadataOf(named);
  const id = ID_FIELDS.map((name) => lineOf(named.get(name))).find((value) => value !== null);
  const key = id ?? metadata.url ?? metadata.title ?? hashOf(text.text);
  return { key: key.slice(0, LONGEST_KEY), lines: linesOf(text.text, text.name), metadata };
}

function metadataOf(named: ReadonlyMap<string, unknown>): Partial<Metadata> {
  const metadata: { -readonly [Key in keyof Metadata]?: string } = {};
  for (const [name, field] of Object.entries(METADATA_FIELDS)) {
    const value = lineOf(named.get(name));
    if (value === null) continue;
    const target = field !== 'source' ? field : isWebAddress(value) ? 'url' : 'outlet';
    metadata[target] ??= value;
  }
  return metadata;
}

/** `publishedAt`, `Published-At` and `published_at` are one name. */
function fieldName(name: string): string {
  return foldWhiteSpace(name)
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** A text is a string or a list of paragraphs. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  return value.filter((part) => typeof part === 'string').join('\n\n');
}

/** One line out of a value: a string, a number, the name of an object, the names of several. */
function lineOf(value: unknown): string | null {
  if (typeof value === 'string' || typeof value === 'number') {
    const line = foldWhiteSpace(String(value));
    return line === '' ? null : line;
  }
  if (Array.isArray(value)) {
    const lines = value.map(nameOf).filter((line) => line !== null);
    return lines.length === 0 ? null : lines.join(', ');
  }
  return nameOf(value);
}

function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return lineOf(value);
  if (typeof value !== 'object' || value === null || !('name' in value)) return null;
  return typeof value.name === 'string' ? lineOf(value.name) : null;
}

function linesOf(text: string, field: string): readonly SourceLine[] {
  if (!field.includes('html') && !MARKUP.test(text)) return plainTextReader.read(text).lines;
  refuseComplexHtml(text);
  const tree = parseTree(text);
  removeInvisible(tree);
  return linesOfNodes(tree.children);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
