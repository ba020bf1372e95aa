// In: a question that nothing was found for. Out: a card that says why, what there is to ask about and one
// thing to try. It never carries a citation.

import { isFriendly } from '../../replies/none-reply.js';
import type { NoneReply } from '../../replies/reply.js';
import type { Card, Controls } from './card.js';
import { noneRow } from './controls.js';
import { cutAtWord } from './cut-text.js';
import { escapeText } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, small, textOf } from './parts.js';
import { shortPart } from './citation-text.js';
import { questionLines } from './question-text.js';

/** Characters of each. */
const LONGEST = { text: 400, covers: 400, suggestion: 500 } as const;

/** Lays out a refusal. */
export function noneCard(reply: NoneReply, controls: Controls): Card {
  const { text, covers, suggestion } = reply;
  const isTalk = isFriendly(reply);
  return fitByScale((scale) =>
    cardOf(isTalk ? ACCENT.neutral : ACCENT.none, [
      ...textOf(questionLines(reply)),
      ...textOf([escapeText(cutAtWord(text, LONGEST.text * scale))]),
      ...textOf([escapeText(cutAtWord(suggestion, LONGEST.suggestion * scale))]),
      ...textOf([small([shortPart(covers, LONGEST.covers * scale)])]),
      // Small talk asks for nothing that could have been found.
      ...noneRow(controls, !isTalk),
    ]),
  );
}
