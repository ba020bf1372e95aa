// In: a citation or a document's facts. Out: the data of a citation line. Only web addresses become links:
// whatever else a document calls its address is not shown, and its file stands there instead.

import type { Citation } from '../answering/answer.js';
import { parseUrl } from '../shared/parse-url.js';
import { alsoIn } from './also-in.js';
import { quoteOf } from './quote.js';
import type { Place, ShownCitation, SourceLine } from './reply.js';
import { showDate } from './show-date.js';
import { showLeft } from './show-left.js';

/** Turns a citation into what is shown of it, with a quotation of about so many characters. */
export function cite(citation: Citation, characters: number): ShownCitation {
  const copies = alsoIn(citation);
  return {
    n: citation.n,
    quote: quoteOf(citation, characters),
    source: sourceLine(citation.document),
    paragraph: showParagraph(citation.paragraph),
    score: citation.score,
    ...(copies === null ? {} : { alsoIn: copies }),
    ...(citation.left === undefined ? {} : { left: showLeft(citation.left) }),
  };
}

/** What a citation line says of a document. */
export function sourceLine(document: Omit<Citation['document'], 'id'>): SourceLine {
  return {
    outlet: document.outlet,
    title: document.title,
    date: document.date === null ? null : showDate(document.date),
    place: placeOf(document),
  };
}

/** `¶ 7 of 23`, or `¶ 7–8 of 23` for a passage of several paragraphs. */
export function showParagraph(paragraph: Citation['paragraph']): string {
  const { first, last, of } = paragraph;
  return first === last ? `¶ ${first} of ${of}` : `¶ ${first}–${last} of ${of}`;
}

function placeOf({ url, file }: Pick<Citation['document'], 'url' | 'file'>): Place {
  if (url !== null && /^https?:\/\/[^\s/]/i.test(url) && parseUrl(url) !== null) {
    return { kind: 'link', url };
  }
  return { kind: 'file', file };
}
