// In: what was said in a channel. Out: its card: name, time and a link to each, and the words between quotation
// marks. Times are Discord's own marks, so that each reader sees their own clock.

import type { CatchUpReply, SaidPiece } from '../../replies/topic-replies.js';
import type { Card } from './card.js';
import { quoteText, shortPart } from './citation-text.js';
import { cutAtWord, shortLine } from './cut-text.js';
import { boldText } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textOf, type Part } from './parts.js';
import { pageLink } from './text-link.js';

const LONGEST = { channel: 60, text: 200, speaker: 40, quote: 300, note: 120 } as const;
/** Quotations on one card. */
const MOST = 12;

const DAY_MS = 24 * 3_600_000;

/** Lays out what was said. */
export function catchUpCard(reply: CatchUpReply): Card {
  const { channel, since, now, text, readFrom, pieces, note } = reply;
  // Within a day the time of day is enough; before that a date belongs to it.
  const style = now - since < DAY_MS ? 't' : 'f';
  return fitByScale((scale) => {
    const shown = pieces.slice(0, Math.ceil(MOST * Math.min(1, scale * 2)));
    const left = pieces.length - shown.length;
    return cardOf(ACCENT.neutral, [
      ...textOf([
        `${boldText(`#${shortLine(channel, LONGEST.channel)}`)} since ${timeText(since, 'f')}`,
        small([shortPart(text, LONGEST.text)]),
        readFrom === null
          ? null
          : small([`There was more: only what was said since ${timeText(readFrom, 'f')} was read`]),
      ]),
      ...(shown.length === 0 ? [] : [separator()]),
      ...shown.flatMap((piece) => pieceText(piece, style, scale)),
      ...textOf([
        small([left > 0 ? `+${left} more, for which there is no room` : null]),
        small([shortPart(note, LONGEST.note)]),
      ]),
    ]);
  });
}

function pieceText(piece: SaidPiece, style: 't' | 'f', scale: number): Part[] {
  const text = cutAtWord(piece.text, LONGEST.quote * scale);
  const cutAfter = piece.cutAfter || text.length < piece.text.length;
  const quote = { cutBefore: piece.cutBefore, before: '', lead: '', highlight: '', after: text };
  const url = pageLink(piece.url);
  const head = [
    boldText(shortLine(piece.speaker, LONGEST.speaker)),
    timeText(piece.at, style),
    ...(piece.isToReader ? ['to you'] : []),
    ...(url === null ? [] : [`[link](<${url}>)`]),
  ];
  const said = quoteText({ ...quote, cutAfter });
  return said === '' ? [] : textOf([head.filter((part) => part !== '').join(' · '), said]);
}

/** A moment as Discord shows it to each reader: `t` the time of day, `f` with its date. */
function timeText(milliseconds: number, style: 't' | 'f'): string {
  return `<t:${Math.floor(milliseconds / 1_000)}:${style}>`;
}
