// In: an answer. Out: its card: each citation as a quotation with its best sentence bold, the line that says
// where it stands, and a way to its context. What there is no room for goes from the end: first what stands
// around the sentences, last of all the sentence of the first citation.

import { sureness } from '../../replies/confidence.js';
import type { AnswerReply, Quote, ShownCitation } from '../../replies/reply.js';
import type { Card, Controls } from './card.js';
import { linkTo, quoteText, shortPart, sourceText } from './citation-text.js';
import { answerRow, contextButton } from './controls.js';
import { firstThatFits, visibleCharacters } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textBeside, textOf, type Part } from './parts.js';
import { MESSAGE } from '../limits.js';
import { questionLines } from './question-text.js';
import { contextOf, onlyHighlight, shrinkContext, shrinkHighlight } from './shrink-quote.js';

/**
 * Characters that a person sees: up to three citations about fill a telephone's screen, where a line beside
 * a button holds some 28 of them; each further citation may scroll.
 */
const SCREEN = { characters: 900, citations: 3, furtherCitation: 250 } as const;

/** Characters of the line that says what was searched. */
const LONGEST_CORPUS = 120;

/** What one highlight loses at each attempt where it alone is too long. */
const SHORTER = 0.9;

/** A citation as it is shown after it was made to fit. */
interface Shown {
  readonly citation: ShownCitation;
  readonly quote: Quote;
  readonly url: string | null;
}

/** Lays out an answer. */
export function answerCard(reply: AnswerReply, controls: Controls): Card {
  const parts = new Map<Shown, readonly Part[]>();
  // Most citations stay as they are from one attempt to the next.
  const partsOf = (item: Shown): readonly Part[] => {
    const known = parts.get(item) ?? citationPart(item, controls);
    parts.set(item, known);
    return known;
  };
  const layOut = (shown: readonly Shown[]): Card =>
    cardOf(ACCENT.answer, [
      ...textOf(questionLines(reply)),
      ...shown.flatMap((item, i) => [...(i === 0 ? [] : [separator()]), ...partsOf(item)]),
      ...textOf([footer(reply, controls, reply.citations.length - shown.length)]),
      ...answerRow(controls),
    ]);
  return firstThatFits(laidOut(smaller(comfortable(allOf(reply), layOut)), layOut));
}

function allOf({ citations }: AnswerReply): Shown[] {
  return citations.map((citation) => {
    const { source } = citation;
    // No more than a message could hold is ever read.
    const quote = shrinkContext(citation.quote, MESSAGE.characters);
    return { citation, quote, url: linkTo(source, 'sentence', quote.highlight) };
  });
}

function citationPart({ citation, quote, url }: Shown, controls: Controls): Part[] {
  const { n, source, paragraph, alsoIn } = citation;
  const line = sourceText({ n, source, paragraph, url, alsoIn });
  return textBeside([quoteText(quote), line], contextButton(controls, n));
}

function footer(reply: AnswerReply, controls: Controls, left: number): string | null {
  const under = controls.kind === 'answer' ? ' under All sources' : '';
  return small([
    sureness(reply.confidence),
    shortPart(reply.corpus, LONGEST_CORPUS),
    left > 0 ? `+${left} more${under}` : null,
  ]);
}

/** Takes from the context of the last citations what does not fit a screen. */
function comfortable(
  all: readonly Shown[],
  layOut: (shown: readonly Shown[]) => Card,
): readonly Shown[] {
  const further = Math.max(0, all.length - SCREEN.citations);
  const wanted = SCREEN.characters + SCREEN.furtherCitation * further;
  let shown = all;
  for (let i = all.length - 1; i >= 0; i -= 1) {
    const excess = visibleCharacters(layOut(shown)) - wanted;
    if (excess <= 0) return shown;
    shown = changed(shown, i, (item) => ({
      ...item,
      quote: shrinkContext(item.quote, contextOf(item.quote) - excess),
    }));
  }
  return shown;
}

/** The same citations, smaller and smaller. */
function* smaller(comfortable: readonly Shown[]): Generator<readonly Shown[]> {
  let shown = comfortable;
  yield shown;
  for (let i = shown.length - 1; i >= 0; i -= 1) {
    shown = changed(shown, i, (item) => ({ ...item, quote: shrinkContext(item.quote, 0) }));
    yield shown;
  }
  shown = shown.map((item) => ({ ...item, url: linkTo(item.citation.source, 'page') }));
  yield shown;
  for (let count = shown.length - 1; count >= 1; count -= 1) yield shown.slice(0, count);
  if (shown[0] === undefined) return;
  const first: Shown = { ...shown[0], url: null };
  yield [first];
  yield [{ ...first, quote: onlyHighlight(first.quote) }];
  const longest = Math.min(first.quote.highlight.length, MESSAGE.characters);
  for (let room = longest; room >= 1; room = Math.floor(room * SHORTER)) {
    yield [{ ...first, quote: shrinkHighlight(first.quote, room) }];
  }
}

function* laidOut(
  all: Iterable<readonly Shown[]>,
  layOut: (shown: readonly Shown[]) => Card,
): Generator<Card> {
  for (const shown of all) yield layOut(shown);
}

function changed(
  shown: readonly Shown[],
  at: number,
  change: (item: Shown) => Shown,
): readonly Shown[] {
  return shown.map((item, i) => (i === at ? change(item) : item));
}
