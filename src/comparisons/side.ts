// In: one side of a comparison as a person names it. Out: the filter that makes the side, and its name. What reads
// as a period is one, in the forms that filters take and those that people write; anything else is an outlet.

import { ReadableError } from '../shared/errors.js';
import type { Filter } from '../store/knowledge-store.js';
import { firstDay, isPartialDate } from '../store/partial-dates.js';

/** One side: an outlet, or a stretch of time. */
export type Side =
  | { readonly kind: 'outlet'; readonly outlet: string }
  /** From `after` on, up to but without `before`; `text` is the period as it was written. */
  | {
      readonly kind: 'period';
      readonly after: string | null;
      readonly before: string | null;
      readonly text: string;
    };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_AND_YEAR =
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.? (\d{4})$/;
const RANGE = /^(.+?)\s*(?:\.\.|–|—|\bto\b|(?<=^\d{4})\s*-\s*(?=\d{4}$))\s*(.+)$/;
const OPEN = /^(before|until|after|since|from)[ :]\s*(.+)$/;

/**
 * Reads a side.
 *
 * @throws ReadableError `bad_question` where there is nothing, or a period ends before it begins
 */
export function readSide(typed: string): Side {
  const text = typed.replace(/\s+/g, ' ').trim();
  if (text === '') throw badSide('One side is empty.');
  const period = readPeriod(text.toLowerCase());
  if (period === null) return { kind: 'outlet', outlet: text };
  const { after, before } = period;
  if (after !== null && before !== null && firstDay(after) >= firstDay(before)) {
    throw badSide(`“${text.slice(0, 60)}” ends before it begins.`);
  }
  return { kind: 'period', after, before, text };
}

type Period = Pick<Extract<Side, { kind: 'period' }>, 'after' | 'before'>;

function readPeriod(text: string): Period | null {
  const whole = readDate(text);
  if (whole !== null) return { after: whole, before: dayAfter(whole) };
  const [, word = '', bound = ''] = OPEN.exec(text) ?? [];
  const date = readDate(bound);
  if (date !== null) return openPeriod(word, date);
  const [, start = '', end = ''] = RANGE.exec(text) ?? [];
  const [from, to] = [readDate(start), readDate(end)];
  return from === null || to === null ? null : { after: from, before: dayAfter(to) };
}

/** `before` leaves its date out, as the filter does; `after` and the like take theirs in, as it does too. */
function openPeriod(word: string, date: string): Period {
  if (word === 'before') return { after: null, before: date };
  if (word === 'until') return { after: null, before: dayAfter(date) };
  return { after: date, before: null };
}

/** A date in one of the three precisions, or a month by its name. */
function readDate(text: string): string | null {
  if (isPartialDate(text)) return text;
  const [, month, year = ''] = MONTH_AND_YEAR.exec(text) ?? [];
  return month === undefined ? null : `${year}-${twoDigits(MONTHS.indexOf(month) + 1)}`;
}

/** The date of the same precision that comes next. */
function dayAfter(date: string): string {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined) return String(year + 1).padStart(4, '0');
  const next = new Date(Date.UTC(year, month - 1, day ?? 1));
  if (day === undefined) next.setUTCMonth(month);
  else next.setUTCDate(day + 1);
  return next.toISOString().slice(0, date.length);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * Narrows a filter to one side: of two bounds the narrower one holds.
 *
 * @throws ReadableError `bad_question` where the side and the filter name an outlet each
 */
export function narrowTo(side: Side, filter: Filter): Filter {
  if (side.kind === 'outlet') {
    if (filter.outlet === undefined) return { ...filter, outlet: side.outlet };
    throw badSide('An outlet is given twice: as a side and as a filter.');
  }
  const after = [side.after, filter.after ?? null].filter((date) => date !== null).sort(byFirstDay);
  const before = [side.before, filter.before ?? null]
    .filter((date) => date !== null)
    .sort(byFirstDay);
  return { ...filter, after: after.at(-1), before: before[0] };
}

/** Two sides. */
export type Sides = readonly [Side, Side];

/**
 * Reads two sides to be set beside each other, behind a filter.
 *
 * @throws ReadableError `bad_question` where they are the same, or do not go with the filter
 */
export function readSides(first: string, second: string, filter: Filter = {}): Sides {
  const sides: Sides = [readSide(first), readSide(second)];
  if (isSameSide(...sides)) throw badSide('Both sides are the same: there is nothing to compare.');
  for (const side of sides) narrowTo(side, filter);
  return sides;
}

/** True where two sides are the same. */
export function isSameSide(a: Side, b: Side): boolean {
  if (a.kind === 'outlet') {
    return b.kind === 'outlet' && a.outlet.toLowerCase() === b.outlet.toLowerCase();
  }
  return b.kind === 'period' && a.after === b.after && a.before === b.before;
}

function byFirstDay(a: string, b: string): number {
  return firstDay(a) < firstDay(b) ? -1 : 1;
}

function badSide(text: string): ReadableError {
  return new ReadableError({
    code: 'bad_question',
    text,
    remedy:
      'A side is an outlet or a period, such as 2015, 2021-05, 2015..2019, before 2016 or after 2020.',
  });
}
