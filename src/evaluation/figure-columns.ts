// The columns in which sets stand beside each other: a heading, what it means, and where a result has it.
// A data set and a question file have different figures; a column is empty where a set lacks its own.

import type { DataSetFigures } from './evaluate-data-set.js';
import type { QuestionFigures } from './evaluate-questions.js';
import type { EvaluationResult } from './evaluation-result.js';

export interface FigureColumn {
  readonly heading: string;
  readonly meaning: string;
  /** Decimals shown. */
  readonly decimals: 0 | 1 | 3;
  /** Whether a part's worth is told by it: how right answers are, not how many or how fast. */
  readonly isQuality: boolean;
  readonly of: (result: EvaluationResult) => number | null;
}

type Read<T> = (figures: T) => number | null | undefined;

const ofSet =
  (read: Read<DataSetFigures>): FigureColumn['of'] =>
  ({ figures }) =>
    'retrieval' in figures ? (read(figures) ?? null) : null;

const ofQuestions =
  (read: Read<QuestionFigures>): FigureColumn['of'] =>
  ({ figures }) =>
    'questions' in figures ? (read(figures) ?? null) : null;

const ofBoth =
  (read: Read<DataSetFigures | QuestionFigures>): FigureColumn['of'] =>
  ({ figures }) =>
    read(figures) ?? null;

function quality(heading: string, meaning: string, of: FigureColumn['of']): FigureColumn {
  return { heading, meaning, decimals: 3, isQuality: true, of };
}

function amount(
  heading: string,
  meaning: string,
  input: Pick<FigureColumn, 'of' | 'decimals'>,
): FigureColumn {
  return { heading, meaning, isQuality: false, ...input };
}

const RETRIEVED: readonly FigureColumn[] = [
  quality(
    'nDCG@10',
    'discounted gain of the first ten documents',
    ofSet((f) => f.retrieval.ndcg10),
  ),
  quality(
    'MRR@10',
    'mean of 1 / rank of the first right document',
    ofSet((f) => f.retrieval.mrr10),
  ),
  quality(
    'hit@1',
    'the first document is right',
    ofSet((f) => f.retrieval.hit1),
  ),
  quality(
    'R@10',
    'recall of the first ten documents',
    ofSet((f) => f.retrieval.recall10),
  ),
  quality(
    'R@100',
    'recall of the first hundred',
    ofSet((f) => f.retrieval.recall100),
  ),
  quality(
    'ev@1',
    'the evidence stands in citation 1',
    ofQuestions((f) => f.evidenceIn1),
  ),
  quality(
    'ev@3',
    'in the first three citations',
    ofQuestions((f) => f.evidenceIn3),
  ),
  quality(
    'ev@5',
    'in the first five',
    ofQuestions((f) => f.evidenceIn5),
  ),
];

const HIGHLIGHTED: readonly FigureColumn[] = [
  quality(
    'high',
    'the highlighted sentence holds the answer (question files: the evidence)',
    ({ figures }) =>
      'retrieval' in figures ? figures.answerInHighlight : figures.evidenceInHighlight,
  ),
  quality(
    'high|found',
    'the same, where the right paragraph stands first',
    ofSet((f) => f.highlight?.paragraphFound.share),
  ),
  quality(
    'high|given',
    'the same, with the right paragraph given',
    ofSet((f) => f.highlight?.paragraphGiven.share),
  ),
  quality(
    'sent@1',
    'the first of our sentences is a gold one',
    ofSet((f) => f.sentences?.hit1),
  ),
  quality(
    'MAP',
    'mean average precision over our sentences',
    ofSet((f) => f.sentences?.map),
  ),
  quality(
    'sent@1 set',
    "the same over the set's own sentences",
    ofSet((f) => f.sentencesGiven?.hit1),
  ),
  quality(
    'MAP set',
    "the same over the set's own sentences",
    ofSet((f) => f.sentencesGiven?.map),
  ),
];

const SHOWN: readonly FigureColumn[] = [
  quality(
    'tok R',
    'marked tokens that the first five passages show',
    ofSet((f) => f.shown?.tokenRecall),
  ),
  quality(
    'tok P',
    'shown tokens that are marked',
    ofSet((f) => f.shown?.tokenPrecision),
  ),
  quality(
    'IoU',
    'marked and shown over marked or shown',
    ofSet((f) => f.shown?.tokenIou),
  ),
  amount('chars', 'characters in the first five passages', {
    decimals: 0,
    of: ofBoth((f) => f.charactersInFive),
  }),
  amount('cited', 'citations in an answer', { decimals: 1, of: ofBoth((f) => f.cited?.citations) }),
];

const TRUSTED: readonly FigureColumn[] = [
  quality('AUROC', 'confidence tells answerable from unanswerable', ({ figures }) =>
    'retrieval' in figures ? (figures.refusal?.auroc ?? null) : figures.auroc,
  ),
  quality(
    'answered',
    'answerable questions that are answered',
    ofBoth((f) => f.outcomes.answerable?.answer),
  ),
  quality(
    'wrongly',
    'unanswerable questions that are answered',
    ofBoth((f) => f.outcomes.unanswerable?.answer),
  ),
  quality(
    'ECE',
    'expected calibration error of confidence',
    ofBoth((f) => f.confidence?.ece),
  ),
  quality(
    'Brier',
    'mean squared error of confidence',
    ofBoth((f) => f.confidence?.brier),
  ),
  quality(
    'AURC',
    'area under risk against coverage',
    ofBoth((f) => f.confidence?.aurc),
  ),
];

const COSTS: readonly FigureColumn[] = [
  amount('p50 ms', 'median time of a query', {
    decimals: 1,
    of: ofBoth((f) => f.latency?.total.p50Ms),
  }),
  amount('p95 ms', '95th percentile', { decimals: 1, of: ofBoth((f) => f.latency?.total.p95Ms) }),
  amount('pass/s', 'passages embedded a second in this build', {
    decimals: 1,
    of: (result) => result.passagesPerSecond,
  }),
];

const COUNTS: readonly FigureColumn[] = [
  amount('docs', 'documents', { decimals: 0, of: (result) => result.documents }),
  amount('passages', 'passages', { decimals: 0, of: (result) => result.passages }),
  amount('queries', 'questions asked', {
    decimals: 0,
    of: ofBoth(
      ({ outcomes }) => (outcomes.answerable?.queries ?? 0) + (outcomes.unanswerable?.queries ?? 0),
    ),
  }),
];

export const FIGURE_COLUMNS: readonly FigureColumn[] = [
  ...COUNTS,
  ...RETRIEVED,
  ...HIGHLIGHTED,
  ...SHOWN,
  ...TRUSTED,
  ...COSTS,
];

/** A figure as it stands in a table: `.932`, `1.000`, `41.5`; empty where there is none. */
export function showFigure(value: number | null, decimals: number): string {
  if (value === null) return '';
  const text = value.toFixed(decimals);
  return decimals === 3 ? text.replace(/^(-?)0\./, '$1.') : text;
}

/** A difference with its sign: `+.004`, `-.012`; a dot where nothing changed. */
export function showDifference(value: number | null): string {
  if (value === null) return '';
  const text = showFigure(value, 3);
  if (/^-?\.000$/.test(text)) return '·';
  return value > 0 ? `+${text}` : text;
}

/** A set's name without what a file's name adds to it. */
export function setLabel({ name }: Pick<EvaluationResult, 'name'>): string {
  return name.replace(/\.jsonl$/, '');
}
