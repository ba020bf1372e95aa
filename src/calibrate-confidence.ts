// `npm run calibrate`, wired: asks an operator's labelled questions of the index as it is, fits the confidence to
// them, and keeps the fit where it does better on questions that it has not seen.

import { resolve } from 'node:path';
import { DEFAULT_COLLECTION } from './answering/answerer.js';
import { CONFIDENCE } from './answering/outcome.js';
import { writeCalibration } from './confidence-file.js';
import { dataFiles } from './data-files.js';
import {
  calibrate,
  LEAST_OF_A_KIND,
  LEAST_QUESTIONS,
  type Calibration,
  type LabelledAnswer,
} from './evaluation/calibrate.js';
import { readQuestions } from './evaluation/data-set.js';
import { evaluateQuestions, isRight } from './evaluation/evaluate-questions.js';
import { modelFromSettings } from './model-from-settings.js';
import { openAnswerer } from './open-answerer.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import type { Log } from './shared/log.js';

export interface CalibrationCall {
  readonly settings: Settings;
  readonly log: Log;
  /** A question file, such as exported feedback. */
  readonly file: string;
  readonly now: Date;
}

export interface CalibrationResult extends Calibration {
  /** Lines without a label. */
  readonly skipped: readonly string[];
  readonly kept: boolean;
}

/**
 * Calibrates the collection that is searched without a name.
 *
 * @throws ReadableError `too_few_questions`, `data_set_invalid`, and what opening an index throws
 */
export async function calibrateConfidence(call: CalibrationCall): Promise<CalibrationResult> {
  const { settings, log } = call;
  const skipped: string[] = [];
  const questions = await readQuestions(resolve(call.file), (name) => skipped.push(name));
  const answerer = await openAnswerer({ settings, log, calibrations: null });
  try {
    const corpusDir = settings.corpusDir;
    const { asked } = await evaluateQuestions(answerer, { questions, corpusDir });
    const answers = asked.flatMap((item): LabelledAnswer[] =>
      item.features === null ? [] : [{ features: item.features, right: isRight(item) }],
    );
    requireEnough(answers);
    const calibration = calibrate(answers, CONFIDENCE);
    if (calibration.pays) await keep(call, calibration);
    return { ...calibration, skipped, kept: calibration.pays };
  } finally {
    await answerer.close();
  }
}

/** Goes back to the confidence as shipped. */
export async function forgetCalibration(settings: Settings): Promise<void> {
  await writeCalibration(dataFiles(settings.dataDir).confidence, DEFAULT_COLLECTION, null);
}

async function keep(call: CalibrationCall, { scale, questions }: Calibration): Promise<void> {
  const { identity } = await modelFromSettings(call.settings);
  await writeCalibration(dataFiles(call.settings.dataDir).confidence, DEFAULT_COLLECTION, {
    fingerprint: identity.fingerprint,
    ...scale,
    questions,
    calibratedAt: call.now.toISOString(),
  });
}

function requireEnough(answers: readonly LabelledAnswer[]): void {
  const right = answers.filter((answer) => answer.right).length;
  const least = Math.min(right, answers.length - right);
  if (answers.length >= LEAST_QUESTIONS && least >= LEAST_OF_A_KIND) return;
  throw new ReadableError({
    code: 'too_few_questions',
    text: `${answers.length} questions were answered, ${right} of them rightly: too few to calibrate with.`,
    remedy: `Give at least ${LEAST_QUESTIONS}, of which ${LEAST_OF_A_KIND} are answered and ${LEAST_OF_A_KIND} are not.`,
  });
}
