// In: how to ask. Out: its card: filters and commands as they are typed, each with what it does.

import type { HelpReply } from '../../replies/reply.js';
import type { Card } from './card.js';
import { shortPart } from './citation-text.js';
import { cutAtWord, shortLine } from './cut-text.js';
import { escapeText, typedText } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textOf, type Part } from './parts.js';

const LONGEST = { text: 500, usage: 60, description: 150 } as const;
/** Lines of each list. */
const MOST = 14;

type Lines = HelpReply['commands'];

/** Lays out how to ask. */
export function helpCard({ text, commands, filters }: HelpReply): Card {
  return fitByScale((scale) =>
    cardOf(ACCENT.neutral, [
      ...textOf([escapeText(cutAtWord(text, LONGEST.text * scale))]),
      ...list(filters, scale),
      ...(commands.length === 0 ? [] : [separator()]),
      ...list(commands, scale),
    ]),
  );
}

function list(lines: Lines, scale: number): Part[] {
  return lines
    .slice(0, Math.ceil(MOST * scale))
    .flatMap(({ usage, description }) =>
      textOf([
        typedText(shortLine(usage, LONGEST.usage)) || null,
        small([shortPart(description, LONGEST.description * scale)]),
      ]),
    );
}
