// In: a partial date. Out: plain text exactly as precise: `14 Oct 2015`, `July 2021`, `2021`. Never a
// moment in somebody's time zone, so no Date is made of it.

import type { PartialDate } from '../corpus/document.js';
import { MONTHS } from '../shared/months.js';

/** Letters kept of a month's name beside a day. */
const SHORT_MONTH = 3;

/** Writes a partial date for a person; what is no date is given back as it is. */
export function showDate(date: PartialDate): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return date;
  if (day === undefined) return `${name} ${year}`;
  return `${Number(day)} ${name.slice(0, SHORT_MONTH)} ${year}`;
}

/** Writes a partial date out within a sentence: `8 July 2021`, `July 2021`, `2021`. */
export function spellDate(date: PartialDate): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined || day === undefined) return showDate(date);
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? date : `${Number(day)} ${name} ${year}`;
}
