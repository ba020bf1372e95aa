// In: a question, its filters, the dates of the corpus and of today. Out: one line where the question asks
// beyond the corpus, or null. Partial dates are compared as ranges of days, so nothing is claimed that may not
// be so: "2021" does not lie beyond a corpus that ends in July 2021.

import type { CorpusSummary } from '../answering/answer.js';
import type { Filter } from '../store/knowledge-store.js';
import { firstDay, lastDay } from '../store/partial-dates.js';
import { datesAsked, type AskedDate } from '../understanding/dates-asked.js';
import { presentWord } from '../understanding/present-word.js';
import type { AskedParts } from './asked.js';
import { spellDate } from './show-date.js';

export interface AsOfInput {
  /** Without its operators. */
  readonly question: string;
  readonly about?: AskedParts['about'];
  readonly filter: Pick<Filter, 'after' | 'before'>;
  readonly corpus: Pick<CorpusSummary, 'first' | 'last'>;
  readonly now: Date;
}

/** Days behind today from which a corpus no longer tells of the present. */
const STALE_DAYS = 60;
const DAY_MS = 24 * 60 * 60 * 1000;

/** One line where a question asks for what the corpus cannot hold. */
export function asOfLine(input: AsOfInput): string | null {
  const { first, last } = input.corpus;
  if (first === null || last === null) return null;
  const who = input.about === 'message' ? 'the message speaks of' : 'the question asks about';
  const dates = datesAsked(input.question);
  const later = latest(dates.filter((date) => firstDay(date.first) > lastDay(last)));
  const { after, before } = input.filter;
  if (later !== null) return `${ends(last)}; ${who} ${named(later)}.`;
  if (after !== undefined && firstDay(after) > lastDay(last)) {
    return `${ends(last)}; the question asks for documents from ${spellDate(after)} on.`;
  }
  const sooner = earliest(dates.filter((date) => lastDay(date.last) < firstDay(first)));
  if (sooner !== null) return `${begins(first)}; ${who} ${named(sooner)}.`;
  if (before !== undefined && firstDay(before) <= firstDay(first)) {
    return `${begins(first)}; the question asks for documents before ${spellDate(before)}.`;
  }
  return aboutThePresent(input, last);
}

/** A message's own "today" is the day it was written, which is not known here. */
function aboutThePresent(input: AsOfInput, last: string): string | null {
  if (input.about === 'message') return null;
  const word = presentWord(input.question);
  const stale = Date.parse(lastDay(last)) + STALE_DAYS * DAY_MS;
  if (word === null || !(input.now.getTime() > stale)) return null;
  return `${ends(last)}; the question asks about “${word.toLowerCase()}”.`;
}

function ends(last: string): string {
  return `The corpus ends ${preposition(last)} ${spellDate(last)}`;
}

function begins(first: string): string {
  return `The corpus begins ${preposition(first)} ${spellDate(first)}`;
}

function preposition(date: string): string {
  return date.length === '2021-07-08'.length ? 'on' : 'in';
}

function named({ first, text }: AskedDate): string {
  return text ?? spellDate(first);
}

function latest(dates: readonly AskedDate[]): AskedDate | null {
  return [...dates].sort((a, b) => (lastDay(a.last) < lastDay(b.last) ? 1 : -1))[0] ?? null;
}

function earliest(dates: readonly AskedDate[]): AskedDate | null {
  return [...dates].sort((a, b) => (firstDay(a.first) < firstDay(b.first) ? -1 : 1))[0] ?? null;
}
