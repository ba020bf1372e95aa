// Markdown -> its lines as rendered: `marked` turns it into HTML, and that goes the way of HTML, so
// entities, raw tags and comments end as they would on a page. Front matter gives the metadata.

import { marked } from 'marked';

import type { Extraction, TextReader } from './document-reader.js';
import { splitFrontMatter } from './front-matter.js';
import { refuseComplexHtml } from './html-gate.js';
import { linesOfNodes } from './html-lines.js';
import { parseTree, removeInvisible } from './html-tree.js';
import { Refusal } from './refusal.js';

/** Reads Markdown files. */
export const markdownReader: TextReader = {
  extensions: ['.md', '.markdown'],
  read: readMarkdown,
};

/** `marked` takes time with the square of the emphasis marks in one block; 10,000 cost about 0.6 s. */
const MOST_EMPHASIS_COST = 10_000 ** 2;
const DEEPEST_QUOTE = 64;
/** More than a web page may have: a book is one file, and no main content is searched for. */
const MOST_NODES = 500_000;

function readMarkdown(text: string): Extraction {
  const { metadata, body } = splitFrontMatter(text);
  refuseCostlyMarkdown(body);
  const html = renderMarkdown(body);
  refuseComplexHtml(html, MOST_NODES);
  const tree = parseTree(html);
  removeInvisible(tree);
  return { lines: linesOfNodes(tree.children), metadata };
}

function renderMarkdown(body: string): string {
  try {
    return marked.parse(body, { async: false, gfm: true });
  } catch (cause) {
    throw new Refusal('too_complex', 'its Markdown is nested too deeply, or one block is too long. Simplify or split it.', cause);
  }
}

function refuseCostlyMarkdown(body: string): void {
  let cost = 0;
  for (const block of body.split(/\n[ \t]*\r?\n/)) {
    if (/^[ \t]*(?:>[ \t]?){65}/m.test(block)) {
      throw new Refusal('too_complex', `its quotes are nested deeper than ${DEEPEST_QUOTE}.`);
    }
    cost += (block.match(/(?<=\S)[*_~]+|[*_~]+(?=\S)/g)?.length ?? 0) ** 2;
    if (cost <= MOST_EMPHASIS_COST) continue;
    throw new Refusal('too_complex', 'it holds too many emphasis marks in one block. Simplify it.');
  }
}
