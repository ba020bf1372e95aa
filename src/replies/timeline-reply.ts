// In: a timeline. Out: one page of it, oldest first, with the months in words and, on the page that is sent first, as
// a picture. What stands outside the order of time is told by count: nothing is left out in silence.

import type { Citation } from '../answering/answer.js';
import type { Timeline, TopicCounts } from '../timelines/timeline.js';
import { outletsOf } from '../timelines/count-months.js';
import { cite } from './cite.js';
import { BRIEF_QUOTE } from './quote.js';
import type { TimelineReply } from './topic-replies.js';
import { showDate } from './show-date.js';

/** Quotations on a page. */
export const ENTRIES_PER_PAGE = 5;

/** Months told in the description of the picture. */
const MOST_DESCRIBED = 24;

export interface TimelineOptions {
  /** Null where it is no longer known, such as on a page that is turned later. */
  readonly topic: string | null;
  /** False where the topic's own outcome is that nothing answers it. */
  readonly isFirm: boolean;
  /** 1-based; the nearest there is where it does not exist. */
  readonly page?: number;
  /** Null puts everything on one page. */
  readonly perPage?: number | null;
  /** PNG in base64, or null where the picture stands in the message already; left out without one. */
  readonly picture?: { readonly png: string | null } | null;
}

/** Shows one page of a timeline. */
export function timelineReply(timeline: Timeline, options: TimelineOptions): TimelineReply {
  const { entries, counts } = timeline;
  const { topic, isFirm, picture = null } = options;
  const size = options.perPage === null ? entries.length : (options.perPage ?? ENTRIES_PER_PAGE);
  const of = Math.max(1, Math.ceil(entries.length / Math.max(1, size)));
  const number = Math.min(of, Math.max(1, Math.trunc(options.page ?? 1) || 1));
  return {
    kind: 'timeline',
    topic,
    text: headline(entries, topic),
    caution: isFirm
      ? null
      : 'The corpus does not seem to speak plainly of this. These passages come nearest:',
    entries: entries
      .slice((number - 1) * size, number * size)
      .map((citation) => cite(citation, BRIEF_QUOTE)),
    picture: picture === null ? null : { description: describe(counts), ...picture },
    months: monthLines(counts),
    notes: notesOf(counts),
    page: { number, of },
  };
}

function headline(entries: readonly Citation[], topic: string | null): string {
  const about = topic === null ? '' : ` on “${topic}”`;
  if (entries.length === 0) return `No dated passage${about}.`;
  const documents = new Set(entries.map(({ document }) => document.id)).size;
  return `${counted(entries.length, 'quotation')}${about} from ${counted(documents, 'document')}, oldest first:`;
}

/** `Jul 2021` and `3: Inforos 2, SouthFront 1`. */
function monthLines(counts: TopicCounts): TimelineReply['months'] {
  const order = outletsOf(counts);
  const buckets = [...new Set(counts.buckets.map(({ bucket }) => bucket))];
  return buckets.map((bucket) => {
    const cells = counts.buckets.filter((cell) => cell.bucket === bucket);
    const each = [...cells]
      .sort((a, b) => order.indexOf(a.outlet) - order.indexOf(b.outlet))
      .map(({ outlet, passages }) => `${outlet ?? 'no outlet named'} ${passages}`);
    const all = cells.reduce((sum, { passages }) => sum + passages, 0);
    return { when: showDate(bucket), count: all, outlets: each.join(', ') };
  });
}

function describe(counts: TopicCounts): string {
  const lines = monthLines(counts);
  const told = lines.slice(0, MOST_DESCRIBED);
  const more = lines.length > told.length ? `; and ${lines.length - told.length} more` : '';
  const each = told.map(({ when, count, outlets }) => `${when}: ${count} (${outlets})`).join('; ');
  return `Passages on this topic in each ${counts.unit}, by outlet. ${each}${more}.`;
}

function notesOf({ withoutMonth, undated, undatedDocuments }: TopicCounts): string[] {
  const years = withoutMonth.map(({ year, passages }) => `${passages} of ${year}`).join(', ');
  return [
    ...(years === '' ? [] : [`Dated by the year alone, so in no month: ${years}`]),
    ...(undated === 0
      ? []
      : [
          `Not shown: ${counted(undated, 'passage')} of ${counted(undatedDocuments, 'undated document')}`,
        ]),
  ];
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
