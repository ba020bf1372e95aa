// In: a citation and its document's paragraphs as they are indexed now. Out: the cited paragraphs with their
// neighbours, or a notice where the document has changed since and the numbers no longer mean the same.

import type { Citation } from '../answering/answer.js';
import type { Paragraph } from '../corpus/document.js';
import { sourceLine } from './cite.js';
import type { ContextReply, NoticeReply } from './reply.js';

/** Paragraphs shown before and after the cited ones. */
const NEIGHBOURS = 2;

/** Shows a citation among its neighbours. */
export function contextReply(
  citation: Citation,
  paragraphs: readonly Paragraph[],
): ContextReply | NoticeReply {
  const { first, last } = citation.paragraph;
  const isCited = ({ n }: Paragraph): boolean => n >= first && n <= last;
  const cited = paragraphs.filter(isCited).map((paragraph) => paragraph.text);
  const { start, end } = citation.highlight;
  if (!cited.join('\n\n').includes(citation.text.slice(start, end))) {
    return {
      kind: 'notice',
      text: `“${citation.document.title}” has changed since it was quoted; ask again.`,
    };
  }
  return {
    kind: 'context',
    n: citation.n,
    source: sourceLine(citation.document),
    of: paragraphs.length,
    paragraphs: paragraphs
      .filter(({ n }) => n >= first - NEIGHBOURS && n <= last + NEIGHBOURS)
      .map((paragraph) => ({
        n: paragraph.n,
        text: paragraph.text,
        isCited: isCited(paragraph),
      })),
  };
}
