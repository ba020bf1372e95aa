// In: a summary. Out: its card: each sentence as a quotation of its own, with a way to its context. Sentences
// that there is no room for go from the end; the first is cut only where it alone is too long.

import type { ShownCitation } from '../../replies/reply.js';
import type { SummaryReply } from '../../replies/topic-replies.js';
import type { Card, Controls } from './card.js';
import { label, linkTo, quoteText, shortPart, sourceText, titleText } from './citation-text.js';
import { contextButton, summaryRow } from './controls.js';
import { cutAtWord, shortLine } from './cut-text.js';
import { boldText, escapeLine } from './escape.js';
import { firstThatFits } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textBeside, textOf, type Part } from './parts.js';

/** Sentences on one card: each takes three components beside a button. */
const MOST = 10;
/** Characters of each; a sentence is cut only at the last attempts. */
const LONGEST = { title: 150, text: 250, paragraph: 40 } as const;
/** Characters of a single sentence that no card holds whole. */
const CUTS = [1_500, 600, 150, 40];

interface Layout {
  readonly shown: readonly ShownCitation[];
  /** Characters of each sentence. */
  readonly room: number;
  readonly link: 'sentence' | 'page' | 'none';
}

/** Lays out a summary. */
export function summaryCard(reply: SummaryReply, controls: Controls): Card {
  return firstThatFits(cards(reply, controls));
}

function* cards(reply: SummaryReply, controls: Controls): Generator<Card> {
  const all = reply.citations.slice(0, MOST);
  const whole = { shown: all, room: Infinity };
  for (const link of ['sentence', 'page', 'none'] as const) {
    yield layOut(reply, controls, { ...whole, link });
  }
  for (let count = all.length - 1; count >= 1; count -= 1) {
    yield layOut(reply, controls, { ...whole, shown: all.slice(0, count), link: 'none' });
  }
  for (const room of CUTS) {
    yield layOut(reply, controls, { shown: all.slice(0, 1), room, link: 'none' });
  }
  yield layOut(reply, controls, { shown: [], room: 0, link: 'none' });
}

function layOut(reply: SummaryReply, controls: Controls, layout: Layout): Card {
  const { title, text, source, citations, isNear } = reply;
  const left = citations.length - layout.shown.length;
  const url = source === null ? null : linkTo(source, layout.link === 'none' ? 'none' : 'page');
  return cardOf(isNear ? ACCENT.closest : ACCENT.answer, [
    ...textOf([
      source === null ? boldText(shortLine(title, LONGEST.title)) : titleText(source),
      source === null
        ? null
        : sourceText({ n: null, source, paragraph: null, url, hasTitle: false }),
      escapeLine(cutAtWord(text, LONGEST.text)),
    ]),
    separator(),
    ...layout.shown.flatMap((one) => sentencePart(one, { ...layout, controls, source })),
    ...textOf([left > 0 ? small([`+${left} more`]) : null]),
    ...summaryRow(controls),
  ]);
}

function sentencePart(
  citation: ShownCitation,
  given: Layout & { readonly controls: Controls; readonly source: SummaryReply['source'] },
): Part[] {
  const { n, paragraph, source } = citation;
  const quotation = plainQuote(citation, given.room);
  const lines =
    given.source === null
      ? [
          quotation,
          sourceText({
            n,
            source,
            paragraph,
            url: linkTo(source, given.link, textOfQuote(citation)),
          }),
        ]
      : [
          quotation === '' ? null : `${label(n)} ${quotation}`,
          small([shortPart(paragraph, LONGEST.paragraph)]),
        ];
  return textBeside(lines, contextButton(given.controls, n));
}

/** The words of a quotation; no sentence of a summary is the one that answers, so none is bold. */
function plainQuote(citation: ShownCitation, room: number): string {
  const { quote } = citation;
  const whole = textOfQuote(citation);
  const before = whole.length > room ? cutAtWord(whole, room) : whole;
  const cutAfter = quote.cutAfter || before.length < whole.length;
  return quoteText({ ...quote, before, lead: '', highlight: '', after: '', cutAfter });
}

function textOfQuote({ quote: { before, lead, highlight, after } }: ShownCitation): string {
  return before + lead + highlight + after;
}
