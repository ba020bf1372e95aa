// In: what a corpus finds for a question as it was asked, and for it completed from the one before. Out: which
// of the two it supports. Completed only where one passage speaks of both: of whom the question names and of
// what was asked before; a question that could stand alone is otherwise left alone.

import { stem } from '../retrieval/stem.js';
import { words } from '../retrieval/terms.js';
import type { Answer } from './answer.js';
import { namesOf } from './question-parts.js';

export interface TwoReadings {
  /** Answered with `explain`. */
  readonly asked: Answer;
  /** Answered with `explain`. */
  readonly completed: Answer;
}

/** Share of the added words' idf mass that the best passage must hold. */
export const TOPIC_HELD = 0.5;

/** True where the corpus supports the completed question rather than the one that was asked. */
export function supportsCompleted({ asked, completed }: TwoReadings): boolean {
  if (completed.outcome !== 'answer') return false;
  const { names, topic } = evidenceOf({ asked, completed });
  return names === 1 && topic >= TOPIC_HELD && completed.confidence > asked.confidence;
}

/** Shares, 0 to 1, of the names asked about and of the words added that the best passage holds. */
export function evidenceOf({ asked, completed }: TwoReadings): { names: number; topic: number } {
  const [best] = completed.citations;
  if (best === undefined) return { names: 0, topic: 0 };
  const held = stemsOf(`${best.document.title} ${best.text}`);
  const own = stemsOf(asked.question);
  const named = namesOf(asked.question).flatMap((name) => words(name.text).map((word) => stem(word)));
  const added = (completed.explanation?.terms ?? []).filter(({ term }) => !own.has(stem(term)));
  const mass = added.reduce((sum, { idf }) => sum + idf, 0);
  const found = added.reduce((sum, { term, idf }) => sum + (held.has(stem(term)) ? idf : 0), 0);
  return {
    names: named.length === 0 ? 1 : named.filter((name) => held.has(name)).length / named.length,
    topic: mass === 0 ? 0 : found / mass,
  };
}

function stemsOf(text: string): ReadonlySet<string> {
  return new Set(words(text).map((word) => stem(word)));
}
