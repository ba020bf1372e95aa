// A page's tree and a CSS selector -> the elements of the article, outermost only. The only file that knows
// the selector library.

import { compile, selectAll } from 'css-select';
import { DomUtils } from 'htmlparser2';

import type { HtmlElement, HtmlNode, HtmlTree } from './html-tree.js';

/** Longer than anybody writes; the work of a selector grows with it. */
const LONGEST_SELECTOR = 200;

/** Whether the text is a selector that can be used. */
export function isSelector(selector: string): boolean {
  if (selector.trim() === '' || selector.length > LONGEST_SELECTOR) return false;
  try {
    compile(selector);
    return true;
  } catch {
    return false;
  }
}

/** The elements that match, in document order, none within another; none for what is no selector. */
export function selectElements(tree: HtmlTree, selector: string): readonly HtmlNode[] {
  if (!isSelector(selector)) return [];
  return DomUtils.removeSubsets(selectAll<HtmlNode, HtmlElement>(selector, [...tree.children]));
}
