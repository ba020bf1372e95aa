// In: what was found and cited. Out: how much a reader is shown, and, where a set marks spans, how much of
// them. The first five found stand for any packing alike; what is cited may be fewer.

import type { Citation } from '../answering/answer.js';
import type { Span } from '../passages/passage.js';
import type { DataSetDocument } from './data-set.js';
import { mean } from './metrics.js';
import { spanOverlap } from './span-overlap.js';

/** How many of the passages found count as shown. */
export const SHOWN = 5;

export interface ShownFigures {
  readonly tokenRecall: number;
  readonly tokenPrecision: number;
  /** Intersection of marked and shown tokens over their union. */
  readonly tokenIou: number;
}

export interface CitedFigures {
  /** Citations an answer shows on average, where it shows any. */
  readonly citations: number;
  readonly characters: number;
}

export interface MarkedQuery {
  readonly document: DataSetDocument;
  readonly spans: readonly Span[];
  readonly shown: readonly Citation[];
}

/** Null where no query marks spans. */
export function shownFigures(queries: readonly MarkedQuery[]): ShownFigures | null {
  if (queries.length === 0) return null;
  const overlaps = queries.map(({ document, spans, shown }) => spanOverlap(document, spans, shown));
  return {
    tokenRecall: mean(overlaps.map((overlap) => overlap.recall)) ?? 0,
    tokenPrecision: mean(overlaps.map((overlap) => overlap.precision)) ?? 0,
    tokenIou: mean(overlaps.map((overlap) => overlap.iou)) ?? 0,
  };
}

/** Null where nothing was cited. */
export function citedFigures(answers: readonly (readonly Citation[])[]): CitedFigures | null {
  const shown = answers.filter((citations) => citations.length > 0);
  const citations = mean(shown.map((list) => list.length));
  return citations === null ? null : { citations, characters: charactersShown(shown) ?? 0 };
}

/** Mean UTF-16 units of the passages in a list; null without lists. */
export function charactersShown(lists: readonly (readonly Citation[])[]): number | null {
  return mean(lists.map((list) => list.reduce((sum, { text }) => sum + text.length, 0)));
}
