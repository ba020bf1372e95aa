// In: answers to questions whose truth is known. Out: the weights of the confidence model and how well they
// are calibrated. The direction comes from a large set and from questions about another one, which its
// corpus cannot answer; the scale comes from the question file of a corpus like those that people run.

import type { Features } from '../answering/features.js';
import { fitLogistic, probability, rescale, type LabelledFeatures } from './fit-logistic.js';

export interface KnownAnswer {
  readonly features: Features | null;
  /** Whether citation 1 holds the evidence. */
  readonly right: boolean;
}

export interface CalibrationBin {
  readonly from: number;
  readonly count: number;
  readonly meanConfidence: number;
  readonly shareRight: number;
}

export interface ConfidenceFit {
  readonly intercept: number;
  readonly weights: Readonly<Record<string, number>>;
  readonly calibration: readonly CalibrationBin[];
}

export function fitConfidence(input: {
  readonly direction: readonly KnownAnswer[];
  readonly scale: readonly KnownAnswer[];
}): ConfidenceFit {
  const direction = rowsOf(input.direction);
  const scale = rowsOf(input.scale);
  const model = rescale(fitLogistic(direction.rows), scale.rows);
  return {
    intercept: model.intercept,
    weights: Object.fromEntries(direction.names.map((name, k) => [name, model.weights[k] ?? 0])),
    calibration: calibrationOf(
      scale.rows.map((row) => ({
        confidence: probability(model, row.values),
        right: row.positive,
      })),
    ),
  };
}

function rowsOf(answers: readonly KnownAnswer[]): {
  readonly names: readonly string[];
  readonly rows: readonly LabelledFeatures[];
} {
  const known = answers.flatMap(({ features, right }) =>
    features === null ? [] : [{ features, right }],
  );
  return {
    names: Object.keys(known[0]?.features ?? {}),
    rows: known.map(({ features, right }) => ({
      values: Object.values(features),
      positive: right,
    })),
  };
}

const BINS = 5;

function calibrationOf(
  answers: readonly { readonly confidence: number; readonly right: boolean }[],
): CalibrationBin[] {
  return Array.from({ length: BINS }, (_, i) => i / BINS).map((from) => {
    const inside = answers.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === from * BINS,
    );
    const count = Math.max(1, inside.length);
    return {
      from,
      count: inside.length,
      meanConfidence: inside.reduce((sum, answer) => sum + answer.confidence, 0) / count,
      shareRight: inside.filter((answer) => answer.right).length / count,
    };
  });
}
