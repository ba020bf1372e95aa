// In: passages on a topic, best first. Out: the dated ones in order of time, one for each document and further ones
// only where they are strong, and the counts of all. Pure: nothing is reworded, and no date is completed.

import type { Citation } from '../answering/answer.js';
import { firstDay } from '../store/partial-dates.js';
import { countMonths } from './count-months.js';
import type { Timeline, TopicPassage } from './timeline.js';

/** Quotations of one document: more would make it one source's timeline. */
const MOST_OF_ONE = 3;

/** Puts passages in order of time. */
export function composeTimeline(passages: readonly TopicPassage[]): Timeline {
  const shown = new Map<string, number>();
  const entries = passages.filter(({ citation, isStrong }) => {
    const { id, date } = citation.document;
    const before = shown.get(id) ?? 0;
    const isEntry = date !== null && (before === 0 || (isStrong && before < MOST_OF_ONE));
    if (isEntry) shown.set(id, before + 1);
    return isEntry;
  });
  return {
    entries: entries
      .map(({ citation }) => citation)
      .sort(byTime)
      .map((citation, i) => ({ ...citation, n: i + 1 })),
    counts: countMonths(passages.map(({ citation }) => citation)),
  };
}

/** A year stands before its months: of what it may mean, its first day. Within a document, its own order. */
function byTime(a: Citation, b: Citation): number {
  const [first, second] = [dayOf(a), dayOf(b)];
  if (first !== second) return first < second ? -1 : 1;
  if (a.document.id !== b.document.id) return a.document.id < b.document.id ? -1 : 1;
  return a.paragraph.first - b.paragraph.first || a.label - b.label;
}

function dayOf({ document }: Citation): string {
  return document.date === null ? '' : firstDay(document.date);
}
