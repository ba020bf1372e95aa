// In: a request and what was found for it. Out: the answer that this makes, without the copies that the build knows of.

import { corpusSummary } from './open-corpus.js';
import type { Pieces } from '../retrieval/pieces.js';
import { termsHeld } from '../retrieval/word-evidence.js';
import type { Generation } from '../store/knowledge-store.js';
import type { Answer } from './answer.js';
import { DEFAULT_CITATIONS, MAX_CITATIONS, type AskRequest } from './answerer.js';
import { composeAnswer } from './compose-answer.js';
import { timingsOf, type FoundPassages } from './find-passages.js';
import type { ConfidenceModel } from './outcome.js';

export interface ComposingParts {
  readonly pieces: Pieces;
  /** Passages that are ranked again, and of which an answer is made. */
  readonly reranked: number;
  readonly confidenceOf: (generation: Generation) => ConfidenceModel;
}

/** Composes the answer to a request. */
export function composeFound(
  request: AskRequest,
  found: FoundPassages,
  { pieces, reranked, confidenceOf }: ComposingParts,
): Answer {
  const { corpus, question, retrieval } = found;
  const ranked = retrieval.ranked.slice(0, reranked);
  const top = ranked[0];
  return composeAnswer({
    id: request.id,
    question,
    retrieval: { ...retrieval, ranked },
    present: top === undefined ? [] : termsHeld(top.passage, question.terms),
    limit: clamp(request.limit ?? request.most ?? DEFAULT_CITATIONS, MAX_CITATIONS),
    isLimitGiven: request.limit !== undefined,
    corpus: corpusSummary(corpus),
    timings: timingsOf(found),
    explain: request.explain ?? false,
    pieces,
    model: confidenceOf(corpus.calibrated),
    vocabularyGap: corpus.generation.measure?.vocabularyGap,
    understood: found.understood,
  });
}

/** A whole number from 1 to the most. */
export function clamp(limit: number, most: number): number {
  return Math.min(most, Math.max(1, Math.trunc(limit)));
}
