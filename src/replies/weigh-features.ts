// In: the features of an answer and their weights. Out: what each of them adds to the confidence, against a
// question where everything is as usual. Base and contributions add up to the logit, whatever the weights are.

import type { KeptJudgement } from '../store/state-store.js';
import { featureWords } from './feature-words.js';

export interface WeighedFeature {
  readonly name: string;
  readonly value: number;
  /** What the value is with most questions. */
  readonly usual: number;
  readonly weight: number;
  /** `weight * (value - usual)`: above 0 it speaks for the answer. */
  readonly contribution: number;
}

export interface WeighedFeatures {
  /** The logit of a question where everything is as usual. */
  readonly base: number;
  /** Those that weigh most come first. */
  readonly features: readonly WeighedFeature[];
  /** `base` and all contributions. */
  readonly logit: number;
}

/** A contribution below this moves no confidence by more than about a hundredth, and is not told. */
const TOLD_FROM = 0.05;

/** Weighs what led to a confidence. */
export function weighFeatures({ features, weights }: KeptJudgement): WeighedFeatures {
  const weighed = Object.entries(features).map(([name, value]) => {
    const usual = featureWords(name)?.usual ?? 0;
    const weight = weights[name] ?? 0;
    return { name, value, usual, weight, contribution: weight * (value - usual) };
  });
  const base = weighed.reduce(
    (sum, { weight, usual }) => sum + weight * usual,
    weights.intercept ?? 0,
  );
  return {
    base,
    features: weighed.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    logit: weighed.reduce((sum, { contribution }) => sum + contribution, base),
  };
}

/** `its best sentence is close to the question in meaning (.78, usually .64)`, what weighs most first. */
export function tellFeatures({ features }: WeighedFeatures): {
  readonly speaksFor: readonly string[];
  readonly speaksAgainst: readonly string[];
} {
  const speaksFor: string[] = [];
  const speaksAgainst: string[] = [];
  for (const { name, value, usual, weight, contribution } of features) {
    const words = featureWords(name);
    // Features that measure much the same are fitted together, and one of them may get a weight against its
    // own direction to correct the others: told alone, it would say the opposite of what is the case.
    const isCorrection = words === null || (words.goodSign === 'more') !== weight > 0;
    if (isCorrection || Math.abs(contribution) < TOLD_FROM) continue;
    const figures = `(${showFigure(value)}, usually ${showFigure(usual)})`;
    if (contribution > 0) speaksFor.push(`${words.speaksFor} ${figures}`);
    else speaksAgainst.push(`${words.speaksAgainst} ${figures}`);
  }
  return { speaksFor, speaksAgainst };
}

/** `.78`, `1.00`, `-.05`. */
export function showFigure(value: number): string {
  return value.toFixed(2).replace(/^(-?)0\./, '$1.');
}
