// In: terms and in how many passages each stands. Out: those whose passages are read and scored: the rarest, until they
// bring as many passages as a question may cost. What a passage scores comes from its rare words; a common word alone
// never made one the best, and reading all that hold it is what made searches slow.

export interface CountedTerm {
  readonly term: string;
  /** Passages that hold it. */
  readonly frequency: number;
}

export interface DrivingTerms<T> {
  /** The rarest first; each of their passages is read. */
  readonly driving: readonly T[];
  /** True where not every term drives, or the passages of the only one are more than may be read. */
  readonly isCut: boolean;
}

/** Chooses the terms that drive a search over at most so many passages; always one where any stands anywhere. */
export function drivingTerms<T extends CountedTerm>(
  terms: readonly T[],
  mostPassages: number,
): DrivingTerms<T> {
  const found = terms
    .filter(({ frequency }) => frequency > 0)
    .sort((a, b) => a.frequency - b.frequency);
  let passages = 0;
  const driving: T[] = [];
  for (const term of found) {
    if (driving.length > 0 && passages + term.frequency > mostPassages) break;
    driving.push(term);
    passages += term.frequency;
  }
  return { driving, isCut: driving.length < found.length || passages > mostPassages };
}
