// In: what Verbatim is and serves. Out: its card.

import type { AboutReply } from '../../replies/reply.js';
import { showDate } from '../../replies/show-date.js';
import type { Card } from './card.js';
import { shortPart } from './citation-text.js';
import { cutAtWord } from './cut-text.js';
import { escapeText } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textOf } from './parts.js';

/** Characters of each. */
const LONGEST = { text: 500, covers: 400, measured: 500, fact: 80, notice: 200 } as const;

/** Characters of a day at the start of a moment. */
const DAY = '2026-08-01'.length;

/** Lays out what Verbatim is. */
export function aboutCard({ text, covers, measured, version, status }: AboutReply): Card {
  const search = status.index === 'hnsw' ? 'graph and word search' : 'exact and word search';
  const fact = (value: string): string => shortPart(value, LONGEST.fact);
  return fitByScale((scale) => {
    const say = (said: string, characters: number): string =>
      escapeText(cutAtWord(said, characters * scale));
    return cardOf(ACCENT.neutral, [
      ...textOf([say(text, LONGEST.text)]),
      ...textOf([say(covers, LONGEST.covers)]),
      ...textOf([say(measured, LONGEST.measured)]),
      separator(),
      ...textOf([
        small([`Verbatim ${fact(version)}`, `${status.facts.passages} passages`, search]),
        small([`Model ${fact(status.model)}`]),
        small([
          `Index ${status.generation} of ${fact(status.collection)}`,
          `built ${fact(showDate(status.builtAt.slice(0, DAY)))}`,
        ]),
        status.notice === null ? null : small([shortPart(status.notice, LONGEST.notice * scale)]),
      ]),
    ]);
  });
}
