// What people said of answers, as rows. The question has a column of its own: it is its asker's, so it can be taken out
// of what somebody else said.

import type { AnswerRecord, Feedback, FeedbackOnAnswer } from '../state-store.js';
import { lookupKey } from './lookup-key.js';
import type { Statements } from './postgres.js';

interface FeedbackRow {
  readonly body: string;
  /** As JSON. */
  readonly question: string | null;
}

export async function saveFeedback(statements: Statements, feedback: Feedback): Promise<void> {
  const { question, ...rest } = feedback;
  await statements.run(
    `INSERT INTO feedback (answer_id, person, created_at, expires_at, body, question, guild, asker)
     VALUES ($1, $2, $3, $4, $5, $6,
       (SELECT guild FROM answer WHERE id = $1), (SELECT asker FROM answer WHERE id = $1))
     ON CONFLICT (answer_id, person) DO UPDATE SET created_at = excluded.created_at,
       expires_at = excluded.expires_at, body = excluded.body, question = excluded.question,
       guild = coalesce(excluded.guild, feedback.guild),
       asker = coalesce(excluded.asker, feedback.asker)`,
    [
      lookupKey(rest.answerId),
      lookupKey(rest.person),
      Date.parse(rest.createdAt),
      Date.parse(rest.expiresAt),
      JSON.stringify(rest),
      question === null ? null : JSON.stringify(question),
    ],
    { repeat: true },
  );
}

export async function readFeedback(
  statements: Statements,
  wanted: { readonly answerId: string; readonly person: string; readonly now: number },
): Promise<Feedback | null> {
  const [row] = await statements.rows<FeedbackRow>(
    `SELECT body, question FROM feedback
     WHERE answer_id = $1 AND person = $2 AND expires_at > $3`,
    [lookupKey(wanted.answerId), lookupKey(wanted.person), wanted.now],
  );
  return row === undefined ? null : feedbackFromRow(row);
}

export async function readAllFeedback(
  statements: Statements,
  now: number,
): Promise<FeedbackOnAnswer[]> {
  const rows = await statements.rows<FeedbackRow & { readonly answer: string | null }>(
    `SELECT feedback.body, question, answer.body AS answer FROM feedback
     LEFT JOIN answer ON answer.id = feedback.answer_id AND answer.expires_at > $1
     WHERE feedback.expires_at > $1 ORDER BY feedback.created_at, feedback.saved`,
    [now],
  );
  return rows.map((row) => ({
    feedback: feedbackFromRow(row),
    answer: row.answer === null ? null : (JSON.parse(row.answer) as AnswerRecord),
  }));
}

/** Takes a person's questions out of what others said of the answers. */
export async function removeQuestionsOf(statements: Statements, asker: string): Promise<void> {
  await statements.run(
    'UPDATE feedback SET question = NULL WHERE asker = $1 AND question IS NOT NULL',
    [lookupKey(asker)],
    { repeat: true },
  );
}

function feedbackFromRow({ body, question }: FeedbackRow): Feedback {
  return {
    ...(JSON.parse(body) as Omit<Feedback, 'question'>),
    question: question === null ? null : (JSON.parse(question) as string),
  };
}
