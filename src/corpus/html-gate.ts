// HTML -> pass or Refusal, by a streaming parser that builds nothing: a DOM of 20,000 nested elements
// costs minutes, so depth, size and attributes are counted before any tree exists. The first excess
// ends the count.

import { Parser } from 'htmlparser2';

import { Refusal } from './refusal.js';

/** Limits that no page written for readers comes near. */
export const HTML_LIMITS = {
  depth: 256,
  nodes: 50_000,
  attributesPerElement: 256,
  /** Readability walks up from every node: 50,000 of them 240 deep cost it 8 s. */
  meanDepth: 32,
} as const;

/** Refuses HTML that would be too costly to build a tree of, or to look for its main content. */
export function refuseComplexHtml(html: string, mostNodes: number = HTML_LIMITS.nodes): void {
  let depth = 0;
  let nodes = 0;
  let attributes = 0;
  let depths = 0;
  const countNode = (): void => {
    nodes += 1;
    depths += depth;
    if (depths > mostNodes * HTML_LIMITS.meanDepth) throw tooComplex('too large and too deep');
    if (nodes > mostNodes) throw tooComplex(`more than ${mostNodes} nodes`);
  };
  const parser = new Parser({
    onopentagname() {
      attributes = 0;
      depth += 1;
      countNode();
      if (depth > HTML_LIMITS.depth) throw tooComplex(`nested deeper than ${HTML_LIMITS.depth}`);
    },
    onattribute() {
      attributes += 1;
      if (attributes <= HTML_LIMITS.attributesPerElement) return;
      throw tooComplex(`more than ${HTML_LIMITS.attributesPerElement} attributes on one element`);
    },
    onclosetag() {
      depth -= 1;
    },
    ontext: countNode,
    oncomment: countNode,
  });
  parser.end(html);
}

function tooComplex(reason: string): Refusal {
  return new Refusal('too_complex', `its HTML is ${reason}. Save a simpler copy of the page.`);
}
