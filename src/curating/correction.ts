// What a person says of a document: a title, an outlet, a date. It wins over whatever the text says; an empty text
// takes back what they said before.

import type { Metadata } from '../corpus/document.js';
import { ReadableError } from '../shared/errors.js';
import { isPartialDate } from '../store/partial-dates.js';

export interface Correction {
  readonly title?: string;
  readonly outlet?: string;
  /** A day, a month or a year. */
  readonly date?: string;
}

/**
 * What is stated, as metadata; what is empty is not stated.
 *
 * @throws ReadableError `source_refused` where a date is none
 */
export function statedBy(correction: Correction): Partial<Metadata> {
  return correctedBy({}, correction);
}

/**
 * What was stated before, corrected.
 *
 * @throws ReadableError `source_refused` where a date is none
 */
export function correctedBy(
  before: Partial<Metadata>,
  { title, outlet, date }: Correction,
): Partial<Metadata> {
  const day = date?.trim();
  if (day !== undefined && day !== '' && !isPartialDate(day)) {
    throw new ReadableError({
      code: 'source_refused',
      text: `“${day.slice(0, 40)}” is not a date.`,
      remedy: 'Write 2026-08-01, 2026-08 or 2026, or leave it empty.',
    });
  }
  const given = Object.entries({ title: title?.trim(), outlet: outlet?.trim(), date: day });
  const said = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  const stated = Object.entries({ ...before, ...said });
  return Object.fromEntries(stated.filter(([, value]) => value !== ''));
}
