// In: a comparison or a timeline. Out: lines for a terminal: quotations as under an answer, each side or date above
// them, and how many passages each month holds in a line each.

import type { ComparedSide, ComparisonReply, TimelineReply } from '../replies/topic-replies.js';
import { layOutDefinitions } from '../shared/lay-out-table.js';
import type { Face } from './face.js';
import { cleanLine } from './neutralise.js';
import { paintRuns, plain, type Paint } from './paint-runs.js';
import { answerPaints, nearPaints, renderCitation } from './render-citations.js';

/** Two sides, one beneath the other: quotations in columns would be too narrow to read. */
export function renderComparison(reply: ComparisonReply, face: Face): string[] {
  return [
    ...reply.sides.flatMap((side) => [...renderSide(side, face), '']),
    ...line(`Searched ${reply.corpus}`, face.colors.dim, face),
  ];
}

function renderSide({ name, outcome, text, citations }: ComparedSide, face: Face): string[] {
  const paints = outcome === 'answer' ? answerPaints(face) : nearPaints(face);
  return [
    ...line(name, face.colors.bold, face),
    ...(text === null ? [] : line(text, face.colors.yellow, face)),
    ...citations.flatMap((citation) => ['', ...renderCitation(citation, paints, face)]),
  ];
}

/** Quotations oldest first, then the months in words. */
export function renderTimeline(reply: TimelineReply, face: Face): string[] {
  const { colors } = face;
  const isFirm = reply.caution === null;
  const paints = isFirm ? answerPaints(face) : nearPaints(face);
  const months = reply.months.map(({ when, count, outlets }) => ({
    usage: cleanLine(when),
    description: cleanLine(`${count} · ${outlets}`),
  }));
  return [
    ...line(reply.text, plain, face),
    ...(reply.caution === null ? [] : line(reply.caution, colors.yellow, face)),
    ...reply.entries.flatMap((entry) => [
      '',
      ...line(entry.source.date ?? '', colors.bold, face),
      ...renderCitation({ ...entry, source: { ...entry.source, date: null } }, paints, face),
    ]),
    ...(months.length === 0
      ? []
      : ['', 'Passages on this topic, by date:', ...layOutDefinitions(months, face.width)]),
    ...reply.notes.flatMap((note) => line(note, colors.dim, face)),
  ];
}

function line(text: string, paint: Paint, face: Face): string[] {
  return paintRuns([{ text: cleanLine(text), paint }], face.width);
}
