// In: what is kept and how long. Out: its card, with the button that deletes what is kept of the reader.

import { ButtonStyle } from 'discord.js';
import type { PrivacyReply } from '../../replies/reply.js';
import { writeCustomId } from '../custom-id.js';
import type { Card, Controls } from './card.js';
import { shortPart } from './citation-text.js';
import { cutAtWord, shortLine } from './cut-text.js';
import { boldText, escapeText } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { buttonOf, cardOf, rowOf, separator, textOf } from './parts.js';

const LONGEST = { text: 500, what: 400, howLong: 60, yours: 300 } as const;
/** Kinds of things listed. */
const MOST = 10;

/** Lays out what is kept. */
export function privacyCard({ text, kept, yours }: PrivacyReply, controls: Controls): Card {
  return fitByScale((scale) =>
    cardOf(ACCENT.neutral, [
      ...textOf([escapeText(cutAtWord(text, LONGEST.text * scale))]),
      ...kept
        .slice(0, Math.ceil(MOST * scale))
        .flatMap(({ what, howLong }) =>
          textOf([
            boldText(shortLine(howLong, LONGEST.howLong)) || null,
            shortPart(what, LONGEST.what * scale) || null,
          ]),
        ),
      ...(yours === null ? [] : [separator()]),
      ...textOf([yours === null ? null : escapeText(cutAtWord(yours, LONGEST.yours))]),
      ...(controls.kind === 'privacy' ? forgetRow() : []),
    ]),
  );
}

function forgetRow(): ReturnType<typeof rowOf> {
  return rowOf([
    buttonOf(writeCustomId('forget'), {
      label: 'Delete what is kept of me',
      style: ButtonStyle.Danger,
    }),
  ]);
}
