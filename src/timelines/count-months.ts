// In: passages on a topic. Out: how many of them each month holds, by outlet. A document that gives only a year
// stands in no month: such passages are counted beside the months. Where the months would be too many to see, years
// are counted.

import type { Citation } from '../answering/answer.js';
import type { BucketCount, TopicCounts } from './timeline.js';

/** Twenty years: each month is then a bar of four pixels in the picture. */
const MOST_MONTHS = 240;

const YEAR = '2021'.length;
const MONTH = '2021-07'.length;

/** Counts passages. */
export function countMonths(citations: readonly Citation[]): TopicCounts {
  const documents = citations.map(({ document }) => document);
  const undated = documents.filter(({ date }) => date === null);
  const dates = documents.flatMap(({ date }) => date ?? []);
  const unit = spanOf(dates) > MOST_MONTHS ? 'year' : 'month';
  const length = unit === 'year' ? YEAR : MONTH;
  const counted = documents.flatMap(({ date, outlet }) =>
    date === null || date.length < length ? [] : [{ bucket: date.slice(0, length), outlet }],
  );
  return {
    unit,
    buckets: countBuckets(counted),
    withoutMonth: [...tally(dates.filter((date) => date.length < length))]
      .map(([year, passages]) => ({ year, passages }))
      .sort((a, b) => (a.year < b.year ? -1 : 1)),
    undated: undated.length,
    undatedDocuments: new Set(undated.map(({ id }) => id)).size,
  };
}

/** Outlets in the order in which they are listed and coloured: the one with most passages first. */
export function outletsOf(counts: Pick<TopicCounts, 'buckets'>): (string | null)[] {
  const totals = new Map<string | null, number>();
  for (const { outlet, passages } of counts.buckets) {
    totals.set(outlet, (totals.get(outlet) ?? 0) + passages);
  }
  return [...totals]
    .sort(([a, x], [b, y]) => y - x || String(a).localeCompare(String(b), 'en'))
    .map(([outlet]) => outlet);
}

function countBuckets(counted: readonly Omit<BucketCount, 'passages'>[]): BucketCount[] {
  const cells = new Map<string, BucketCount>();
  for (const { bucket, outlet } of counted) {
    const key = JSON.stringify([bucket, outlet]);
    cells.set(key, { bucket, outlet, passages: (cells.get(key)?.passages ?? 0) + 1 });
  }
  const buckets = [...cells.values()];
  const order = outletsOf({ buckets });
  return buckets.sort(
    (a, b) =>
      a.bucket.localeCompare(b.bucket, 'en') || order.indexOf(a.outlet) - order.indexOf(b.outlet),
  );
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Months from the first date to the last, both counted. */
function spanOf(dates: readonly string[]): number {
  const months = dates.map(
    (date) => Number(date.slice(0, YEAR)) * 12 + Number(date.slice(5, MONTH)),
  );
  return months.length === 0
    ? 0
    : months.reduce((a, b) => Math.max(a, b)) - months.reduce((a, b) => Math.min(a, b)) + 1;
}
