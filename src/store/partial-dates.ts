// Partial dates (`2021`, `2021-07`, `2021-07-08`) as ranges of days, so that filters can compare a
// document dated by its month with a question about a day. Nothing is completed for display.

import type { PartialDate } from '../corpus/document.js';

const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether a text is a real date in one of the three precisions. */
export function isPartialDate(text: string): boolean {
  const match = PARTIAL_DATE.exec(text);
  if (match === null) return false;
  const [, , month, day] = match;
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return false;
  return day === undefined || (Number(day) >= 1 && Number(day) <= daysInMonth(text.slice(0, 7)));
}

/** The first day a partial date may mean. */
export function firstDay(date: PartialDate): string {
  return `${date}-01-01`.slice(0, 10);
}

/** The last day a partial date may mean. */
export function lastDay(date: PartialDate): string {
  if (date.length === 10) return date;
  const month = date.length === 4 ? `${date}-12` : date;
  return `${month}-${String(daysInMonth(month)).padStart(2, '0')}`;
}

function daysInMonth(yearAndMonth: string): number {
  const [year, month] = yearAndMonth.split('-').map(Number);
  return new Date(Date.UTC(year ?? 1970, month ?? 1, 0)).getUTCDate();
}
