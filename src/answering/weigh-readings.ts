// In: what a corpus finds for a question as it was asked, and for it completed from the one before. Out: which
// of the two it supports. Completed only where it leads back to a passage that the earlier answer showed, which
// speaks of whom the question names as well; a question that could stand alone is otherwise left alone.

import { stem } from '../retrieval/stem.js';
import { words } from '../retrieval/terms.js';
import type { Answer } from './answer.js';
import { namesOf } from './question-parts.js';

export interface TwoReadings {
  readonly asked: Answer;
  readonly completed: Answer;
  /** Labels of what the earlier answer showed. */
  readonly shown: readonly number[];
}

/** True where the corpus supports the completed question rather than the one that was asked. */
export function supportsCompleted({ asked, completed, shown }: TwoReadings): boolean {
  const [best] = completed.citations;
  if (best === undefined || completed.outcome !== 'answer') return false;
  // As asked where both are supported as well.
  if (completed.confidence <= asked.confidence) return false;
  const held = stemsOf(`${best.document.title} ${best.text}`);
  const named = namesOf(asked.question).flatMap((name) => [...stemsOf(name.text)]);
  return shown.includes(best.label) && named.every((name) => held.has(name));
}

function stemsOf(text: string): ReadonlySet<string> {
  return new Set(words(text).map((word) => stem(word)));
}
