// In: a page of a document's paragraphs. Out: lines: each paragraph behind a bar with its number, the cited
// ones coloured, the sentence that was highlighted bold, and how to go on from here.

import type { ContextParagraph, ContextReply } from '../replies/reply.js';
import type { Face } from './face.js';
import { paintRuns, plain, type Run } from './paint-runs.js';
import {
  answerPaints,
  behindBar,
  joinParts,
  leftParts,
  numbered,
  placeText,
  sourceParts,
} from './render-citations.js';

/** Renders a page around a citation, or of a document that is read from its start. */
export function renderContext(reply: ContextReply, face: Face): string[] {
  const { n, source } = reply;
  const parts = [...sourceParts(source), ...leftParts(reply), placeText(source.place)];
  const label = n === null ? '' : `[${n}] `;
  const title = { text: joinParts(parts, face.width - label.length), paint: face.colors.bold };
  const heading = n === null ? paintRuns([title], face.width) : numbered(n, [title], face);
  return [
    ...heading,
    ...reply.paragraphs.flatMap((paragraph) => ['', ...renderParagraph(paragraph, reply, face)]),
    ...waysOn(reply, face),
  ];
}

function renderParagraph(paragraph: ContextParagraph, { of }: ContextReply, face: Face): string[] {
  const { n, isCited, cutBefore, cutAfter } = paragraph;
  const { colors } = face;
  const { bar, highlight } = answerPaints(face);
  const runs = [
    { text: `¶ ${n} of ${of}  `, paint: isCited ? highlight : colors.dim },
    { text: cutBefore ? '…\u00A0' : '', paint: plain },
    ...textRuns(paragraph, face),
    { text: cutAfter ? '\u00A0…' : '', paint: plain },
  ];
  return behindBar(runs, isCited ? bar : colors.dim, face);
}

function textRuns({ text, isCited, highlight }: ContextParagraph, face: Face): Run[] {
  const paints = answerPaints(face);
  const around = isCited ? paints.around : plain;
  if (highlight === null) return [{ text, paint: around }];
  return [
    { text: text.slice(0, highlight.start), paint: around },
    { text: text.slice(highlight.start, highlight.end), paint: paints.highlight },
    { text: text.slice(highlight.end), paint: around },
  ];
}

/** The commands that show the pages before and after. */
function waysOn({ n, page, hasEarlier, hasLater }: ContextReply, face: Face): string[] {
  if (n === null || (!hasEarlier && !hasLater)) return [];
  const earlier = hasEarlier ? [`earlier: /context ${n} ${page - 1}`] : [];
  const later = hasLater ? [`later: /context ${n} ${page + 1}`] : [];
  const text = [...earlier, ...later].join(' · ');
  return ['', ...paintRuns([{ text, paint: face.colors.dim }], face.width)];
}
