// In: answers to questions whose truth is known. Out: the weights of the confidence model and how well they
// are calibrated. The direction comes from a large set, from its questions that its corpus cannot answer and
// from questions about another set; the scale comes from a corpus like those that people run.

import type { Features } from '../answering/features.js';
import {
  fitLogistic,
  logit,
  probability,
  withScale,
  type LabelledFeatures,
  type LogisticModel,
} from './fit-logistic.js';

export interface KnownAnswer {
  readonly features: Features | null;
  /** Whether citation 1 holds the evidence. */
  readonly right: boolean;
  /** 1 unless given. */
  readonly weight?: number;
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

/** The feature that is the same for every question of a corpus: its weight belongs to the scale. */
const OF_CORPUS: keyof Features = 'vocabularyGap';

export function fitConfidence(input: {
  readonly direction: readonly KnownAnswer[];
  readonly scale: readonly KnownAnswer[];
}): ConfidenceFit {
  const names = namesOf([...input.direction, ...input.scale]);
  const ofQuestion = names.filter((name) => name !== OF_CORPUS);
  const direction = fitLogistic(rowsOf(input.direction, ofQuestion));
  const scaleRows = rowsOf(input.scale, ofQuestion);
  const gaps = rowsOf(input.scale, [OF_CORPUS]);
  const scale = fitLogistic(
    scaleRows.map((row, i) => ({
      ...row,
      values: [logit(direction, row.values), gaps[i]?.values[0] ?? 0],
    })),
  );
  const model = withScale(direction, scale);
  const whole: LogisticModel = { ...model, weights: [...model.weights, scale.weights[1] ?? 0] };
  const allRows = rowsOf(input.scale, [...ofQuestion, OF_CORPUS]);
  return {
    intercept: whole.intercept,
    weights: Object.fromEntries(
      [...ofQuestion, OF_CORPUS].map((name, k) => [name, whole.weights[k] ?? 0]),
    ),
    calibration: calibrationOf(
      allRows.map((row) => ({ confidence: probability(whole, row.values), right: row.positive })),
    ),
  };
}

function namesOf(answers: readonly KnownAnswer[]): (keyof Features)[] {
  const known = answers.find(({ features }) => features !== null)?.features ?? {};
  return Object.keys(known) as (keyof Features)[];
}

function rowsOf(
  answers: readonly KnownAnswer[],
  names: readonly (keyof Features)[],
): LabelledFeatures[] {
  return answers.flatMap(({ features, right, weight = 1 }) =>
    features === null
      ? []
      : [{ values: names.map((name) => features[name]), positive: right, weight }],
  );
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
