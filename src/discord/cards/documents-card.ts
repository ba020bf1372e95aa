// In: documents of a corpus. Out: a card that lists as many as a screen and a message hold, and says how many
// there are beside them.

import type { DocumentsReply } from '../../replies/reply.js';
import type { Card } from './card.js';
import { linkTo, sourceText, titleText } from './citation-text.js';
import { cutAtWord } from './cut-text.js';
import { escapeLine } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textOf } from './parts.js';

/** Documents listed: about two screens of a telephone. */
const MOST = 20;
const LONGEST_TEXT = 250;

type Listed = DocumentsReply['documents'][number];

/** Lays out a list of documents. */
export function documentsCard({ text, documents }: DocumentsReply): Card {
  return fitByScale((scale) => {
    const shown = documents.slice(0, Math.ceil(MOST * scale));
    const left = documents.length - shown.length;
    return cardOf(ACCENT.neutral, [
      ...textOf([escapeLine(cutAtWord(text, LONGEST_TEXT))]),
      separator(),
      ...shown.flatMap((listed) => textOf(documentLines(listed))),
      ...textOf([left > 0 ? small([`+${left} more; a word narrows the list`]) : null]),
    ]);
  });
}

function documentLines({ source, paragraphs }: Listed): (string | null)[] {
  const count = paragraphs === 1 ? '1 paragraph' : `${paragraphs} paragraphs`;
  return [
    titleText(source) || null,
    sourceText({
      n: null,
      source,
      paragraph: count,
      url: linkTo(source, 'page'),
      hasTitle: false,
    }),
  ];
}
