// In: one page of a timeline. Out: its card: the months as a picture, then each quotation under its date, oldest first.
// The picture goes with the first page; a page that is turned finds it in the message.

import type { ShownCitation } from '../../replies/reply.js';
import type { TimelineReply } from '../../replies/topic-replies.js';
import { COMPONENT } from '../limits.js';
import type { Card, Controls } from './card.js';
import { shortPart } from './citation-text.js';
import { cleanLine } from './clean-text.js';
import { timelineRow } from './controls.js';
import { cutAtWord, shortLine } from './cut-text.js';
import { boldText, escapeLine } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, pictureOf, separator, small, textOf, type Part } from './parts.js';
import { passagePart } from './passage-part.js';

/** Characters of each, where there is room. */
const LONGEST = { text: 250, date: 40, note: 150, quote: 350 } as const;

/** Quotations at full size: one page of a timeline. */
const MOST_ENTRIES = 5;
const MOST_NOTES = 3;

/** What the picture is called in its message. */
const PICTURE = 'timeline.png';

/** Lays out one page of a timeline. */
export function timelineCard(reply: TimelineReply, controls: Controls): Card {
  const { text, caution, picture, notes, page } = reply;
  const description = picture === null ? '' : describe(picture.description);
  const card = fitByScale((scale) =>
    cardOf(caution === null ? ACCENT.neutral : ACCENT.closest, [
      ...textOf([
        escapeLine(cutAtWord(text, LONGEST.text)),
        caution === null ? null : escapeLine(cutAtWord(caution, LONGEST.text)),
      ]),
      ...(picture === null ? [] : [pictureOf(PICTURE, description)]),
      ...entryParts(reply, controls, scale),
      ...textOf(notes.slice(0, MOST_NOTES).map((note) => small([shortPart(note, LONGEST.note)]))),
      ...timelineRow(controls, page),
    ]),
  );
  const base64 = picture?.png ?? null;
  return base64 === null ? card : { ...card, files: [{ name: PICTURE, description, base64 }] };
}

function entryParts({ entries }: TimelineReply, controls: Controls, scale: number): Part[] {
  const characters = Math.round(LONGEST.quote * scale);
  return entries.slice(0, Math.ceil(MOST_ENTRIES * scale)).flatMap((entry) => [
    separator(),
    ...passagePart(withoutDate(entry), controls, {
      characters,
      scale,
      heading:
        entry.source.date === null ? null : boldText(shortLine(entry.source.date, LONGEST.date)),
    }),
  ]);
}

/** The date stands above. */
function withoutDate(entry: ShownCitation): ShownCitation {
  return { ...entry, source: { ...entry.source, date: null } };
}

/** Discord refuses an empty description. */
function describe(description: string): string {
  return shortLine(cleanLine(description), COMPONENT.altText) || 'passages by time';
}
