// In: why these passages. Out: its card: the words that were looked for, where each passage ranked, how sure
// the answer is.

import type { PassageReason, WhyReply } from '../../replies/reply.js';
import type { Card } from './card.js';
import { label, shortPart } from './citation-text.js';
import { shortLine, cutAtWord } from './cut-text.js';
import { boldText, escapeText } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textOf } from './parts.js';

/** Characters of each. */
const LONGEST = { text: 400, word: 60, title: 90, reason: 400, confidence: 400 } as const;
const MOST = { words: 16, passages: 10 } as const;

/** Lays out the reasons. */
export function whyCard(reply: WhyReply): Card {
  return fitByScale((scale) =>
    cardOf(ACCENT.neutral, [
      ...textOf([escapeText(cutAtWord(reply.text, LONGEST.text * scale))]),
      ...textOf([
        wordLine('Words found', reply.words, scale),
        wordLine('In no passage', reply.unknown, scale),
      ]),
      separator(),
      ...reply.passages
        .slice(0, Math.ceil(MOST.passages * scale))
        .flatMap((passage) => textOf(reasonLines(passage, scale))),
      separator(),
      ...textOf([
        escapeText(cutAtWord(reply.confidence, LONGEST.confidence * scale)),
        featureLine('Speaks for it', reply.speaksFor, scale),
        featureLine('Speaks against it', reply.speaksAgainst, scale),
      ]),
    ]),
  );
}

function wordLine(name: string, words: readonly string[], scale: number): string | null {
  if (words.length === 0) return null;
  const shown = words.slice(0, Math.ceil(MOST.words * scale));
  const left = words.length - shown.length;
  const list = shown.map((word) => shortPart(word, LONGEST.word)).join(', ');
  return `**${name}:** ${list}${left > 0 ? ` and ${left} more` : ''}`;
}

function featureLine(name: string, features: readonly string[], scale: number): string | null {
  if (features.length === 0) return null;
  const said = cutAtWord(features.join('; '), LONGEST.confidence * scale);
  return small([escapeText(`${name}: ${said}`)]);
}

function reasonLines(reason: PassageReason, scale: number): (string | null)[] {
  const { n, title, paragraph } = reason;
  return [
    `${label(n)} ${boldText(shortLine(title, LONGEST.title * Math.max(scale, 0.3)))}`,
    small([
      shortPart(paragraph, LONGEST.word),
      shortPart(reason.reason, LONGEST.reason * Math.max(scale, 0.3)),
    ]),
  ];
}
