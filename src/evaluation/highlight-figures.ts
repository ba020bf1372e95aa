// In: queries with answer strings and what was found. Out: how often the one highlighted sentence holds an
// answer: over all, where the right paragraph stood first, and where the right paragraph is given.

import type { Citation } from '../answering/answer.js';
import type { RankedSentence } from '../answering/answerer.js';
import { mean } from './metrics.js';

export interface HighlightFigures {
  readonly queries: number;
  /** Share of all queries with answer strings. */
  readonly overall: number;
  /** Of the queries whose right paragraph was ranked first. */
  readonly paragraphFound: HighlightShare;
  /** The right paragraph's sentences ranked, found or not: is an answer in the first? */
  readonly paragraphGiven: HighlightShare;
}

export interface HighlightShare {
  readonly queries: number;
  readonly share: number | null;
}

export interface HighlightCase {
  readonly answers: readonly string[];
  readonly first: Citation | undefined;
  /** Whether the first ranked document is a relevant one. */
  readonly isFound: boolean;
  /** The right paragraph's sentences, best first; null where the set does not name it. */
  readonly given: readonly RankedSentence[] | null;
}

/** Null where no query has answer strings. */
export function highlightFigures(cases: readonly HighlightCase[]): HighlightFigures | null {
  const overall = mean(cases.map(isHighlighted));
  if (overall === null) return null;
  return {
    queries: cases.length,
    overall,
    paragraphFound: shareOf(cases.filter((item) => item.isFound).map(isHighlighted)),
    paragraphGiven: shareOf(
      cases.flatMap(({ answers, given }) =>
        given === null ? [] : [holdsAnswer(given[0]?.text ?? '', answers)],
      ),
    ),
  };
}

function shareOf(hits: readonly number[]): HighlightShare {
  return { queries: hits.length, share: mean(hits) };
}

function isHighlighted({ first, answers }: HighlightCase): number {
  if (first === undefined) return 0;
  return holdsAnswer(first.text.slice(first.highlight.start, first.highlight.end), answers);
}

function holdsAnswer(sentence: string, answers: readonly string[]): number {
  const text = fold(sentence);
  return answers.map(fold).some((answer) => answer !== '' && text.includes(answer)) ? 1 : 0;
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
