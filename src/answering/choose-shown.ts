// In: ranked passages. Out: those that are shown: copies merged, other outlets heard, no more than asked for.
// Each of the two parts can be switched off.

import type { Pieces } from '../retrieval/pieces.js';
import type { Question } from '../retrieval/question.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';
import type { Citation } from './answer.js';
import { copyOf } from './cite-passage.js';
import { asksForLatest } from './asks-for-latest.js';
import { asTheyAre, mergeCopies, type MergedPassage } from './merge-copies.js';
import { shareOutlets, type ShownPassage } from './share-outlets.js';

export interface ChoiceOptions {
  readonly question: Pick<Question, 'text'>;
  readonly pieces: Pieces;
}

/** Chooses what is shown, in the order in which it is. */
export function chooseShown(
  ranked: readonly ScoredPassage[],
  options: ChoiceOptions & { readonly limit: number },
): ShownPassage[] {
  const merged = mergeFound(ranked, options);
  if (options.pieces.has('outlets')) return shareOutlets(merged, options.limit);
  return merged.slice(0, options.limit).map((item) => ({ ...item, isOtherOutlet: false }));
}

/** Merges copies where that is switched on. */
export function mergeFound(
  ranked: readonly ScoredPassage[],
  { question, pieces }: ChoiceOptions,
): MergedPassage[] {
  if (!pieces.has('copies')) return asTheyAre(ranked);
  return mergeCopies(ranked, { newestFirst: asksForLatest(question.text) });
}

/** What a citation says beside its passage: where else the same stands, and why it stands where it does. */
export function marksOf({
  copies,
  isOtherOutlet = false,
}: Pick<MergedPassage, 'copies'> & { readonly isOtherOutlet?: boolean }): Pick<
  Citation,
  'alsoIn' | 'isOtherOutlet'
> {
  return {
    ...(copies.length === 0 ? {} : { alsoIn: copies.map(copyOf) }),
    ...(isOtherOutlet ? { isOtherOutlet: true } : {}),
  };
}
