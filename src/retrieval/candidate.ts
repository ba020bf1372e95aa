// A passage on its way to its rank: its label and the scores so far.

import type { StoredPassage } from '../store/knowledge-store.js';
import type { ScoreTrace } from './scored-passage.js';

export interface Candidate {
  readonly label: number;
  readonly trace: ScoreTrace;
}

/** What is added to a passage's score beside how well it fits, such as for the time asked about; bounded. */
export type Preference = (passage: StoredPassage) => number;

/** Best first; equal ones in the order of their labels. */
export function byScore(a: Candidate, b: Candidate): number {
  return b.trace.score - a.trace.score || a.label - b.label;
}

/** Adds what is preferred to the candidates' scores and orders them anew. */
export function addPreference(
  candidates: readonly Candidate[],
  passages: readonly StoredPassage[],
  preference: Preference,
): Candidate[] {
  const bonuses = new Map(passages.map((passage) => [passage.label, preference(passage)]));
  return candidates
    .map(({ label, trace }) => {
      const bonus = bonuses.get(label) ?? 0;
      return {
        label,
        trace: bonus === 0 ? trace : { ...trace, bonus, score: trace.score + bonus },
      };
    })
    .sort(byScore);
}
