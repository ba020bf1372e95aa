// The regression gate: the real model over real questions. A floor is the figure that was measured, less
// about one standard error (DECISIONS.md); where the issue that set it names a bound, it is that bound.

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { AskedQuestion, QuestionFigures } from '../../src/evaluation/evaluate-questions.js';
import { runEvaluation } from '../../src/run-evaluation.js';
import { parseSettings } from '../../src/settings.js';
import { silentLog } from '../../src/shared/log.js';
import { besideProject } from '../support/beside.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const TIMEOUT_MS = 240_000;

async function ask(questions: string, corpus: string) {
  const asked: AskedQuestion[] = [];
  const { figures } = await runEvaluation({
    settings: parseSettings({ DATA_DIR: temporaryFolder() }, PROJECT),
    log: silentLog,
    dataSet: undefined,
    questions,
    corpus,
    onAsked: (item) => asked.push(item),
  });
  return { figures: figures as QuestionFigures, asked };
}

/** Every highlight and lead is a whole slice of its citation, and citations are numbered from 1. */
function expectWellFormed(asked: readonly AskedQuestion[]): void {
  for (const { answer } of asked) {
    expect(answer.citations.map((citation) => citation.n)).toEqual(
      answer.citations.map((_, i) => i + 1),
    );
    for (const { text, highlight, lead } of answer.citations) {
      expect(text.slice(highlight.start, highlight.end).trim()).not.toBe('');
      expect(highlight.end).toBeLessThanOrEqual(text.length);
      if (lead !== undefined) expect(lead.end).toBeLessThanOrEqual(highlight.start);
    }
    if (answer.outcome === 'none') expect(answer.citations).toEqual([]);
  }
}

describe('answers over the shipped corpus', () => {
  it(
    'keep the measured quality on our own questions',
    async () => {
      const questions = `${PROJECT}test/questions/shipped-corpus.jsonl`;
      const { figures, asked } = await ask(questions, `${PROJECT}corpus`);
      expectWellFormed(asked);
      expect(figures.answerable).toBeGreaterThanOrEqual(60);
      expect(figures.evidenceIn1).toBeGreaterThanOrEqual(0.66);
      expect(figures.evidenceIn3).toBeGreaterThanOrEqual(0.85);
      expect(figures.evidenceIn5).toBeGreaterThanOrEqual(0.86);
      expect(figures.answeredAnswerable).toBeGreaterThanOrEqual(0.78);
      expect(figures.wronglyAnswered).toBeLessThanOrEqual(0.28);
      expect(figures.auroc).toBeGreaterThanOrEqual(0.83);
      // Measured .097, a shade below its bound: the scale of confidence was fitted on these and larger sets.
      expect(figures.confidence?.ece).toBeLessThanOrEqual(0.1);
      expect(figures.verbatim.checked).toBeGreaterThan(0);
      expect(figures.verbatim.failed).toBe(0);
    },
    TIMEOUT_MS,
  );
});

const seeds = besideProject('seeds');
const seedQuestions = besideProject('eval/seed-questions.public.jsonl');

describe('answers over the scraped articles beside the project', () => {
  it.skipIf(seeds === null || seedQuestions === null)(
    'find the evidence, refuse the rest and quote verbatim',
    async () => {
      const { figures, asked } = await ask(seedQuestions ?? '', seeds ?? '');
      expectWellFormed(asked);
      expect(figures.evidenceIn1).toBeGreaterThanOrEqual(0.85);
      expect(figures.evidenceIn3).toBeGreaterThanOrEqual(0.95);
      expect(figures.answeredUnanswerable).toBe(0);
      expect(figures.answeredAnswerable).toBeGreaterThanOrEqual(0.92);
      expect(figures.auroc).toBeGreaterThanOrEqual(0.985);
      // Measured .112 on 55 questions it was not fitted on: to be brought to .08.
      expect(figures.confidence?.ece).toBeLessThanOrEqual(0.15);
      expect(figures.verbatim.checked).toBeGreaterThan(100);
      expect(figures.verbatim.failed).toBe(0);
    },
    TIMEOUT_MS,
  );
});
