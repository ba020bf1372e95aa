// Several sets measured in one go, and each again without one part after the other where that is asked. A
// set that cannot be measured is named and the others go on, because a run takes long.

import type { AblatedPiece, EvaluationResult, Yardstick } from './evaluation/evaluation-result.js';
import type { EvaluationTarget } from './evaluation/find-targets.js';
import type { Variant } from './evaluation/variant.js';
import { prepareEvaluation, type EvaluationContext } from './prepare-evaluation.js';
import { PIECES, type Piece } from './retrieval/pieces.js';
import { ReadableError } from './shared/errors.js';

export interface YardstickRequest extends EvaluationContext {
  readonly targets: readonly EvaluationTarget[];
  /** What is known to be missing. */
  readonly missing?: readonly string[];
  readonly variant: Variant;
  /** Whether every set is asked again without each part that is on. */
  readonly isAblated: boolean;
  /** Told of every set before it is measured. */
  readonly onSet?: (name: string) => void;
  /** Told of a set that cannot be measured; unless given, the error is thrown. */
  readonly onFailure?: (text: string) => void;
}

/**
 * Measures every target.
 *
 * @throws ReadableError where a target cannot be measured and nobody is told of it
 */
export async function runYardstick(request: YardstickRequest): Promise<Yardstick> {
  const { variant } = request;
  const left = PIECES.filter((piece) => request.isAblated && !variant.without.includes(piece));
  const measured: MeasuredTarget[] = [];
  const failed: string[] = [];
  for (const target of request.targets) {
    try {
      request.onSet?.(target.kind === 'data-set' ? target.folder : target.file);
      measured.push(await measureTarget(request, target, left));
    } catch (error) {
      if (!(error instanceof ReadableError) || request.onFailure === undefined) throw error;
      request.onFailure(error.message);
      failed.push(error.message);
    }
  }
  return {
    sets: measured.map(({ complete }) => complete),
    ablation: left.map((piece): AblatedPiece => {
      const sets = measured.flatMap(({ without }) => without.get(piece) ?? []);
      return { piece, sets };
    }),
    missing: request.missing ?? [],
    failed,
  };
}

interface MeasuredTarget {
  readonly complete: EvaluationResult;
  readonly without: ReadonlyMap<Piece, EvaluationResult>;
}

async function measureTarget(
  request: YardstickRequest,
  target: EvaluationTarget,
  left: readonly Piece[],
): Promise<MeasuredTarget> {
  const { variant } = request;
  const prepared = await prepareEvaluation(request, target);
  try {
    const complete = await prepared.measure(variant);
    const without = new Map<Piece, EvaluationResult>();
    for (const piece of left) {
      const lesser = { ...variant, without: [...variant.without, piece] };
      without.set(piece, await prepared.measure(lesser));
    }
    return { complete, without };
  } finally {
    await prepared.close();
  }
}
