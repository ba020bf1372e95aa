// In: two sides of a topic. Out: a card that quotes both, each under its name, and says plainly where one has nothing.

import type { ComparedSide, ComparisonReply } from '../../replies/topic-replies.js';
import type { Card, Controls } from './card.js';
import { shortPart } from './citation-text.js';
import { comparisonRow } from './controls.js';
import { cutAtWord, shortLine } from './cut-text.js';
import { boldText, escapeLine } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textOf, type Part } from './parts.js';
import { passagePart } from './passage-part.js';

/** Characters of each, where there is room. */
const LONGEST = { topic: 150, name: 80, text: 200, corpus: 120, quote: 350 } as const;

/** Quotations of a side at full size. */
const MOST = 3;

/** Lays out a comparison. */
export function comparisonCard(reply: ComparisonReply, controls: Controls): Card {
  const { topic, sides, corpus } = reply;
  const hasAnswer = sides.some(({ outcome }) => outcome === 'answer');
  return fitByScale((scale) =>
    cardOf(hasAnswer ? ACCENT.neutral : ACCENT.none, [
      ...textOf([small([shortPart(topic, LONGEST.topic)])]),
      ...sides.flatMap((side) => [separator(), ...sidePart(side, controls, scale)]),
      separator(),
      ...textOf([small([`Searched ${shortPart(corpus, LONGEST.corpus)}`])]),
      ...comparisonRow(controls),
    ]),
  );
}

function sidePart(side: ComparedSide, controls: Controls, scale: number): Part[] {
  const { name, text, citations } = side;
  const characters = Math.round(LONGEST.quote * scale);
  return [
    ...textOf([
      boldText(shortLine(name, LONGEST.name)),
      text === null ? null : escapeLine(cutAtWord(text, LONGEST.text)),
    ]),
    ...citations
      .slice(0, Math.ceil(MOST * scale))
      .flatMap((citation) => passagePart(citation, controls, { characters, scale, heading: null })),
  ];
}
