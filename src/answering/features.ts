// In: what retrieval found. Out: the few numbers that tell an answered question from one that is not. Each
// is nearly free of the corpus' size; what is left of it, the build measures (`vocabularyGap`).

import type { TermStatistics } from '../retrieval/retrieve.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';
import { holdsKind, kindAskedFor } from './answer-kind.js';
import type { Highlight } from './highlight.js';
import { namesMissing, negationMissing, numbersMissing } from './question-conditions.js';

export interface Features {
  /** Cosine of question and best passage. */
  readonly cosine: number;
  /** Cosine of question and highlighted sentence. */
  readonly sentenceCosine: number;
  /** Share of the question's idf mass in the best passage, its title included. */
  readonly coverage: number;
  /** Share of the question's idf mass in the highlighted sentence or the one before it. */
  readonly sentenceCoverage: number;
  /** Share of the question's neighbouring words that stand side by side in a sentence. */
  readonly order: number;
  /** BM25 of the best passage over the question's idf mass. */
  readonly lexicalStrength: number;
  /** How far the best dense score stands above the mean of the others that were read. */
  readonly prominence: number;
  /** Share of the idf mass in terms that stand nowhere in the corpus. */
  readonly unknown: number;
  /** 1 where the question denies something and the highlighted sentence does not. */
  readonly negationMissing: number;
  /** Share of the question's numbers that the passage lacks. */
  readonly numbersMissing: number;
  /** Share of the question's names that the passage lacks. */
  readonly namesMissing: number;
  /** 1 where the highlighted sentence holds nothing of the kind that is asked for, such as a date. */
  readonly kindMissing: number;
  /** How much of any text's words this corpus does not know, at most MOST_GAP: the same for all questions. */
  readonly vocabularyGap: number;
}

/** Five documents say too little of each other: above this, a larger gap means no more. */
const MOST_GAP = 0.4;

export interface FeatureInput {
  readonly question: string;
  readonly top: ScoredPassage;
  readonly others: readonly ScoredPassage[];
  readonly terms: readonly TermStatistics[];
  /** For each term, whether the best passage or its title holds it. */
  readonly present: readonly boolean[];
  readonly highlight: Highlight;
  /** As the build measured it. */
  readonly vocabularyGap: number;
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
    sentenceCosine: highlight.cosine,
    coverage: share((_, i) => present[i] === true),
    sentenceCoverage: highlight.overlapWithBefore,
    order: top.trace.order,
    lexicalStrength: mass === 0 ? 0 : top.trace.bm25 / mass,
    prominence: top.trace.dense - background,
    unknown: share((term) => term.frequency === 0),
    ...conditionsMissing(input),
    vocabularyGap: Math.min(input.vocabularyGap, MOST_GAP),
  };
}

function conditionsMissing({
  question,
  top: { passage },
  highlight: { highlight },
}: FeatureInput): Pick<
  Features,
  'negationMissing' | 'numbersMissing' | 'namesMissing' | 'kindMissing'
> {
  const text = `${passage.document.title}\n${passage.text}`;
  const sentence = passage.text.slice(highlight.start, highlight.end);
  const kind = kindAskedFor(question);
  return {
    negationMissing: negationMissing(question, sentence),
    numbersMissing: numbersMissing(question, text),
    namesMissing: namesMissing(question, text),
    kindMissing: kind === null || holdsKind(kind, sentence, question) ? 0 : 1,
  };
}
