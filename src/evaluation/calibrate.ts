// In: an operator's labelled questions as they were answered. Out: how the confidence has to be stretched and
// moved so that it means what it says on that corpus, and whether that pays on questions it was not fitted to.
// Two numbers only: a few dozen questions cannot carry more, and the order of answers stays as it was.

import type { Features } from '../answering/features.js';
import type { ConfidenceModel, ConfidenceScale } from '../answering/outcome.js';
import { fitLogistic, type LabelledFeatures } from './fit-logistic.js';
import { mean } from './metrics.js';

export interface LabelledAnswer {
  readonly features: Features;
  /** Whether the first passage found holds the evidence. */
  readonly right: boolean;
}

export interface Calibration {
  readonly scale: ConfidenceScale;
  readonly questions: number;
  readonly right: number;
  /** Mean squared error of the confidence as it is, and as fitted on the other questions. */
  readonly brier: { readonly before: number; readonly after: number };
  /** False where the fit does no better on questions it has not seen, or turns the order around. */
  readonly pays: boolean;
}

/** Fewer questions, or fewer of either kind, say nothing. */
export const LEAST_QUESTIONS = 20;
export const LEAST_OF_A_KIND = 5;

/** Parts of the cross-validation. */
const FOLDS = 5;

/**
 * Rows that say "as it is" and count as this many questions: without them a few questions that a model tells apart
 * perfectly would stretch the confidence to 0 and 1.
 */
const PRIOR_QUESTIONS = 10;
const PRIOR_LOGITS = [-3, -1.5, 0, 1.5, 3] as const;

/** Fits the scale of a confidence model. */
export function calibrate(answers: readonly LabelledAnswer[], model: ConfidenceModel): Calibration {
  const rows = answers.map(({ features, right }) => ({
    values: [logitOf(features, model)],
    positive: right,
  }));
  const scale = fitScale(rows);
  const brier = {
    before: brierOf(rows, () => ({ slope: 1, offset: 0 })),
    after: brierOf(rows, (i) => fitScale(rows.filter((_, j) => j % FOLDS !== i % FOLDS))),
  };
  return {
    scale,
    questions: rows.length,
    right: rows.filter(({ positive }) => positive).length,
    brier,
    pays: scale.slope > 0 && brier.after < brier.before,
  };
}

function logitOf(features: Features, model: ConfidenceModel): number {
  const names = Object.keys(model.weights) as (keyof Features)[];
  return names.reduce((sum, name) => sum + model.weights[name] * features[name], model.intercept);
}

function fitScale(rows: readonly LabelledFeatures[]): ConfidenceScale {
  const weight = PRIOR_QUESTIONS / PRIOR_LOGITS.length;
  const prior = PRIOR_LOGITS.flatMap((logit) => {
    const share = 1 / (1 + Math.exp(-logit));
    return [
      { values: [logit], positive: true, weight: weight * share },
      { values: [logit], positive: false, weight: weight * (1 - share) },
    ];
  });
  const { weights, intercept } = fitLogistic([...rows, ...prior]);
  return { slope: weights[0] ?? 1, offset: intercept };
}

/** Mean squared error, each row judged by the scale that is given for it. */
function brierOf(
  rows: readonly LabelledFeatures[],
  scaleFor: (row: number) => ConfidenceScale,
): number {
  const errors = rows.map(({ values, positive }, i) => {
    const { slope, offset } = scaleFor(i);
    const confidence = 1 / (1 + Math.exp(-(slope * (values[0] ?? 0) + offset)));
    return (confidence - (positive ? 1 : 0)) ** 2;
  });
  return mean(errors) ?? 0;
}
