// HTML -> a tree of plain nodes with everything invisible taken out, shared by the page's metadata and
// its text. Built by htmlparser2, so it must be given HTML that has passed the gate.

import { DomUtils, ElementType, parseDocument } from 'htmlparser2';

/** A parsed page. */
export type HtmlTree = ReturnType<typeof parseDocument>;
/** Any node of it. */
export type HtmlNode = HtmlTree['children'][number];
/** A node with a name, attributes and children. */
export type HtmlElement = Extract<HtmlNode, { attribs: object }>;

/** What is never shown, or shows no text of the page's own. */
const UNSEEN_ELEMENTS: ReadonlySet<string> = new Set(
  ['script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'object', 'embed'].concat(
    ['audio', 'video', 'canvas', 'select', 'button', 'textarea', 'input', 'datalist', 'dialog'],
  ),
);
const HIDING_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i;

/** Parses HTML into a tree, comments and invisible elements included. */
export function parseTree(html: string): HtmlTree {
  return parseDocument(html);
}

/** Takes scripts, hidden elements, form controls and comments out of the tree, in place. */
export function removeInvisible(tree: HtmlTree): void {
  const isUnseen = (node: HtmlNode): boolean =>
    isElement(node) ? isUnseenElement(node) : node.type === ElementType.Comment;
  for (const node of DomUtils.find(isUnseen, tree.children, true, Infinity)) {
    DomUtils.removeElement(node);
  }
}

function isUnseenElement({ name, attribs }: HtmlElement): boolean {
  return UNSEEN_ELEMENTS.has(name) || 'hidden' in attribs || HIDING_STYLE.test(attribs.style ?? '');
}

/** Whether the node is an element. */
export function isElement(node: HtmlNode): node is HtmlElement {
  return 'attribs' in node;
}

/** The characters of a text node, or null for any other node. */
export function charactersOf(node: HtmlNode): string | null {
  return node.type === ElementType.Text && 'data' in node ? node.data : null;
}

/** The first element that passes the test, in document order. */
export function findElement(
  nodes: readonly HtmlNode[],
  test: (element: HtmlElement) => boolean,
): HtmlElement | null {
  return DomUtils.findOne(test, [...nodes], true);
}

/** Every element that passes the test, in document order. */
export function findElements(
  nodes: readonly HtmlNode[],
  test: (element: HtmlElement) => boolean,
): readonly HtmlElement[] {
  return DomUtils.findAll(test, [...nodes]);
}
