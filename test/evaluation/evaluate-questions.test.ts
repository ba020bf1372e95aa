// What the figures of a question file mean.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer, Outcome } from '../../src/answering/answer.js';
import type { LabelledQuestion } from '../../src/evaluation/data-set.js';
import { evaluateQuestions } from '../../src/evaluation/evaluate-questions.js';
import { fakeAnswerer } from '../console/fake-answerer.js';
import { answerOf, citationOf } from '../replies/answers.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TEXT = 'Bagram was given up. Nobody said why.';

function asks(question: string, evidence: string | null): LabelledQuestion {
  return { id: question, question, answerable: evidence !== null, source: 'a.txt', evidence };
}

function answering(answers: Readonly<Record<string, Answer>>) {
  return fakeAnswerer({ answer: ({ question }) => answers[question] ?? answerOf({ question }) });
}

function answer(outcome: Outcome, confidence: number, texts: readonly string[]): Answer {
  const citations = texts.map((text, i) =>
    citationOf(text, { n: i + 1, highlight: { start: 0, end: 20 }, document: { file: 'a.txt' } }),
  );
  return answerOf({ outcome, confidence, citations });
}

function folderWith(text: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), text);
  return folder;
}

describe('evaluateQuestions', () => {
  it('tells where the evidence stands, folding white space', async () => {
    const { figures } = await evaluateQuestions(
      answering({
        first: answer('answer', 0.9, [TEXT]),
        second: answer('closest', 0.3, ['Something else stands here.', TEXT]),
        nowhere: answer('none', 0.1, []),
      }),
      {
        questions: [
          asks('first', 'Bagram was  given up.'),
          asks('second', 'given\nup'),
          asks('nowhere', 'given up'),
        ],
        corpusDir: folderWith(TEXT),
      },
    );
    expect(figures).toMatchObject({ answerable: 3, unanswerable: 0, auroc: null });
    expect(figures.evidenceIn1).toBeCloseTo(1 / 3);
    expect(figures.evidenceIn3).toBeCloseTo(2 / 3);
    expect(figures.evidenceInHighlight).toBeCloseTo(1 / 3);
    expect(figures.answeredAnswerable).toBeCloseTo(1 / 3);
  });

  it('counts an unanswerable question as wrong only where it was answered', async () => {
    const { figures } = await evaluateQuestions(
      answering({
        good: answer('answer', 0.8, [TEXT]),
        bad: answer('answer', 0.9, [TEXT]),
        refused: answer('closest', 0.2, [TEXT]),
      }),
      {
        questions: [asks('good', 'given up'), asks('bad', null), asks('refused', null)],
        corpusDir: folderWith(TEXT),
      },
    );
    expect(figures).toMatchObject({ answeredUnanswerable: 1, wronglyAnswered: 0.5, auroc: 0.5 });
  });

  it('finds a quotation that its file does not hold', async () => {
    const { figures } = await evaluateQuestions(
      answering({ q: answer('answer', 0.8, [TEXT, 'Bagram was handed over. Nobody.']) }),
      {
        questions: [asks('q', 'given up')],
        corpusDir: folderWith('Bagram was given\nup. Nobody said why.'),
      },
    );
    expect(figures.verbatim).toEqual({ checked: 2, failed: 1 });
  });
});
