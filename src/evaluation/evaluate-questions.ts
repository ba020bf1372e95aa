// In: labelled questions over a corpus folder and an answerer. Out: is the evidence in what is shown, are
// the others refused, and is every quotation verbatim?

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer, Citation } from '../answering/answer.js';
import type { Answerer } from '../answering/answerer.js';
import type { Features } from '../answering/features.js';
import { confidenceFigures, type ConfidenceFigures } from './confidence-figures.js';
import type { LabelledQuestion } from './data-set.js';
import { latencyByPart, type LatencyByPart } from './latency-figures.js';
import { auroc, mean } from './metrics.js';
import { outcomesByLabel, type OutcomesByLabel } from './outcome-shares.js';
import { RECALL_STEPS, recallCurve, type RecallPoint } from './recall-curve.js';
import { charactersShown, citedFigures, SHOWN, type CitedFigures } from './shown-figures.js';

export interface QuestionFigures {
  readonly questions: number;
  readonly answerable: number;
  readonly unanswerable: number;
  /** Shares of the answerable questions. */
  readonly evidenceIn1: number | null;
  readonly evidenceIn3: number | null;
  readonly evidenceIn5: number | null;
  readonly evidenceInHighlight: number | null;
  readonly answeredAnswerable: number | null;
  readonly refusedAnswerable: number | null;
  /** Number and share of the unanswerable questions that were answered. */
  readonly answeredUnanswerable: number;
  readonly wronglyAnswered: number | null;
  readonly auroc: number | null;
  readonly outcomes: OutcomesByLabel;
  readonly confidence: ConfidenceFigures | null;
  /** Evidence within the first k passages found, shown or not. */
  readonly recallAt: readonly RecallPoint[];
  readonly charactersInFive: number | null;
  readonly cited: CitedFigures | null;
  readonly latency: LatencyByPart | null;
  /** Quotations of plain-text files looked up in the file itself. */
  readonly verbatim: { readonly checked: number; readonly failed: number };
}

export interface AskedQuestion {
  readonly question: LabelledQuestion;
  readonly answer: Answer;
  readonly features: Features | null;
  /** Passages in rank order, shown or not. */
  readonly found: readonly Citation[];
}

const FOUND = Math.max(...RECALL_STEPS);

/** Asks every question and measures the answers. */
export async function evaluateQuestions(
  answerer: Answerer,
  input: { readonly questions: readonly LabelledQuestion[]; readonly corpusDir: string },
): Promise<{ readonly figures: QuestionFigures; readonly asked: readonly AskedQuestion[] }> {
  const asked: AskedQuestion[] = [];
  for (const question of input.questions) {
    const request = { question: question.question, explain: true };
    const answer = await answerer.answer(request);
    const { citations: found } = await answerer.sources({ ...request, found: FOUND });
    asked.push({ question, answer, features: answer.explanation?.features ?? null, found });
  }
  const verbatim = await checkVerbatim(asked, input.corpusDir);
  return { figures: { ...figuresOf(asked), verbatim }, asked };
}

function figuresOf(asked: readonly AskedQuestion[]): Omit<QuestionFigures, 'verbatim'> {
  const answerable = asked.filter(({ question }) => question.answerable);
  const unanswerable = asked.filter(({ question }) => !question.answerable);
  const within = (k: number): number | null =>
    mean(answerable.map((item) => (evidenceWithin(item, k) ? 1 : 0)));
  const answered = (items: readonly AskedQuestion[]): number =>
    items.filter(({ answer }) => answer.outcome === 'answer').length;
  const share = (count: number, items: readonly AskedQuestion[]): number | null =>
    items.length === 0 ? null : count / items.length;
  return {
    questions: asked.length,
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    evidenceIn1: within(1),
    evidenceIn3: within(3),
    evidenceIn5: within(5),
    evidenceInHighlight: mean(answerable.map((item) => (evidenceHighlighted(item) ? 1 : 0))),
    answeredAnswerable: share(answered(answerable), answerable),
    refusedAnswerable: share(answerable.length - answered(answerable), answerable),
    answeredUnanswerable: answered(unanswerable),
    wronglyAnswered: share(answered(unanswerable), unanswerable),
    auroc: auroc(
      asked.map(({ question, answer }) => ({
        score: answer.confidence,
        positive: question.answerable,
      })),
    ),
    ...answerFigures(asked),
    recallAt: recallCurve(answerable, ({ question, found }, k) =>
      holdsEvidence(question, found.slice(0, k)) ? 1 : 0,
    ),
  };
}

function answerFigures(
  asked: readonly AskedQuestion[],
): Pick<QuestionFigures, 'outcomes' | 'confidence' | 'charactersInFive' | 'cited' | 'latency'> {
  return {
    outcomes: outcomesByLabel(
      asked.map(({ question, answer }) => ({
        answerable: question.answerable,
        outcome: answer.outcome,
      })),
    ),
    confidence: confidenceFigures(
      asked.map((item) => ({ confidence: item.answer.confidence, right: isRight(item) })),
    ),
    charactersInFive: charactersShown(asked.map(({ found }) => found.slice(0, SHOWN))),
    cited: citedFigures(asked.map(({ answer }) => answer.citations)),
    latency: latencyByPart(asked.map(({ answer }) => answer.timings)),
  };
}

/** Whether citation 1, or what would have been it where nothing is shown, holds the evidence. */
export function isRight({ question, answer, found }: AskedQuestion): boolean {
  const first = answer.citations[0] ?? found[0];
  return question.answerable && first !== undefined && holdsEvidence(question, [first]);
}

export function evidenceWithin({ question, answer }: AskedQuestion, k: number): boolean {
  return holdsEvidence(question, answer.citations.slice(0, k));
}

function holdsEvidence(question: LabelledQuestion, citations: readonly Citation[]): boolean {
  const evidence = foldWhiteSpace(question.evidence ?? '');
  if (evidence === '') return false;
  return citations.some((citation) => foldWhiteSpace(citation.text).includes(evidence));
}

/** Evidence longer than a sentence counts where the highlight lies within it. */
function evidenceHighlighted({ question, answer }: AskedQuestion): boolean {
  const first = answer.citations[0];
  const evidence = foldWhiteSpace(question.evidence ?? '');
  if (first === undefined || evidence === '') return false;
  const sentence = foldWhiteSpace(first.text.slice(first.highlight.start, first.highlight.end));
  return sentence.includes(evidence) || evidence.includes(sentence);
}

async function checkVerbatim(
  asked: readonly AskedQuestion[],
  corpusDir: string,
): Promise<QuestionFigures['verbatim']> {
  const sources = new Map<string, string>();
  let checked = 0;
  let failed = 0;
  for (const citation of asked.flatMap(({ answer }) => answer.citations)) {
    const { file } = citation.document;
    if (!/\.te?xt$/i.test(file)) continue;
    const known =
      sources.get(file) ?? foldWhiteSpace(await readFile(join(corpusDir, file), 'utf8'));
    sources.set(file, known);
    checked += 1;
    if (!known.includes(foldWhiteSpace(citation.text))) failed += 1;
  }
  return { checked, failed };
}

function foldWhiteSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
