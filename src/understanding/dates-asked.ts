// In: a text, such as a question without operators. Out: the years, months and days that it names, as partial
// dates. A number is taken for a year only where it reads as one: "2000 soldiers" is none.

import { MONTHS } from '../shared/months.js';
import { isPartialDate } from '../store/partial-dates.js';

/** A stretch of time that a text names. */
export interface AskedDate {
  readonly first: string;
  readonly last: string;
  /** As it is told back: a partial date, or null where `text` says it better. */
  readonly text: string | null;
  /** Where it stands, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

const NAMES = MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`)
  .join('|')
  .replace('Sep(?:tember)?', 'Sept?(?:ember)?');

const YEAR = String.raw`(?<year>(?:1[89]|20)\d{2})`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const MONTH = String.raw`(?<month>${NAMES})\.?`;
const BEFORE = String.raw`(?<![\p{L}\p{N}$€£#/-]|\d[.,:])`;
const AFTER = String.raw`(?![\p{L}\p{N}]|[.,:/-]\d)`;

/** The most precise first: what one has read, the next does not read again. */
const PATTERNS: readonly RegExp[] = [
  `${YEAR}-(?<number>\\d{2})(?:-(?<day>\\d{2}))?`,
  `${DAY}(?: of)? ${MONTH},? ${YEAR}`,
  `${MONTH} ${DAY},? ${YEAR}`,
  `${MONTH},?(?: of)? ${YEAR}`,
  String.raw`(?<decade>(?:1[89]|20)\d)0['’]?s`,
  `(?<!\\p{L}['’])${YEAR}`,
].map((pattern) => new RegExp(BEFORE + pattern + AFTER, 'giu'));

/** Things that are counted: a number before them is no year, unless an article or a preposition says so. */
const COUNTED = /^ \p{Ll}+s\b/u;
const DETERMINED = /(?:^|\s)(?:the|this|that|his|her|its|their|of|since|until|till|by)\s$/iu;

/** Every date that a text names, the most precisely named first. */
export function datesAsked(text: string): AskedDate[] {
  const dates: AskedDate[] = [];
  if (!/\d{4}/.test(text)) return dates;
  let rest = text;
  for (const pattern of PATTERNS) {
    rest = rest.replace(pattern, (...match: unknown[]) => {
      const found = String(match[0]);
      const at = offsetOf(match);
      const date = toDate(match.at(-1) as Groups, { text: rest, found, at });
      if (date === null) return found;
      dates.push({ ...date, start: at, end: at + found.length });
      return ' '.repeat(found.length);
    });
  }
  return dates;
}

type Groups = Partial<Record<'year' | 'number' | 'month' | 'day' | 'decade', string>>;

function offsetOf(match: readonly unknown[]): number {
  return match.find((part) => typeof part === 'number') ?? 0;
}

function toDate(
  groups: Groups,
  place: { readonly text: string; readonly found: string; readonly at: number },
): Omit<AskedDate, 'start' | 'end'> | null {
  const { year, number, month, day, decade } = groups;
  if (decade !== undefined) {
    return { first: `${decade}0`, last: `${decade}9`, text: `the ${decade}0s` };
  }
  if (year === undefined) return null;
  const monthNumber = number ?? numberOf(month);
  const isBare = monthNumber === null;
  if (isBare && isCounted(place)) return null;
  const parts = [year, ...(isBare ? [] : [monthNumber, ...(day === undefined ? [] : [day])])];
  const date = parts.map((part) => part.padStart(2, '0')).join('-');
  return isPartialDate(date) ? { first: date, last: date, text: null } : null;
}

function isCounted({ text, found, at }: { text: string; found: string; at: number }): boolean {
  const after = text.slice(at + found.length);
  return COUNTED.test(after) && !DETERMINED.test(text.slice(0, at));
}

function numberOf(month: string | undefined): string | null {
  if (month === undefined) return null;
  const index = MONTHS.findIndex((name) => name.slice(0, 3) === capitalised(month.slice(0, 3)));
  return String(index + 1).padStart(2, '0');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
