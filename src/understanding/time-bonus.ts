// In: the time a question asks about and a passage. Out: what is added to the passage's score. A preference, not
// a filter: documents may be undated, and an article of 2021 may tell about 2015.

import type { PartialDate } from '../corpus/document.js';
import type { StoredPassage } from '../store/knowledge-store.js';
import { firstDay, lastDay } from '../store/partial-dates.js';
import { datesAsked } from './dates-asked.js';
import type { DayRange } from './time-asked.js';

/** What a question says of time. */
export interface AskedTime {
  readonly ranges: readonly DayRange[];
  /** True where it asks for the newest. */
  readonly isRecent: boolean;
}

/** Added where the document's date, or a date in the text, lies in the time asked about (DECISIONS.md). */
export const DATE_BONUS = 0.02;
/** Added to the newest document where the newest is asked for; halves with each half-life of age. */
export const RECENCY_BONUS = 0.02;
/** The half-life as a share of the time that the corpus spans: weeks in one of months, years in one of decades. */
export const HALF_LIFE_SHARE = 0.25;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Earliest and latest date of a corpus; null where nothing is dated. */
export interface CorpusTime {
  readonly first: PartialDate | null;
  readonly last: PartialDate | null;
}

/** Tells what time adds to a passage's score; null where the question asks for no time. */
export function timeBonus(
  time: AskedTime,
  corpus: CorpusTime,
): ((passage: StoredPassage) => number) | null {
  const { ranges, isRecent } = time;
  if (ranges.length === 0 && !isRecent) return null;
  return (passage) => {
    const inRange = ranges.length > 0 && isOf(passage, ranges) ? DATE_BONUS : 0;
    const recent = isRecent ? recency(passage.document.date, corpus) : 0;
    return inRange + recent * RECENCY_BONUS;
  };
}

/** 1 for the corpus' newest day, halved with each half-life before it; 0 for what is undated. */
function recency(date: PartialDate | null, { first, last }: CorpusTime): number {
  if (date === null || first === null || last === null) return 0;
  const newest = Date.parse(lastDay(last));
  const halfLife = Math.max(DAY_MS, HALF_LIFE_SHARE * (newest - Date.parse(firstDay(first))));
  return 0.5 ** (Math.max(0, newest - Date.parse(lastDay(date))) / halfLife);
}

function isOf({ document, text }: StoredPassage, ranges: readonly DayRange[]): boolean {
  const { date } = document;
  if (date !== null && ranges.some((range) => overlaps(range, date))) return true;
  return datesAsked(text).some(({ first, last }) =>
    ranges.some((range) => contains(range, firstDay(first), lastDay(last))),
  );
}

function overlaps({ from, to }: DayRange, date: PartialDate): boolean {
  return (from === null || lastDay(date) >= from) && (to === null || firstDay(date) <= to);
}

function contains({ from, to }: DayRange, first: string, last: string): boolean {
  return (from === null || first >= from) && (to === null || last <= to);
}
