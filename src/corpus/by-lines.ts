// One line near the top of a text -> the name or the date it consists of, or null. The whole line must
// be a by-line or a date line: a sentence that holds a name or a date is neither.

import type { PartialDate } from './document.js';
import { foldWhiteSpace } from './fold-white-space.js';
import { findDate } from './parse-date.js';
import { isPersonName } from './text-shape.js';

/** A line that is a date, with what else stood on it. */
export interface DateLine {
  readonly date: PartialDate;
  /** "Published: ..."; such a line counts below the text, too. */
  readonly isLabelled: boolean;
  /** "Updated: ..."; gives way to a date of publication. */
  readonly isUpdate: boolean;
  readonly author: string | null;
}

const LONGEST_DATE_LINE = 120;
const BY =
  /^(?:by|author|authors|written by|text by|text|автор|авторы|von|par|por|di|yazan|yazar)\s*(?::\s*|\s+)/iu;
const UPDATE_LABEL = /^(?:last )?(?:updated?|modified|edited)(?: on| at)?\s*:?\s*/i;
const DATE_LABEL =
  /^(?:(?:first )?(?:published|posted)(?: on| at)?|publication date|date(?: of publication)?|issued|опубликовано|дата(?: публикации)?|veröffentlicht(?: am)?|datum|publié(?: le)?|publicado(?: el)?|pubblicato(?: il)?|yayınlanma(?: tarihi)?|yayın tarihi|tarih)\s*:?\s+/iu;
const CLOCK_TIME = /\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?/gi;
const TIME_ZONE = /\b(?:UTC|GMT|MSK|[A-Z]{1,3}[SD]?T)\b(?:\s?[+-]\d{1,2}(?::?\d{2})?)?/g;
const IN_BRACKETS = /\([^()]{2,30}\)/g;
const SMALL_WORDS = /(?<!\p{L})(?:at|on|um|à|a las|saat|uhr|года|год|г|le|am|the)(?!\p{L})\.?/giu;

/** The name in a by-line such as "By Jane Doe" or "Author: Jane Doe, Reuters", or null. */
export function bylineName(text: string): string | null {
  if (text.length > LONGEST_DATE_LINE || !BY.test(text)) return null;
  const name = text.replace(BY, '').replace(/\.$/, '');
  const people = (name.split(/,| \| /, 1)[0] ?? '').split(/ (?:and|&|и|und|et) /);
  return people.every((person) => isPersonName(person.trim())) ? name : null;
}

/** Reads a line that is nothing but a date: label, time, zone and a by-line may stand beside it. */
export function dateLineOf(text: string): DateLine | null {
  if (text.length > LONGEST_DATE_LINE) return null;
  const isUpdate = UPDATE_LABEL.test(text);
  const unlabelled = text.replace(UPDATE_LABEL, '').replace(DATE_LABEL, '');
  const isLabelled = unlabelled !== text;
  const found = findDate(unlabelled);
  if (found === null) return null;
  const rest = remainder(`${unlabelled.slice(0, found.start)} | ${unlabelled.slice(found.end)}`);
  const author = rest.map(bylineName).find((name) => name !== null) ?? null;
  const others = rest.filter((part) => bylineName(part) === null);
  if (!others.every(isPlaceOrDay)) return null;
  return { date: found.date, isLabelled, isUpdate, author };
}

/** The parts of a date line that are neither date nor time. */
function remainder(text: string): readonly string[] {
  return text
    .replace(CLOCK_TIME, ' ')
    .replace(TIME_ZONE, ' ')
    .replace(IN_BRACKETS, ' ')
    .split(/[|•·,/]|\s[–—-]\s/)
    .map((part) => foldWhiteSpace(part.replace(SMALL_WORDS, ' ').replace(/^[\s.:-]+|[\s.:-]+$/g, '')))
    .filter((part) => part !== '');
}

/** One capitalised word (a city, a day of the week), or an update beside the first date. */
function isPlaceOrDay(part: string): boolean {
  return /^\p{L}{2,20}$/u.test(part);
}

/** "(Local time), Berlin": what some sites put on a line of its own below the date. */
export function isTimeZoneLine(text: string): boolean {
  return /^\(?\p{L}+(?: \p{L}+)? time\)?(?:,\s*\p{Lu}[\p{L}-]+)?$/u.test(text);
}

/** The date in "MOSCOW, May 25, 2021 (Agency) - The ...", the opening of an agency's prose. */
export function datelineOfProse(text: string): PartialDate | null {
  const opening = text.slice(0, 110);
  const found = findDate(opening);
  if (found === null) return null;
  const before = opening.slice(0, found.start);
  const isPlace = /^(?:\p{Lu}[\p{L}.'’-]*[ ,/]*){1,4}(?:\([^()]{2,30}\)[ ,]*)?$/u.test(before);
  const isDateline = /^\.?,?\s*(?:[([][^()[\]]{2,30}[)\]]|\/[^/]{2,30}\/)?\s*(?:[–—-]|:)\s/.test(
    opening.slice(found.end),
  );
  return isPlace && isDateline ? found.date : null;
}
