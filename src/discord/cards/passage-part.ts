// In: a citation that is one of several on a card, none of them the answer. Out: its quotation with the best sentence
// bold, the line that says where it stands, and a way to its context, in so many characters.

import type { ShownCitation } from '../../replies/reply.js';
import type { Controls } from './card.js';
import { linkTo, quoteText, sourceText } from './citation-text.js';
import { contextButton } from './controls.js';
import { textBeside, type Part } from './parts.js';
import { contextOf, shrinkContext, shrinkHighlight } from './shrink-quote.js';

/** Shares of full size below which a link leads to the page only, and below which there is none. */
const LINKS = { sentence: 0.7, page: 0.3 } as const;

export interface PassageSpace {
  /** Characters of the quotation. */
  readonly characters: number;
  /** Share of the card's full size. */
  readonly scale: number;
  /** What stands above the quotation; null for nothing. */
  readonly heading: string | null;
}

/** Lays out one citation. */
export function passagePart(
  citation: ShownCitation,
  controls: Controls,
  space: PassageSpace,
): Part[] {
  const { n, source, paragraph, quote, left } = citation;
  const { characters, scale, heading } = space;
  const core = quote.lead.length + quote.highlight.length;
  const shown =
    core > characters
      ? shrinkHighlight(quote, characters)
      : shrinkContext(quote, Math.min(contextOf(quote), characters - core));
  const target = scale >= LINKS.sentence ? 'sentence' : scale >= LINKS.page ? 'page' : 'none';
  const url = linkTo(source, target, quote.highlight);
  return textBeside(
    [heading, quoteText(shown) || null, sourceText({ n, source, paragraph, url, left })],
    contextButton(controls, n),
  );
}
