// In: what a collection holds, how it stands, or what was understood of a draft. Out: lines for a terminal.

import type {
  CorpusStatusReply,
  CuratingReply,
  DraftReply,
  HoldingsReply,
} from '../replies/corpus-replies.js';
import type { Face } from './face.js';
import { cleanLine } from './neutralise.js';
import { paintRuns, plain, type Paint } from './paint-runs.js';

/** What moderators and operators see. */
export function renderCurating(reply: CuratingReply, face: Face): string[] {
  if (reply.kind === 'draft') return renderDraft(reply, face);
  return reply.kind === 'holdings' ? renderHoldings(reply, face) : renderCorpusStatus(reply, face);
}

/** What was understood of something handed in. */
function renderDraft(reply: DraftReply, face: Face): string[] {
  const { colors } = face;
  return [
    ...line(reply.text, plain, face),
    '',
    ...line(reply.title, colors.bold, face),
    ...line(reply.facts.join(' · '), colors.dim, face),
    ...reply.opening.flatMap(({ text, isCut }) =>
      line(`“${text}${isCut ? '…' : ''}”`, plain, face),
    ),
    ...reply.removed.flatMap(({ what, example }) =>
      line(`Removed ${what}: “${example}”`, colors.dim, face),
    ),
    ...reply.leftOut.flatMap((text) => line(`Left out ${text}`, colors.yellow, face)),
  ];
}

/** A page of what a collection holds. */
function renderHoldings(reply: HoldingsReply, face: Face): string[] {
  const { colors } = face;
  const { number, of } = reply.page;
  return [
    ...line(reply.text, plain, face),
    ...(reply.items.length === 0 ? [] : ['']),
    ...reply.items.flatMap(({ title, place, facts, problem }) => [
      ...line(title, colors.bold, face),
      ...indented([...(place === title ? [] : [place]), ...facts].join(' · '), colors.dim, face),
      ...(problem === null ? [] : indented(problem, colors.yellow, face)),
    ]),
    ...(of === 1 ? [] : ['', colors.dim(`Page ${number} of ${of}`)]),
    ...(reply.note === null ? [] : ['', ...line(reply.note, colors.dim, face)]),
  ];
}

/** How a collection stands. */
function renderCorpusStatus(reply: CorpusStatusReply, face: Face): string[] {
  const { colors } = face;
  return [
    ...line(reply.text, plain, face),
    ...reply.facts.flatMap((fact) => line(`– ${fact}`, plain, face)),
    ...reply.problems.flatMap(({ what, why }) => [
      ...line(what, colors.yellow, face),
      ...indented(why, plain, face),
    ]),
    ...reply.jobs.flatMap(({ what, how }) => line(`${what}: ${how}`, colors.dim, face)),
  ];
}

function line(text: string, paint: Paint, face: Face): string[] {
  return paintRuns([{ text: cleanLine(text), paint }], face.width);
}

function indented(text: string, paint: Paint, face: Face): string[] {
  return line(text, paint, { ...face, width: face.width - 4 }).map((shown) => `    ${shown}`);
}
