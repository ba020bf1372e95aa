// In: citations of a Reply. Out: lines: each quotation behind a bar, and beneath it where it comes from.

import { alsoInLine } from '../replies/also-in.js';
import type { Place, Quote, ShownCitation, SourceGroup, SourceLine } from '../replies/reply.js';
import type { Face } from './face.js';
import { cleanLine } from './neutralise.js';
import { textWidth } from '../shared/wrap-text.js';
import { paintRuns, plain, type Paint, type Run } from './paint-runs.js';

/** How a quotation is painted. */
export interface QuotePaints {
  readonly bar: Paint;
  readonly highlight: Paint;
  readonly around: Paint;
}

/** The quotation of an answer: coloured, its best sentence bold. */
export function answerPaints({ colors }: Face): QuotePaints {
  return {
    bar: colors.cyan,
    highlight: (text) => colors.bold(colors.cyan(text)),
    around: colors.cyan,
  };
}

/** Passages that are no answer do not look like one. */
export function nearPaints({ colors }: Face): QuotePaints {
  return { bar: colors.yellow, highlight: plain, around: colors.dim };
}

/** A citation: its quotation, then `[1] outlet · title · date · ¶ 7 of 23 · link or file`. */
export function renderCitation(citation: ShownCitation, paints: QuotePaints, face: Face): string[] {
  const { n, source, paragraph } = citation;
  const facts = [paragraph, ...leftParts(citation), ...alsoInParts(citation)];
  const parts = [...sourceParts(source), ...facts, placeText(source.place)];
  const line = joinParts(parts, face.width - label(n).length);
  return [
    ...behindBar(quoteRuns(citation.quote, paints), paints.bar, face),
    ...numbered(n, [{ text: line, paint: face.colors.dim }], face),
  ];
}

/** Joins the parts of a citation line; a new line begins between two parts where it can. */
export function joinParts(parts: readonly string[], width: number): string {
  const lines: string[] = [];
  for (const part of parts.map(cleanLine)) {
    const last = lines.pop();
    const longer = last === undefined ? part : `${last} · ${part}`;
    if (last === undefined || textWidth(longer) <= width) lines.push(longer);
    else lines.push(last, part);
  }
  return lines.join('\n');
}

/** A document and the passages found in it, each with its rank and score. */
export function renderGroup(group: SourceGroup, face: Face): string[] {
  const { colors } = face;
  const paints = { bar: colors.cyan, highlight: plain, around: colors.dim };
  const title = [...sourceParts(group.source), placeText(group.source.place)];
  const heading = [{ text: joinParts(title, face.width), paint: colors.bold }];
  const passages = group.passages.flatMap((passage) => {
    const { paragraph, score } = passage;
    const also = [...leftParts(passage), ...alsoInParts(passage)];
    const parts = [paragraph, score.toFixed(3), ...also, ''];
    const facts = { text: parts.map(cleanLine).join(' · '), paint: colors.dim };
    return numbered(passage.n, [facts, ...quoteRuns(passage.quote, paints)], face);
  });
  return [...paintRuns(heading, face.width), ...passages];
}

/** Outlet, title and date, as far as they are known. */
export function sourceParts(source: SourceLine): string[] {
  const { outlet, title, date } = source;
  return [outlet, title, date].filter((part) => part !== null && part !== '') as string[];
}

function alsoInParts({ alsoIn }: Pick<ShownCitation, 'alsoIn'>): string[] {
  return alsoIn === undefined ? [] : [alsoInLine(alsoIn, cleanLine)];
}

/** That a document was changed or withdrawn since, where it was. */
export function leftParts({ left }: Pick<ShownCitation, 'left'>): string[] {
  return left === undefined ? [] : [left];
}

/** The link, or the file below the corpus folder. */
export function placeText(place: Place): string {
  return place.kind === 'link' ? place.url : place.file;
}

/** Lines behind a bar, as quotations are set. */
export function behindBar(runs: readonly Run[], bar: Paint, face: Face): string[] {
  return paintRuns(runs, face.width - 2).map((line) => `${bar('│')} ${line}`.trimEnd());
}

function quoteRuns(quote: Quote, paints: QuotePaints): Run[] {
  const { highlight, around } = paints;
  return [
    { text: quote.cutBefore ? '…\u00A0“' : '“', paint: plain },
    { text: quote.before, paint: around },
    { text: quote.lead, paint: around },
    { text: quote.highlight, paint: highlight },
    { text: quote.after, paint: around },
    { text: quote.cutAfter ? '”\u00A0…' : '”', paint: plain },
  ];
}

/** Runs behind `[n]`, with a hanging indent. */
export function numbered(n: number, runs: readonly Run[], face: Face): string[] {
  const { length } = label(n);
  return paintRuns(runs, face.width - length).map((line, i) =>
    i === 0 ? face.colors.bold(label(n)) + line : ' '.repeat(length) + line,
  );
}

function label(n: number): string {
  return `[${n}] `;
}
