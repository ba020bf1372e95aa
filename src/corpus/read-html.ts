// An HTML page -> the lines of its main content and what its markup states about it. The gate runs
// before any tree is built; where Readability finds nothing, or far too little, the whole body is read.

import { DomUtils } from 'htmlparser2';

import type { DocumentReader, Extraction, SourceLine } from './document-reader.js';
import { refuseComplexHtml } from './html-gate.js';
import { linesOfNodes } from './html-lines.js';
import { findElement, type HtmlTree, parseTree, removeInvisible } from './html-tree.js';
import { findMainContent } from './main-content.js';
import { metadataFromHtml, titleFromMarkup } from './metadata-from-html.js';

/** Reads HTML pages. */
export const htmlReader: DocumentReader = {
  extensions: ['.html', '.htm', '.xhtml'],
  read: readHtml,
};

/** Below this share of the body's text, what Readability found is not the page's main content. */
const LEAST_SHARE_OF_BODY = 0.25;
const AROUND_THE_CONTENT: ReadonlySet<string> = new Set(['nav', 'header', 'footer', 'aside', 'form']);

function readHtml(html: string): Extraction {
  refuseComplexHtml(html);
  const tree = parseTree(html);
  const stated = metadataFromHtml(tree);
  removeInvisible(tree);
  const main = findMainContent(html);
  const title = stated.title ?? main?.title ?? titleFromMarkup(tree);
  const metadata = title === null || title === '' ? stated : { ...stated, title };
  const body = bodyLines(tree);
  const mainLines = main === null ? [] : visibleLines(main.html);
  const enough = length(mainLines) >= length(body) * LEAST_SHARE_OF_BODY;
  return { lines: enough && mainLines.length > 0 ? mainLines : body, metadata };
}

function visibleLines(html: string): readonly SourceLine[] {
  const tree = parseTree(html);
  removeInvisible(tree);
  return linesOfNodes(tree.children);
}

/** The body's lines without what stands around the content; all of them if nothing else is left. */
function bodyLines(tree: HtmlTree): readonly SourceLine[] {
  const body = findElement(tree.children, ({ name }) => name === 'body') ?? tree;
  const everything = linesOfNodes(body.children);
  for (const element of DomUtils.findAll(({ name }) => AROUND_THE_CONTENT.has(name), body.children)) {
    DomUtils.removeElement(element);
  }
  const content = linesOfNodes(body.children);
  return content.length > 0 ? content : everything;
}

function length(lines: readonly SourceLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}
