// In: outcomes with what the set says of each question. Out: how often each outcome came, by label.

import type { Outcome } from '../answering/answer.js';

export interface OutcomeShares {
  readonly queries: number;
  readonly answer: number;
  readonly closest: number;
  readonly none: number;
}

export interface OutcomesByLabel {
  /** Null where no question has the label. A question without a label counts as answerable. */
  readonly answerable: OutcomeShares | null;
  readonly unanswerable: OutcomeShares | null;
}

export interface LabelledOutcome {
  readonly answerable: boolean;
  readonly outcome: Outcome;
}

export function outcomesByLabel(items: readonly LabelledOutcome[]): OutcomesByLabel {
  return {
    answerable: shares(items.filter((item) => item.answerable)),
    unanswerable: shares(items.filter((item) => !item.answerable)),
  };
}

function shares(items: readonly LabelledOutcome[]): OutcomeShares | null {
  if (items.length === 0) return null;
  const share = (outcome: Outcome): number =>
    items.filter((item) => item.outcome === outcome).length / items.length;
  return {
    queries: items.length,
    answer: share('answer'),
    closest: share('closest'),
    none: share('none'),
  };
}
