// In: a run of a document's paragraphs around a citation. Out: its card: numbered paragraphs, the cited ones
// set as quotations with the cited sentence bold.

import type { ContextParagraph, ContextReply, Quote } from '../../replies/reply.js';
import type { Card, Controls } from './card.js';
import { linkTo, markedText, sourceText, titleText } from './citation-text.js';
import { contextRow } from './controls.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textOf, type Part } from './parts.js';
import { shrinkContext, shrinkHighlight } from './shrink-quote.js';

/** Characters of a paragraph where a page holds more than a message takes. */
const LONGEST = 1_600;
/** Paragraphs on one card. */
const MOST = 60;
/** Paragraphs that get a Text Display each, with space between; more of them follow each other closely. */
const MOST_APART = 25;

/** Lays out one page of a document. */
export function contextCard(reply: ContextReply, controls: Controls): Card {
  const { n, source, paragraphs } = reply;
  return fitByScale((scale) => {
    const shown = around(paragraphs, Math.ceil(MOST * scale));
    const url = linkTo(source, scale < 0.3 ? 'none' : 'sentence', highlightOf(paragraphs));
    return cardOf(ACCENT.neutral, [
      ...textOf([
        titleText(source),
        sourceText({ n, source, paragraph: null, url, left: reply.left, hasTitle: false }),
      ]),
      separator(),
      ...inTexts(shown.map((paragraph) => paragraphText(paragraph, { of: reply.of, scale }))),
      ...contextRow(controls, reply),
    ]);
  });
}

function inTexts(paragraphs: readonly string[]): Part[] {
  if (paragraphs.length > MOST_APART) return textOf(paragraphs);
  return paragraphs.flatMap((paragraph) => textOf([paragraph]));
}

function paragraphText(
  paragraph: ContextParagraph,
  { of, scale }: { of: number; scale: number },
): string {
  const quote = cut(quoteIn(paragraph), scale);
  const before = quote.cutBefore ? '…\u00A0' : '';
  const after = quote.cutAfter ? '\u00A0…' : '';
  const text = `${before}${markedText(quote.before, quote.highlight, quote.after)}${after}`.trim();
  const number = small([`¶ ${paragraph.n} of ${of}`]) ?? '';
  return [number, ...(text === '' ? [] : text.split('\n'))]
    .map((line) => (paragraph.isCited ? `> ${line}` : line))
    .join('\n');
}

function quoteIn({ text, highlight, cutBefore, cutAfter }: ContextParagraph): Quote {
  const { start, end } = highlight ?? { start: text.length, end: text.length };
  return {
    cutBefore,
    before: text.slice(0, start),
    lead: '',
    highlight: text.slice(start, end),
    after: text.slice(end),
    cutAfter,
  };
}

/** Nothing is cut before it must be. */
function cut(quote: Quote, scale: number): Quote {
  if (scale === 1) return quote;
  const room = LONGEST * scale;
  const { highlight, before } = quote;
  if (highlight.length > room) return shrinkHighlight(quote, room);
  if (highlight !== '') return shrinkContext(quote, room - highlight.length);
  // A paragraph without a highlight is read from its start.
  return shrinkContext({ ...quote, before: '', after: before + quote.after }, room);
}

/** The paragraphs around the cited ones. */
function around(
  paragraphs: readonly ContextParagraph[],
  most: number,
): readonly ContextParagraph[] {
  if (paragraphs.length <= most) return paragraphs;
  const cited = paragraphs.findIndex((paragraph) => paragraph.highlight !== null);
  const start = Math.max(0, Math.min(cited - Math.floor(most / 2), paragraphs.length - most));
  return paragraphs.slice(start, start + most);
}

function highlightOf(paragraphs: readonly ContextParagraph[]): string {
  for (const { text, highlight } of paragraphs) {
    if (highlight !== null) return text.slice(highlight.start, highlight.end);
  }
  return '';
}
