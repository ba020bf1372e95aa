// Feedback as questions: what becomes a label, what a person has to look at, and what is left out.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportSummary } from '../../src/feedback/export-summary.js';
import { questionLines, type Evidence } from '../../src/feedback/question-lines.js';
import type { AnswerRecord, Feedback, FeedbackOnAnswer } from '../../src/store/state-store.js';
import { afterNoon, bareFound, feedbackOf, recordOf } from '../contracts/state-store/records.js';

const EVIDENCE = new Map<string, Evidence>([
  ['a', { source: 'harbour.md', sentence: 'The ferry left at noon.' }],
]);

function said(
  parts: Partial<Feedback> = {},
  answer: Partial<AnswerRecord> | null = {},
): FeedbackOnAnswer {
  const feedback = feedbackOf('a', { question: 'When did the ferry leave?', ...parts });
  return { feedback, answer: answer === null ? null : recordOf(feedback.answerId, answer) };
}

describe('questionLines', () => {
  it('makes praise an answerable question with the sentence that was shown', () => {
    const { lines, leftOut } = questionLines([said()], EVIDENCE);
    expect(leftOut).toEqual([]);
    expect(lines).toStrictEqual([
      {
        id: expect.stringMatching(/^f-[0-9a-f]{12}$/) as string,
        question: 'When did the ferry leave?',
        answerable: true,
        source: 'harbour.md',
        evidence: 'The ferry left at noon.',
        verdict: 'up',
        reason: null,
      },
    ]);
  });

  it.each([
    ['should_have_found', 'evidence'],
    ['wrong_source', 'review'],
    ['outdated', 'review'],
    ['not_relevant', 'review'],
    [null, 'review'],
  ] as const)('leaves a complaint (%s) open for %s', (reason, needs) => {
    const { lines } = questionLines([said({ verdict: 'down', reason }, null)], EVIDENCE);
    const open = { answerable: null, source: null, evidence: null };
    expect(lines[0]).toMatchObject({ ...open, verdict: 'down', reason, needs });
  });

  it('leaves praise of an answer that showed nothing open for review', () => {
    const { lines } = questionLines(
      [said({}, { outcome: 'none', found: [bareFound(1)] })],
      EVIDENCE,
    );
    expect(lines[0]).toMatchObject({ answerable: null, evidence: null, needs: 'review' });
  });

  it('leaves out by name what cannot be a question', () => {
    const { lines, leftOut } = questionLines(
      [
        said({ question: null }),
        said({ createdAt: afterNoon(1) }, null),
        said({ answerId: 'b' }),
        said({ question: null, verdict: 'down' }),
      ],
      EVIDENCE,
    );
    expect(lines).toEqual([]);
    expect(leftOut.map(({ why }) => why)).toEqual([
      'no_question',
      'answer_gone',
      'passage_gone',
      'no_question',
    ]);
  });

  it('keeps every line of the same question, each with an id of its own', () => {
    const same = [said({ person: 'ann' }), said({ person: 'bob' }), said({ verdict: 'down' })];
    const { lines } = questionLines(same, EVIDENCE);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(3);
    expect(lines.map(({ verdict }) => verdict)).toEqual(['up', 'up', 'down']);
  });

  it('names the same feedback alike whatever else is exported with it', () => {
    const item = said({ createdAt: afterNoon(5) });
    const alone = questionLines([item], EVIDENCE).lines[0]?.id;
    const others = [said({ answerId: 'b' }), said(), item];
    expect(questionLines(others, EVIDENCE).lines.map(({ id }) => id)).toContain(alone);
  });

  it('tells nothing of who said it, asked it, or where', () => {
    const people = fc.string({ minLength: 6 }).filter((text) => /^\w+$/.test(text));
    fc.assert(
      fc.property(people, (person) => {
        const where = { asker: person, guild: person, conversation: person };
        const { lines } = questionLines([said({ person }, where)], EVIDENCE);
        const other = questionLines([said({ person: 'another' }, where)], EVIDENCE).lines;
        expect(lines).toEqual(other);
        expect(JSON.stringify(Object.values(lines[0] ?? {}))).not.toContain(`"${person}"`);
      }),
    );
  });
});

describe('exportSummary', () => {
  it('counts what was exported and what is still to be done', () => {
    const items = [
      said(),
      said({ verdict: 'down', reason: 'should_have_found' }),
      said({ verdict: 'down', reason: 'outdated' }),
    ];
    expect(exportSummary(questionLines(items, EVIDENCE))).toBe(
      'Exported 3 questions: 1 ready, 1 to be given evidence, 1 to be reviewed.',
    );
  });

  it('says in the same line what was left out and why', () => {
    const result = questionLines(
      [said({ question: null }), said({}, null), said({ answerId: 'b' })],
      EVIDENCE,
    );
    const [, gone, passage] = result.leftOut.map(({ id }) => id);
    expect(exportSummary(result)).toBe(
      'Exported 0 questions: 0 ready, 0 to be given evidence, 0 to be reviewed. Left out: ' +
        `1 without a question (voters add it, or KEEP_QUESTIONS=true keeps it); 1 whose answer is no longer kept (${gone ?? ''}); ` +
        `1 whose passage has left the corpus (${passage ?? ''}).`,
    );
  });

  it('names ten and counts the rest', () => {
    const items = Array.from({ length: 13 }, (_, i) => said({ createdAt: afterNoon(i) }, null));
    const line = exportSummary(questionLines(items, EVIDENCE));
    expect(line.match(/f-[0-9a-f]{12}/g)).toHaveLength(10);
    expect(line).toContain('13 whose answer is no longer kept');
    expect(line).toContain(', and 3 more)');
  });
});
