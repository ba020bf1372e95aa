// In: a question without operators. Out: the time it asks about, as ranges of days: "in October 2015", "between
// March 2015 and May 2016", "since 2019". "Before the withdrawal" names no date and is left alone.

import { firstDay, lastDay } from '../store/partial-dates.js';
import { datesAsked, type AskedDate } from './dates-asked.js';

/** Days as `2015-10-14`, both inclusive; null where the range is open. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

const FROM = /\b(?:between|from)(?: the)?\s+$/i;
const JOINT = /^\s*(?:and|to|until|till|through|-|–)\s*$/i;
const SINCE = /\b(?:since|after|starting (?:in|from))(?: the)?\s+$/i;
const UNTIL = /\b(?:until|till|before|up to|prior to)(?: the)?\s+$/i;

/** The ranges of days that a question asks about, in the order they are named. */
export function timeAsked(question: string): DayRange[] {
  const dates = [...datesAsked(question)].sort((a, b) => a.start - b.start);
  const ranges: DayRange[] = [];
  for (let i = 0; i < dates.length; i += 1) {
    const date = dates[i];
    const next = dates[i + 1];
    if (date === undefined) break;
    if (next !== undefined && isSpan(question, date, next)) {
      ranges.push({ from: firstDay(date.first), to: lastDay(next.last) });
      i += 1;
    } else {
      ranges.push(rangeOf(question.slice(0, date.start), date));
    }
  }
  return ranges;
}

function isSpan(question: string, first: AskedDate, last: AskedDate): boolean {
  const isJoined = JOINT.test(question.slice(first.end, last.start));
  const isLed = FROM.test(question.slice(0, first.start));
  return isJoined && isLed && firstDay(first.first) <= lastDay(last.last);
}

function rangeOf(before: string, date: AskedDate): DayRange {
  if (SINCE.test(before)) return { from: firstDay(date.first), to: null };
  if (UNTIL.test(before)) return { from: null, to: lastDay(date.last) };
  return { from: firstDay(date.first), to: lastDay(date.last) };
}
