// A date as people write it -> a PartialDate exactly as precise, or null. Numbers are read here,
// English words by chrono, other languages by the month names that Intl knows. A year is never
// supplied, a day that no calendar has is no date, and 03/04/2021 says only "2021" for sure.

import * as chrono from 'chrono-node';

import type { PartialDate } from './document.js';

/** A date found inside a text, with the UTF-16 offsets of what was read. */
export interface FoundDate {
  readonly date: PartialDate;
  readonly start: number;
  readonly end: number;
}

interface DateParts {
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

const LONGEST_TEXT = 300;
const MONTH_LANGUAGES = ['en', 'ru', 'uk', 'tr', 'de', 'fr', 'es', 'it', 'pt', 'pl'];
const CLOCK = String.raw`(?:[T ,]{1,2}\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(
  String.raw`(?<![\d./-])(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?![\d/-])${CLOCK}`,
);
const YEAR_LAST = new RegExp(
  String.raw`(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])${CLOCK}`,
);
const OF = String.raw`(?:de\s+|del\s+|of\s+)?`;
const IN_WORDS = new RegExp(
  String.raw`(?:(?<![\d.,/-])(\d{1,2})(?:\.|º|°|er|st|nd|rd|th)?\s+${OF})?(\p{L}{3,12})\.?,?\s+${OF}(\d{4})(?![\d/-])`,
  'gu',
);

/** The first date with a year in a short text, or null. */
export function findDate(text: string): FoundDate | null {
  if (text.length > LONGEST_TEXT || !/\d{4}/.test(text)) return null;
  return findInNumbers(text) ?? findInEnglish(text) ?? findInWords(text);
}

/** The date that a metadata value states, a bare year included; null when it states none. */
export function parseDate(value: string): PartialDate | null {
  const text = value.trim();
  if (/^\d{4}$/.test(text)) return partialDate({ year: Number(text) });
  return findDate(text)?.date ?? null;
}

function findInNumbers(text: string): FoundDate | null {
  const first = YEAR_FIRST.exec(text);
  if (first !== null) {
    const [, year, , month, day] = first;
    const parts = { year: Number(year), month: Number(month), day: numberOrNone(day) };
    return foundAt(first, partialDate(parts));
  }
  const last = YEAR_LAST.exec(text);
  if (last === null) return null;
  const [, one, separator, two, year] = last;
  const parts = { year: Number(year), ...dayAndMonth(Number(one), Number(two), separator === '.') };
  return foundAt(last, partialDate(parts));
}

/** With dots the day stands first everywhere; else only numbers above 12 or equal ones tell. */
function dayAndMonth(one: number, two: number, dotted: boolean): Partial<DateParts> {
  if (dotted || one > 12 || one === two) return { day: one, month: two };
  return two > 12 ? { day: two, month: one } : {};
}

function findInEnglish(text: string): FoundDate | null {
  for (const { text: matched, index, start } of chrono.en.strict.parse(text)) {
    const year = start.isCertain('year') ? start.get('year') : null;
    // chrono reads "Mar 3, 21" as 2021; a century is not ours to supply.
    if (year === null || !matched.includes(String(year))) continue;
    if (!start.isCertain('month') || !start.isCertain('day')) continue;
    const parts = { year, month: start.get('month') ?? 0, day: start.get('day') ?? 0 };
    return foundAt({ 0: matched, index }, partialDate(parts));
  }
  return null;
}

function findInWords(text: string): FoundDate | null {
  for (const match of text.matchAll(IN_WORDS)) {
    const [, day, name = '', year] = match;
    const month = monthNumbers().get(name.toLowerCase());
    if (month === undefined) continue;
    return foundAt(match, partialDate({ year: Number(year), month, day: numberOrNone(day) }));
  }
  return null;
}

function foundAt(
  match: { readonly 0: string; readonly index: number },
  date: PartialDate | null,
): FoundDate | null {
  return date === null ? null : { date, start: match.index, end: match.index + match[0].length };
}

function numberOrNone(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function partialDate({ year, month, day }: DateParts): PartialDate | null {
  if (year < 1000 || year > 2999) return null;
  if (month === undefined) return String(year);
  if (month < 1 || month > 12) return null;
  const yearAndMonth = `${year}-${String(month).padStart(2, '0')}`;
  if (day === undefined) return yearAndMonth;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > lastDay) return null;
  return `${yearAndMonth}-${String(day).padStart(2, '0')}`;
}

let knownMonths: ReadonlyMap<string, number> | null = null;

function monthNumbers(): ReadonlyMap<string, number> {
  knownMonths ??= readMonthNames();
  return knownMonths;
}

/** Standing alone and beside a day: many languages inflect the name ("май", "25 мая"). */
function readMonthNames(): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const forms = [
    { month: 'long' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ] as const;
  for (const language of MONTH_LANGUAGES) {
    for (const form of forms) {
      const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' });
      for (let month = 0; month < 12; month += 1) {
        const parts = format.formatToParts(new Date(Date.UTC(2021, month, 15)));
        const name = parts.find(({ type }) => type === 'month')?.value.replace(/\.$/, '');
        if (name !== undefined) numbers.set(name.toLowerCase(), month + 1);
      }
    }
  }
  return numbers.set('sept', 9);
}
