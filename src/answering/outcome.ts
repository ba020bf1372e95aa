// In: features. Out: a confidence and one of three outcomes. A logistic model over several features; its
// weights are provisional until they are calibrated for each corpus (DECISIONS.md has the fit).

import type { Outcome } from './answer.js';
import type { Features } from './features.js';

export interface ConfidenceModel {
  readonly intercept: number;
  readonly weights: Readonly<Record<keyof Features, number>>;
}

/** Fitted by scripts/fit-confidence.ts on the sets named in DECISIONS.md. */
export const CONFIDENCE: ConfidenceModel = {
  intercept: -8.328,
  weights: {
    cosine: 3.787,
    sentenceCosine: 5.921,
    coverage: 1.757,
    sentenceCoverage: 2.62,
    order: 0.035,
    lexicalStrength: -1.033,
    prominence: 5.872,
    unknown: -0.79,
    negationMissing: -2.453,
    numbersMissing: -1.667,
    namesMissing: -1.334,
    kindMissing: -0.71,
    vocabularyGap: 3.604,
  },
};

/** The vocabulary gap of a corpus that was not measured: that of some hundred articles. */
export const USUAL_GAP = 0.1;

/**
 * At or above: shown as an answer. Below the half, because a quotation lets the reader judge. On the seeds the
 * answerable questions begin at .47 and the others end at .29, on our own the others have a gap from .28 to .47.
 */
export const ANSWER_AT = 0.38;
/** At or above, and below ANSWER_AT: shown as the closest passages; below: nothing is shown (DECISIONS.md). */
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

/** How a model's logit is stretched and moved. */
export interface ConfidenceScale {
  readonly slope: number;
  readonly offset: number;
}

/** A model with another scale; the order of answers stays as it was. */
export function rescaled(
  model: ConfidenceModel,
  { slope, offset }: ConfidenceScale,
): ConfidenceModel {
  const weights = Object.fromEntries(
    Object.entries(model.weights).map(([name, weight]) => [name, slope * weight]),
  ) as ConfidenceModel['weights'];
  return { intercept: slope * model.intercept + offset, weights };
}
