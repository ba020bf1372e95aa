// In: labelled questions over a corpus folder and an answerer. Out: is the evidence in what is shown, are
// the others refused, and is every quotation verbatim?

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from '../answering/answer.js';
import type { Answerer } from '../answering/answerer.js';
import type { Features } from '../answering/features.js';
import type { LabelledQuestion } from './data-set.js';
import { auroc, mean } from './metrics.js';

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
  /** Quotations of plain-text files looked up in the file itself. */
  readonly verbatim: { readonly checked: number; readonly failed: number };
}

export interface AskedQuestion {
  readonly question: LabelledQuestion;
  readonly answer: Answer;
  readonly features: Features | null;
}

/** Asks every question and measures the answers. */
export async function evaluateQuestions(
  answerer: Answerer,
  input: { readonly questions: readonly LabelledQuestion[]; readonly corpusDir: string },
): Promise<{ readonly figures: QuestionFigures; readonly asked: readonly AskedQuestion[] }> {
  const asked: AskedQuestion[] = [];
  for (const question of input.questions) {
    const answer = await answerer.answer({ question: question.question, explain: true });
    asked.push({ question, answer, features: answer.explanation?.features ?? null });
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
  };
}

export function evidenceWithin({ question, answer }: AskedQuestion, k: number): boolean {
  const evidence = foldWhiteSpace(question.evidence ?? '');
  if (evidence === '') return false;
  return answer.citations
    .slice(0, k)
    .some((citation) => foldWhiteSpace(citation.text).includes(evidence));
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
