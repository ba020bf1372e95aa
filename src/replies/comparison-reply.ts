// In: the answers of two sides of a topic. Out: both in the sources' own words, and plainly where a side has nothing.
// Nothing is concluded from the two: what differs is for the reader to see.

import type { Answer, Citation } from '../answering/answer.js';
import type { Comparison } from '../answering/answerer.js';
import type { Side, Sides } from '../comparisons/side.js';
import { cite } from './cite.js';
import { copiedNote } from './copied-note.js';
import { showSummary } from './coverage.js';
import { BRIEF_QUOTE } from './quote.js';
import type { ComparedSide, ComparisonReply } from './topic-replies.js';
import { showDate } from './show-date.js';

/** Quotations of a side. */
export const SHOWN_OF_A_SIDE = 3;
/** Where nothing answers, one passage is enough to show how near it comes. */
const SHOWN_OF_NEAR = 1;

/** What is shown of both sides, numbered through: the second goes on where the first ends. */
export function shownCitations({ first, second }: Comparison): readonly [Citation[], Citation[]] {
  const shown = shownOf(first);
  const further = shownOf(second).map((citation, i) => ({ ...citation, n: shown.length + i + 1 }));
  return [shown, further];
}

/** Lays two sides next to each other. */
export function comparisonReply(
  topic: string,
  sides: Sides,
  comparison: Comparison,
): ComparisonReply {
  const [shown, further] = shownCitations(comparison);
  return {
    kind: 'comparison',
    topic,
    sides: [
      comparedSide(sides[0], comparison.first, shown),
      comparedSide(sides[1], comparison.second, further),
    ],
    corpus: showSummary(comparison.first.corpus),
    ...copiedNote(comparison.first.corpus),
  };
}

/** A side's name: the outlet as it was given, or the period in words. */
export function nameSide(side: Side): string {
  return side.kind === 'outlet' ? side.outlet : namePeriod(side);
}

function namePeriod({ after, before, text }: Extract<Side, { kind: 'period' }>): string {
  if (after === null) return before === null ? text : `before ${showDate(before)}`;
  if (before === null) return `${showDate(after)} and after`;
  return text
    .split(/\s*\.\.\s*/)
    .map(showDate)
    .join(' to ');
}

function comparedSide(side: Side, answer: Answer, citations: readonly Citation[]): ComparedSide {
  return {
    name: nameSide(side),
    outcome: answer.outcome,
    text: noteOf(side, answer),
    citations: citations.map((citation) => cite(citation, BRIEF_QUOTE)),
  };
}

function shownOf({ outcome, citations }: Answer): Citation[] {
  return citations.slice(0, outcome === 'answer' ? SHOWN_OF_A_SIDE : SHOWN_OF_NEAR);
}

function noteOf(side: Side, { outcome, reason }: Answer): string | null {
  if (outcome === 'answer') return null;
  if (outcome === 'closest') return 'Nothing here speaks plainly of this. The nearest passage:';
  if (reason !== 'filtered') return 'Nothing here comes near this topic.';
  return side.kind === 'outlet'
    ? 'No passage of an outlet of this name passes the filters.'
    : 'No passage of this period passes the filters.';
}
