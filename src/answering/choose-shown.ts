// In: ranked passages. Out: those that are shown: copies merged, only what supports the answer, other outlets
// heard, no more than asked for. Each of the parts can be switched off.

import type { Pieces } from '../retrieval/pieces.js';
import type { Question } from '../retrieval/question.js';
import { presentWord } from '../understanding/present-word.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';
import type { Citation } from './answer.js';
import { copyOf } from './cite-passage.js';
import { asTheyAre, mergeCopies, type MergedPassage } from './merge-copies.js';
import { ABOUT_AS_WELL, shareOutlets, type ShownPassage } from './share-outlets.js';

export interface ChoiceOptions {
  readonly question: Pick<Question, 'text'>;
  readonly pieces: Pieces;
}

/** Chooses what is shown, in the order in which it is. */
export function chooseShown(
  ranked: readonly ScoredPassage[],
  options: ChoiceOptions & {
    readonly limit: number;
    /** True where the list is filled up to the limit whatever its end is worth. */
    readonly isPadded: boolean;
  },
): ShownPassage[] {
  const { pieces, limit, isPadded } = options;
  const isTrimmed = pieces.has('support') && !isPadded;
  // Before copies are merged: what is not shown need not be compared, and copies score alike.
  const supporting = isTrimmed ? ranked.filter(isAboutAsGoodAs(ranked[0])) : ranked;
  const merged = mergeFound(supporting, options);
  if (pieces.has('outlets')) return shareOutlets(merged, limit);
  return merged.slice(0, limit).map((item) => ({ ...item, isOtherOutlet: false }));
}

/** What scores much less than the best supports nothing: a list is not padded with it. */
function isAboutAsGoodAs(best: ScoredPassage | undefined): (item: ScoredPassage) => boolean {
  const least = (best?.trace.score ?? 0) - ABOUT_AS_WELL;
  return (item) => item.trace.score >= least;
}

/** Merges copies where that is switched on. */
export function mergeFound(
  ranked: readonly ScoredPassage[],
  { question, pieces }: ChoiceOptions,
): MergedPassage[] {
  if (!pieces.has('copies')) return asTheyAre(ranked);
  return mergeCopies(ranked, { newestFirst: presentWord(question.text) !== null });
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
