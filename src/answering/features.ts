// In: what retrieval found. Out: the few numbers that tell an answered question from one that is not. Each
// is free of the corpus' size, so that weights carry over; no single cosine does (DECISIONS.md).

import type { TermStatistics } from '../retrieval/retrieve.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';
import type { Highlight } from './highlight.js';

export interface Features {
  /** Cosine of question and best passage. */
  readonly cosine: number;
  /** Best sentence cosine in that passage. */
  readonly sentenceCosine: number;
  /** Share of the question's idf mass in the best passage, its title included. */
  readonly coverage: number;
  /** Share of the question's idf mass in the highlighted sentence. */
  readonly sentenceCoverage: number;
  /** BM25 of the best passage over the question's idf mass. */
  readonly lexicalStrength: number;
  /** How far the best dense score stands above the mean of the others that were read. */
  readonly prominence: number;
  /** Share of the idf mass in terms that stand nowhere in the corpus. */
  readonly unknown: number;
}

export interface FeatureInput {
  readonly top: ScoredPassage;
  readonly others: readonly ScoredPassage[];
  readonly terms: readonly TermStatistics[];
  /** For each term, whether the best passage or its title holds it. */
  readonly present: readonly boolean[];
  readonly highlight: Highlight;
}

export function computeFeatures(input: FeatureInput): Features {
  const { top, others, terms, present, highlight } = input;
  const mass = terms.reduce((sum, term) => sum + term.idf, 0);
  const share = (chosen: (term: TermStatistics, i: number) => boolean): number =>
    mass === 0
      ? 0
      : terms.reduce((sum, term, i) => sum + (chosen(term, i) ? term.idf : 0), 0) / mass;
  const background =
    others.length === 0
      ? top.trace.dense
      : others.reduce((sum, other) => sum + other.trace.dense, 0) / others.length;
  return {
    cosine: top.trace.cosine,
    sentenceCosine: top.trace.sentenceCosine,
    coverage: share((_, i) => present[i] === true),
    sentenceCoverage: highlight.overlap,
    lexicalStrength: mass === 0 ? 0 : top.trace.bm25 / mass,
    prominence: top.trace.dense - background,
    unknown: share((term) => term.frequency === 0),
  };
}
