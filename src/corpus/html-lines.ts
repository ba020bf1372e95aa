// A tree of HTML nodes -> the lines a reader would see: one per paragraph, heading, list item or table
// row. Only block boundaries end a line (and two <br> in a row, which old pages use for paragraphs).

import type { LineKind, SourceLine } from './document-reader.js';
import { foldWhiteSpace, isBlank } from './fold-white-space.js';
import { charactersOf, type HtmlElement, type HtmlNode, isElement } from './html-tree.js';

const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);
const HEADING = /^h([1-6])$/;

interface Place {
  readonly kind: LineKind;
  readonly level: number;
}

/** Whether the element begins and ends a line. */
export function isBlock({ name }: HtmlElement): boolean {
  return BLOCKS.has(name);
}

/** The lines of the nodes, in reading order. */
export function linesOfNodes(nodes: readonly HtmlNode[]): readonly SourceLine[] {
  const collector = new LineCollector();
  for (const node of nodes) collector.visit(node, { kind: 'text', level: 0 });
  collector.endLine();
  return collector.lines;
}

/** Gathers inline text until a block begins or ends. */
class LineCollector {
  readonly lines: SourceLine[] = [];
  #text = '';
  /** Kept beside the text: looking through it for every node costs the square of a long line. */
  #isBlank = true;
  #breaks = 0;
  #place: Place = { kind: 'text', level: 0 };

  visit(node: HtmlNode, place: Place): void {
    if (isElement(node)) this.#visitElement(node, place);
    else if ('children' in node) for (const child of node.children) this.visit(child, place);
    else this.#addText(charactersOf(node) ?? '', place);
  }

  endLine(): void {
    const text = foldWhiteSpace(this.#text);
    if (!isBlank(text)) this.lines.push({ ...this.#place, text, alone: false });
    this.#text = '';
    this.#isBlank = true;
    this.#breaks = 0;
  }

  #addText(data: string, place: Place): void {
    if (this.#isBlank) this.#place = place;
    this.#text += data;
    if (data.trim() === '') return;
    this.#isBlank = false;
    this.#breaks = 0;
  }

  #visitElement(element: HtmlElement, outer: Place): void {
    const { name, children } = element;
    if (name === 'head') return;
    if (name === 'br') {
      this.#break();
      return;
    }
    const place = placeWithin(name, outer);
    if (isBlock(element)) this.endLine();
    if (CELLS.has(name)) this.#text += ' ';
    for (const child of children) this.visit(child, place);
    if (isBlock(element)) this.endLine();
  }

  #break(): void {
    this.#text += '\n';
    this.#breaks += 1;
    if (this.#breaks > 1) this.endLine();
  }
}

function placeWithin(name: string, outer: Place): Place {
  const level = HEADING.exec(name)?.[1];
  if (level !== undefined) return { kind: 'heading', level: Number(level) };
  if (name === 'li') return { kind: 'list_item', level: 0 };
  if (name === 'blockquote') return { kind: 'quote', level: 0 };
  return outer;
}
