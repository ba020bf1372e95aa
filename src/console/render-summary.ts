// In: a summary. Out: lines: its title, where its sentences come from, and each behind its number.

import type { ShownCitation } from '../replies/reply.js';
import type { SummaryReply } from '../replies/topic-replies.js';
import type { Face } from './face.js';
import { cleanLine } from './neutralise.js';
import { paintRuns, plain } from './paint-runs.js';
import {
  joinParts,
  nearPaints,
  answerPaints,
  numbered,
  placeText,
  renderCitation,
  sourceParts,
} from './render-citations.js';

/** Renders a summary: of one document it is named once, of a topic under each sentence. */
export function renderSummary(reply: SummaryReply, face: Face): string[] {
  const { title, text, source, citations, isNear } = reply;
  const { colors, width } = face;
  const line = (words: string, paint = plain): string[] =>
    paintRuns([{ text: words, paint }], width);
  const { highlight, ...paints } = isNear ? nearPaints(face) : answerPaints(face);
  const flat = { ...paints, highlight: isNear ? highlight : paints.around };
  const name =
    source === null
      ? cleanLine(title)
      : joinParts([...sourceParts(source), placeText(source.place)], width);
  return [
    ...line(name, colors.bold),
    ...line(cleanLine(text), isNear ? colors.yellow : colors.dim),
    '',
    ...(source === null
      ? citations.flatMap((one, i) => [
          ...(i === 0 ? [] : ['']),
          ...renderCitation(one, flat, face),
        ])
      : citations.flatMap((one) => inDocument(one, face))),
  ];
}

function inDocument({ n, paragraph, quote }: ShownCitation, face: Face): string[] {
  const runs = [
    { text: `“${cleanLine(quote.lead + quote.highlight)}”`, paint: face.colors.cyan },
    { text: ` ${paragraph}`, paint: face.colors.dim },
  ];
  return numbered(n, runs, face);
}
