// A page's tree and the lines that Readability kept -> the element that holds them, without the blocks
// in it that are no text. Readability finds the article well but drops lists and subheadings on the
// way; so it says where the article is, and the article is read in full.

import { DomUtils } from 'htmlparser2';

import type { SourceLine } from './document-reader.js';
import { isBlock, linesOfNodes } from './html-lines.js';
import {
  charactersOf,
  type HtmlElement,
  type HtmlNode,
  type HtmlTree,
  isElement,
} from './html-tree.js';

/** An element narrower than this share of what was kept has lost a part of the article. */
const LEAST_SHARE_OF_KEPT = 0.95;
/** A block whose text is links to this share is a menu or a list of other articles. */
const MOST_LINKED_TEXT = 0.6;
const NEVER_ARTICLE: ReadonlySet<string> = new Set(['nav', 'aside', 'form', 'footer']);
const CONTAINERS: ReadonlySet<string> = new Set(
  'html body main article section center div table tbody tr td ul ol dl'.split(' '),
);
const FURNITURE_NAME =
  /comment|disqus|related|recommend|share|sharing|social|sidebar|promo|newsletter|subscribe|breadcrumb|cookie|advert|banner|pagination/i;

interface Measure {
  /** Characters of the lines that Readability kept. */
  readonly kept: number;
  readonly text: number;
  readonly linked: number;
  readonly holdsBlocks: boolean;
}
type Measures = ReadonlyMap<HtmlNode, Measure>;

/** The lines of the element that holds what Readability kept. */
export function articleLines(
  tree: HtmlTree,
  kept: readonly SourceLine[],
): readonly SourceLine[] {
  const measures = new Map<HtmlNode, Measure>();
  const texts = new Set(kept.map(({ text }) => text));
  const whole = measureChildren(tree.children, { texts, measures });
  const article = narrowest(tree, { whole, measures });
  for (const element of DomUtils.findAll(
    (candidate) => isFurniture(candidate, measures),
    article.children,
  )) {
    DomUtils.removeElement(element);
  }
  return linesOfNodes(article.children);
}

interface Measuring {
  readonly texts: ReadonlySet<string>;
  readonly measures: Map<HtmlNode, Measure>;
}

/** One pass from the leaves up, so that deep nesting costs no more than flat pages. */
function measureChildren(nodes: readonly HtmlNode[], measuring: Measuring): Measure {
  let [kept, text, linked, holdsBlocks] = [0, 0, 0, false];
  for (const node of nodes) {
    text += charactersOf(node)?.trim().length ?? 0;
    if (!isElement(node)) continue;
    const child = measureElement(node, measuring);
    kept += child.kept;
    text += child.text;
    linked += child.linked;
    holdsBlocks ||= child.holdsBlocks || isBlock(node);
  }
  return { kept, text, linked, holdsBlocks };
}

function measureElement(element: HtmlElement, measuring: Measuring): Measure {
  const inner = measureChildren(element.children, measuring);
  const isLeaf = isBlock(element) && !inner.holdsBlocks;
  // Old pages part paragraphs by <br> within one block.
  const lines = isLeaf ? linesOfNodes(element.children) : [];
  const keptLines = lines.filter(({ text }) => measuring.texts.has(text));
  const measure: Measure = {
    ...inner,
    kept: keptLines.reduce((sum, { text }) => sum + text.length, inner.kept),
    linked: element.name === 'a' ? inner.text : inner.linked,
  };
  measuring.measures.set(element, measure);
  return measure;
}

/** Goes down as long as one child holds nearly all that was kept. */
function narrowest(
  tree: HtmlTree,
  { whole, measures }: { readonly whole: Measure; readonly measures: Measures },
): HtmlTree | HtmlElement {
  const least = whole.kept * LEAST_SHARE_OF_KEPT;
  let parent: HtmlTree | HtmlElement = tree;
  for (;;) {
    const child: HtmlElement | undefined = parent.children
      .filter(isElement)
      .find((element) => CONTAINERS.has(element.name) && (measures.get(element)?.kept ?? 0) >= least);
    if (child === undefined) return parent;
    parent = child;
  }
}

/** A block that holds nothing of what was kept, and is named or linked like page furniture. */
function isFurniture(element: HtmlElement, measures: Measures): boolean {
  const measure = measures.get(element);
  if (measure === undefined || measure.kept > 0) return false;
  if (NEVER_ARTICLE.has(element.name)) return true;
  const isNamed = FURNITURE_NAME.test(`${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`);
  const isLinked = measure.linked > measure.text * MOST_LINKED_TEXT;
  // A paragraph that is a link may be the article's own; one that is named so as well is not.
  if (element.name === 'p') return isNamed && isLinked;
  return CONTAINERS.has(element.name) && (isNamed || isLinked);
}
