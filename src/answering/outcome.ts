// In: features. Out: a confidence and one of three outcomes. A logistic model over several features; its
// weights are provisional until they are calibrated for each corpus (DECISIONS.md has the fit).

import type { Outcome } from './answer.js';
import type { Features } from './features.js';

export interface ConfidenceModel {
  readonly intercept: number;
  readonly weights: Readonly<Record<keyof Features, number>>;
}

/** Fitted by `npm run evaluate -- --fit` on the sets named in DECISIONS.md. */
export const CONFIDENCE: ConfidenceModel = {
  intercept: -18,
  weights: {
    cosine: 8,
    sentenceCosine: 12,
    coverage: 3,
    sentenceCoverage: 1,
    lexicalStrength: 0,
    prominence: 4,
    unknown: -2,
  },
};

/** At or above: shown as an answer. */
export const ANSWER_AT = 0.5;
/** At or above, and below ANSWER_AT: shown as the closest passages; below: nothing is shown. */
export const CLOSEST_AT = 0.15;

export interface Judgement {
  readonly outcome: Outcome;
  readonly confidence: number;
  readonly logit: number;
}

export function judge(features: Features, model: ConfidenceModel = CONFIDENCE): Judgement {
  const names = Object.keys(model.weights) as (keyof Features)[];
  const logit = names.reduce(
    (sum, name) => sum + model.weights[name] * features[name],
    model.intercept,
  );
  const confidence = 1 / (1 + Math.exp(-logit));
  const outcome =
    confidence >= ANSWER_AT ? 'answer' : confidence >= CLOSEST_AT ? 'closest' : 'none';
  return { outcome, confidence, logit };
}
