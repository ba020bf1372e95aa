// What measuring gives: one set's figures with what they belong to, and several sets beside each other.

import type { Piece } from '../retrieval/pieces.js';
import type { DataSetFigures } from './evaluate-data-set.js';
import type { QuestionFigures } from './evaluate-questions.js';
import type { RunFacts } from './run-facts.js';

export interface EvaluationResult {
  readonly name: string;
  readonly documents: number;
  readonly passages: number;
  /** Of this build; a second run embeds nothing. */
  readonly buildSeconds: number;
  readonly embeddedPassages: number;
  readonly passagesPerSecond: number | null;
  readonly figures: DataSetFigures | QuestionFigures;
  /** Lines of a question file without a label, such as exported feedback that nobody completed yet. */
  readonly skipped: readonly string[];
  readonly run: RunFacts;
}

/** Every set, complete and, where that was asked, without one part after the other. */
export interface Yardstick {
  readonly sets: readonly EvaluationResult[];
  readonly ablation: readonly AblatedPiece[];
  /** What is not there and so not measured, a line each. */
  readonly missing: readonly string[];
  /** What is there and could not be measured, a line each. */
  readonly failed: readonly string[];
}

export interface AblatedPiece {
  readonly piece: Piece;
  /** In the order of the complete sets. */
  readonly sets: readonly EvaluationResult[];
}
