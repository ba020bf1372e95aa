// A book -> its lines in the order of its spine, and what its package states. Every path is looked up among the
// archive's entries and nowhere else; a chapter goes the way of HTML.

import { posix } from 'node:path';

import { DomUtils } from 'htmlparser2';

import type { Metadata } from '../document.js';
import type { Extracted, SourceLine } from '../document-reader.js';
import { decodeText } from '../decode-text.js';
import { refuseComplexHtml } from '../html-gate.js';
import { linesOfNodes } from '../html-lines.js';
import { type HtmlElement, parseTree, removeInvisible } from '../html-tree.js';
import { Refusal } from '../refusal.js';
import { soleExtraction } from './sole-extraction.js';
import { refuseHostileXml } from './xml-gate.js';
import { parsePackage, type BookPackage } from './epub-package.js';
import type { ArchiveEntry } from './zip-archive.js';

type Entries = ReadonlyMap<string, ArchiveEntry>;

const CONTAINER = 'META-INF/container.xml';
const ENCRYPTION = 'META-INF/encryption.xml';
const MOST_CHAPTERS = 2_000;
const MOST_NODES_OF_CHAPTER = 200_000;

/** Reads a book from its archive's entries. */
export async function readEpub(list: readonly ArchiveEntry[]): Promise<Extracted> {
  const entries: Entries = new Map(list.map((entry) => [entry.name, entry]));
  const opf = packagePath(await xmlOf(entries, CONTAINER));
  const book = parsePackage(await xmlOf(entries, opf));
  const paths = book.spine.map((href) => resolvePath(opf, href));
  if (paths.length > MOST_CHAPTERS) throw invalid(`it has more than ${MOST_CHAPTERS} chapters`);
  await refuseProtected(entries, paths);
  const lines: SourceLine[] = [];
  for (const path of paths) lines.push(...(await chapterLines(entries, path)));
  return soleExtraction({ lines, metadata: statedBy(book) });
}

async function chapterLines(entries: Entries, path: string): Promise<readonly SourceLine[]> {
  const html = decodeText(await bytesOf(entries, path)).text;
  refuseHostileXml(html, true);
  refuseComplexHtml(html, MOST_NODES_OF_CHAPTER);
  const tree = parseTree(html);
  const isContents = ({ name, attribs }: HtmlElement): boolean =>
    name === 'nav' && /\btoc\b/.test(attribs['epub:type'] ?? '');
  for (const contents of DomUtils.findAll(isContents, tree.children)) {
    DomUtils.removeElement(contents);
  }
  removeInvisible(tree);
  return linesOfNodes(tree.children);
}

function statedBy({ title, author, outlet, date, language, url }: BookPackage): Partial<Metadata> {
  const stated = { title, author, outlet, date, language, url };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== null));
}

/** Fonts may be garbled, which is their business; chapters that are cannot be read. */
async function refuseProtected(entries: Entries, paths: readonly string[]): Promise<void> {
  if (!entries.has(ENCRYPTION)) return;
  const xml = await xmlOf(entries, ENCRYPTION);
  const garbled = [...xml.matchAll(/URI="([^"]{1,1000})"/g)].map(([, uri = '']) => decodePath(uri));
  if (!garbled.some((path) => paths.includes(path))) return;
  throw new Refusal(
    'document_invalid',
    'its text is protected (DRM). Use a copy without protection.',
  );
}

function packagePath(container: string): string {
  const path = /<(?:\w+:)?rootfile\b[^>]{0,1000}\bfull-path\s*=\s*["']([^"']{1,1000})["']/.exec(
    container,
  )?.[1];
  if (path === undefined) throw invalid('it does not say where its contents are');
  return posix.normalize(path);
}

function resolvePath(opf: string, href: string): string {
  return posix.join(posix.dirname(opf), decodePath(href.split('#', 1)[0] ?? ''));
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function xmlOf(entries: Entries, path: string): Promise<string> {
  const xml = decodeText(await bytesOf(entries, path)).text;
  refuseHostileXml(xml, true);
  return xml;
}

async function bytesOf(entries: Entries, path: string): Promise<Buffer> {
  const entry = entries.get(path);
  if (entry === undefined) throw invalid('a part of it is missing');
  return entry.read();
}

function invalid(reason: string): Refusal {
  return new Refusal('document_invalid', `${reason}. Export the book anew.`);
}
