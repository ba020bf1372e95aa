// An HTML page -> the lines of its main content and what its markup states about it. The gate runs
// before any tree is built; where Readability finds nothing, or far too little, the whole page is read.

import { DomUtils } from 'htmlparser2';

import { articleLines } from './article-element.js';
import type { Metadata } from './document.js';
import type { Extraction, ReadingOptions, SourceLine, TextReader } from './document-reader.js';
import { refuseComplexHtml } from './html-gate.js';
import { linesOfNodes } from './html-lines.js';
import { type HtmlTree, parseTree, removeInvisible } from './html-tree.js';
import { findMainContent } from './main-content.js';
import { markupTitles, metadataFromHtml } from './metadata-from-html.js';
import { nameInBrowserTitle } from './outlet-from-text.js';
import { selectElements } from './select-elements.js';

/** Reads HTML pages. */
export const htmlReader: TextReader = {
  extensions: ['.html', '.htm', '.xhtml'],
  read: readHtml,
};

/** Below this share of the page's text, what Readability found is not the page's main content. */
const LEAST_SHARE_OF_PAGE = 0.25;
/** Below this share of what Readability kept, the element it was looked for in is the wrong one. */
const LEAST_SHARE_OF_KEPT = 0.9;
const AROUND_CONTENT: ReadonlySet<string> = new Set(['nav', 'header', 'footer', 'aside', 'form']);

function readHtml(html: string, { select = null }: ReadingOptions = {}): Extraction {
  refuseComplexHtml(html);
  const tree = parseTree(html);
  const stated = metadataFromHtml(tree);
  removeInvisible(tree);
  const main = findMainContent(html);
  const metadata = { ...fromTitles(tree, main?.title ?? null), ...stated };
  const selected = select === null ? [] : linesOfNodes(selectElements(tree, select));
  if (selected.length > 0) return { lines: selected, metadata };
  const kept = main === null ? [] : linesOfNodes(parseTree(main.html).children);
  const lines = mainLines(tree, kept);
  if (select === null) return { lines, metadata };
  return { lines, metadata, notes: [`nothing matches the selector ${select}; the page was read whole`] };
}

/** The article's lines where Readability found one; else everything but what stands around content. */
function mainLines(tree: HtmlTree, kept: readonly SourceLine[]): readonly SourceLine[] {
  const everything = linesOfNodes(tree.children);
  if (characters(kept) >= characters(everything) * LEAST_SHARE_OF_PAGE) {
    const article = articleLines(tree, kept);
    if (characters(article) >= characters(kept) * LEAST_SHARE_OF_KEPT) return article;
  }
  for (const element of DomUtils.findAll(({ name }) => AROUND_CONTENT.has(name), tree.children)) {
    DomUtils.removeElement(element);
  }
  const content = linesOfNodes(tree.children);
  return content.length > 0 ? content : everything;
}

/** The headline, and the outlet that the browser's title adds to it. */
function fromTitles(tree: HtmlTree, guess: string | null): Partial<Metadata> {
  const { browser, heading } = markupTitles(tree);
  const isHeadline = heading !== null && (browser === null || browser.includes(heading));
  const title = (isHeadline ? heading : null) ?? guess ?? browser ?? heading;
  if (title === null || title === '') return {};
  const outlet = browser === null ? null : nameInBrowserTitle([browser], title);
  return outlet === null ? { title } : { title, outlet };
}

function characters(lines: readonly SourceLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}
