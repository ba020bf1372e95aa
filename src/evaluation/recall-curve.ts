// Recall against k: how far down a ranking one has to read. The steps are those of every set and report.

import { mean } from './metrics.js';

export const RECALL_STEPS = [1, 2, 3, 5, 10, 20, 50, 100] as const;

export interface RecallPoint {
  readonly k: number;
  readonly recall: number;
}

/** Averages each query's recall at every step; empty where there is no query. */
export function recallCurve<T>(
  queries: readonly T[],
  recallOf: (query: T, k: number) => number,
): RecallPoint[] {
  return RECALL_STEPS.flatMap((k) => {
    const recall = mean(queries.map((query) => recallOf(query, k)));
    return recall === null ? [] : [{ k, recall }];
  });
}
