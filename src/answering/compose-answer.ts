// In: what retrieval found for a question. Out: an Answer: outcome, confidence and citations. Pure: the
// words of a citation are slices of the passage, so nothing can be reworded on the way.

import { ALL_PIECES, type Pieces } from '../retrieval/pieces.js';
import type { Question } from '../retrieval/question.js';
import type { Retrieval } from '../retrieval/retrieve.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';
import type { UnderstoodWord } from '../understanding/understanding.js';
import type {
  Answer,
  Citation,
  CorpusSummary,
  Explanation,
  NoneReason,
  Timings,
} from './answer.js';
import { citePassage } from './cite-passage.js';
import { chooseShown, marksOf } from './choose-shown.js';
import { computeFeatures, type Features } from './features.js';
import { chooseHighlight, stemTerms } from './highlight.js';
import { notAQuestion } from './not-a-question.js';
import { CONFIDENCE, judge, USUAL_GAP, type ConfidenceModel, type Judgement } from './outcome.js';
import type { AskedWords } from './score-sentences.js';
import { isNoise } from './small-talk.js';

export interface ComposeInput {
  readonly id: string | undefined;
  readonly question: Question;
  readonly retrieval: Retrieval;
  /** For each term, whether the best passage or its title holds it. */
  readonly present: readonly boolean[];
  readonly limit: number;
  /** True where so many were asked for: then those of less support are shown too. */
  readonly isLimitGiven?: boolean;
  readonly corpus: CorpusSummary;
  readonly timings: Timings;
  readonly explain: boolean;
  /** Parts that are switched on; all unless given. */
  readonly pieces?: Pieces;
  /** The shipped model unless given. */
  readonly model?: ConfidenceModel;
  /** As the build measured it of this corpus; a usual one where it did not. */
  readonly vocabularyGap?: number | undefined;
  /** Words that were read otherwise than typed; none unless given. */
  readonly understood?: readonly UnderstoodWord[];
}

/** Composes the answer to a question. */
export function composeAnswer(input: ComposeInput): Answer {
  const { question, retrieval } = input;
  const terms = stemTerms(retrieval.terms, question.text);
  const [top, ...others] = retrieval.ranked;
  const talk = notAQuestion(question.text);
  if (talk !== null) return refusal(input, talk);
  if (top === undefined) return refusal(input, 'filtered');
  const judged = judgeTop(input, top, others);
  const { judgement } = judged;
  const explanation = input.explain ? { explanation: explain(retrieval, judged) } : {};
  // Words that stand nowhere in the corpus may still be understood, but never as a mere neighbour.
  const isNoisy = isNoise(retrieval.terms) && judgement.outcome !== 'answer';
  if (judgement.outcome === 'none' || isNoisy) {
    const { confidence } = judgement;
    const reason = isNoisy ? 'noise' : 'nothing_near';
    return { ...refusal(input, reason), confidence, ...explanation };
  }
  const { limit, pieces = ALL_PIECES } = input;
  const shown = chooseShown(retrieval.ranked, {
    ...{ question, pieces, limit },
    isPadded: input.isLimitGiven ?? false,
  });
  return {
    ...frame(input),
    outcome: judgement.outcome,
    confidence: judgement.confidence,
    citations: shown.map((item, i) => ({
      ...toCitation(item.lead, terms, i + 1),
      ...marksOf(item),
    })),
    ...explanation,
  };
}

interface Judged {
  readonly features: Features;
  readonly judgement: Judgement;
  readonly model: ConfidenceModel;
}

/** How sure the answer is: the best passage against the others. */
function judgeTop(
  input: ComposeInput,
  top: ScoredPassage,
  others: readonly ScoredPassage[],
): Judged {
  const { question, retrieval, present, model = CONFIDENCE } = input;
  const features = computeFeatures({
    question: question.text,
    vocabularyGap: input.vocabularyGap ?? USUAL_GAP,
    ...{ top, others, present },
    terms: retrieval.terms,
    highlight: chooseHighlight(top, stemTerms(retrieval.terms, question.text)),
  });
  return { features, judgement: judge(features, model), model };
}

function refusal(input: ComposeInput, reason: NoneReason): Answer {
  return { ...frame(input), outcome: 'none', confidence: 0, citations: [], reason };
}

/** Turns a ranked passage into a citation with its best sentence. */
export function toCitation(scored: ScoredPassage, terms: AskedWords, n: number): Citation {
  const { highlight, lead } = chooseHighlight(scored, terms);
  const marks = { n, highlight, ...(lead === null ? {} : { lead }), score: scored.trace.score };
  return citePassage(scored.passage, marks);
}

type Frame = Pick<Answer, 'id' | 'question' | 'corpus' | 'timings' | 'understood'>;

function frame(input: ComposeInput): Frame {
  const { understood = [] } = input;
  return {
    ...(input.id === undefined ? {} : { id: input.id }),
    ...(understood.length === 0 ? {} : { understood }),
    question: input.question.asked,
    corpus: input.corpus,
    timings: input.timings,
  };
}

function explain(retrieval: Retrieval, { features, judgement, model }: Judged): Explanation {
  return {
    fusion: retrieval.weights,
    terms: retrieval.terms,
    matches: retrieval.ranked.map(({ passage, trace }, i) => ({
      n: i + 1,
      label: passage.label,
      file: passage.document.file,
      ordinal: passage.ordinal,
      trace,
    })),
    features,
    weights: { intercept: model.intercept, ...model.weights },
    logit: judgement.logit,
  };
}
