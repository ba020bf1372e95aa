// In: passages that come nearest without being an answer. Out: a card that says so before it shows them, and
// does not look like an answer: titles instead of quotations, one line of each, another colour.

import type { ClosestReply, ShownCitation } from '../../replies/reply.js';
import type { Card, Controls } from './card.js';
import {
  linkTo,
  quoteText,
  shortPart,
  sourceText,
  titleText,
  type LinkTarget,
} from './citation-text.js';
import { cleanLine } from './clean-text.js';
import { closestRow, contextButton } from './controls.js';
import { cutAtWord } from './cut-text.js';
import { escapeLine } from './escape.js';
import { firstThatFits } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textBeside, textOf, type Part } from './parts.js';
import { questionLines } from './question-text.js';

/** Passages shown; the others are under All sources. */
const MOST = 3;
/** Characters of each passage's sentence, about two lines of a telephone. */
const LINE = 120;
const LONGEST = { text: 300, corpus: 120 } as const;

/** Lays out what comes nearest. */
export function closestCard(reply: ClosestReply, controls: Controls): Card {
  return firstThatFits(layouts(reply, controls));
}

function* layouts(reply: ClosestReply, controls: Controls): Generator<Card> {
  const shown = reply.citations.slice(0, MOST);
  for (const link of ['sentence', 'page', 'none'] as const) {
    yield layOut(reply, controls, { shown, link });
  }
  for (let count = shown.length - 1; count >= 0; count -= 1) {
    yield layOut(reply, controls, { shown: shown.slice(0, count), link: 'none' });
  }
}

function layOut(
  reply: ClosestReply,
  controls: Controls,
  { shown, link }: { shown: readonly ShownCitation[]; link: LinkTarget },
): Card {
  const left = reply.citations.length - shown.length;
  const under = controls.kind === 'answer' ? ' under All sources' : '';
  return cardOf(ACCENT.closest, [
    ...textOf(questionLines(reply)),
    ...textOf([escapeLine(cutAtWord(reply.text, LONGEST.text))]),
    ...shown.flatMap((citation) => [separator(), ...part({ citation, link }, controls)]),
    ...textOf([
      small([
        `Searched ${shortPart(reply.corpus, LONGEST.corpus)}`,
        left > 0 ? `+${left} more${under}` : null,
      ]),
    ]),
    ...closestRow(controls),
  ]);
}

function part(
  { citation, link }: { citation: ShownCitation; link: LinkTarget },
  controls: Controls,
): Part[] {
  const { n, quote, source, paragraph, alsoIn } = citation;
  const url = linkTo(source, link, quote.highlight);
  return textBeside(
    [
      titleText(source),
      oneLine(citation) || null,
      sourceText({ n, source, paragraph, url, alsoIn, hasTitle: false }),
    ],
    contextButton(controls, n),
  );
}

/** The sentence that comes nearest, plain and cut. */
function oneLine({ quote }: ShownCitation): string {
  const line = cleanLine(quote.highlight);
  const cut = cutAtWord(line, LINE);
  return quoteText({
    cutBefore: quote.cutBefore || (quote.before + quote.lead).trim() !== '',
    before: cut,
    lead: '',
    highlight: '',
    after: '',
    cutAfter: quote.cutAfter || cut.length < line.length || quote.after.trim() !== '',
  });
}
