// In: one page of what was found. Out: its card: each document once, its passages with their rank beneath.

import type { SourceGroup, SourcesReply } from '../../replies/reply.js';
import type { Card, Controls } from './card.js';
import {
  alsoInText,
  label,
  linkTo,
  quoteText,
  shortPart,
  sourceText,
  titleText,
  type LinkTarget,
} from './citation-text.js';
import { sourcesRow } from './controls.js';
import { cutAtWord } from './cut-text.js';
import { escapeLine } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textOf, type Part } from './parts.js';
import { contextOf, shrinkContext, shrinkHighlight } from './shrink-quote.js';

/** Characters of each, where there is room. */
const LONGEST = { text: 250, title: 90, paragraph: 40, left: 60, quote: 450 } as const;
/** Groups on one card; a page of six passages has six at most. */
const MOST_GROUPS = 12;
/** Passages shown of one document. */
const MOST_PASSAGES = 12;

/** Lays out one page of what was found. */
export function sourcesCard(reply: SourcesReply, controls: Controls): Card {
  return fitByScale((scale) => {
    const groups = reply.groups.slice(0, Math.ceil(MOST_GROUPS * scale));
    const left = reply.groups.length - groups.length;
    return cardOf(ACCENT.neutral, [
      ...textOf([escapeLine(cutAtWord(reply.text, LONGEST.text * scale))]),
      ...groups.flatMap((group) => [separator(), ...groupPart(group, scale)]),
      ...textOf([left > 0 ? small([`+${left} more documents`]) : null]),
      ...sourcesRow(controls, reply.page),
    ]);
  });
}

function groupPart({ source, passages }: SourceGroup, scale: number): Part[] {
  const link: LinkTarget = scale === 1 ? 'sentence' : scale > 0.3 ? 'page' : 'none';
  const shown = passages.slice(0, Math.ceil(MOST_PASSAGES * scale));
  const left = passages.length - shown.length;
  const url = linkTo(source, link, passages[0]?.quote.highlight);
  const head = textOf([
    titleText(source, LONGEST.title * Math.max(scale, 0.3)),
    sourceText({ n: null, source, paragraph: null, url, hasTitle: false }),
  ]);
  return [
    ...head,
    ...shown.flatMap((passage) => textOf([passageText(passage, scale)])),
    ...textOf([left > 0 ? small([`+${left} more passages`]) : null]),
  ];
}

function passageText(passage: SourceGroup['passages'][number], scale: number): string {
  const { n, paragraph, quote, alsoIn, left } = passage;
  const room = LONGEST.quote * scale;
  const core = quote.lead.length + quote.highlight.length;
  const shown =
    core > room
      ? shrinkHighlight(quote, room)
      : shrinkContext(quote, Math.min(contextOf(quote), room - core));
  const copies = alsoInText(alsoIn);
  const where = [shortPart(paragraph, LONGEST.paragraph), shortPart(left, LONGEST.left)];
  const parts = [...where, copies, quoteText(shown)];
  return [label(n), parts.filter((part) => part !== '').join(' · ')].join(' ').trim();
}
