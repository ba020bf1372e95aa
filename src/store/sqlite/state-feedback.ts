// What people said of answers, in the state's tables. The question has a column and a checksum of its own:
// it is its asker's, so it can be taken out of what somebody else said.

import type { AnswerRecord, Feedback, FeedbackOnAnswer } from '../state-store.js';
import { prepare, type Database } from './open-database.js';
import { answerFromRow, type AnswerRow } from './state-answers.js';
import { fromMoment, seal, toMoment, unseal, type Sealed } from './state-rows.js';

interface FeedbackRow extends Sealed {
  readonly answer_id: string;
  readonly person: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly question: string | null;
  readonly question_crc: number;
}

type FeedbackBody = Pick<Feedback, 'verdict' | 'reason'>;

export function saveFeedback(database: Database, feedback: Feedback): void {
  const { answerId, person, verdict, reason } = feedback;
  const createdAt = toMoment(feedback.createdAt);
  const expiresAt = toMoment(feedback.expiresAt);
  const content: FeedbackBody = { verdict, reason };
  const sealed = seal([answerId, person, createdAt, expiresAt], content);
  const question = sealQuestion(answerId, feedback.question);
  prepare(
    database,
    `INSERT INTO feedback (answer_id, person, created_at, expires_at, body, crc, question,
       question_crc, guild, asker)
     VALUES (@answerId, @person, @createdAt, @expiresAt, @body, @crc, @question, @questionCrc,
       (SELECT guild FROM answer WHERE id = @answerId),
       (SELECT asker FROM answer WHERE id = @answerId))
     ON CONFLICT (answer_id, person) DO UPDATE SET
       created_at = excluded.created_at, expires_at = excluded.expires_at, body = excluded.body,
       crc = excluded.crc, question = excluded.question, question_crc = excluded.question_crc,
       guild = coalesce(excluded.guild, guild), asker = coalesce(excluded.asker, asker)`,
  ).run({
    ...sealed,
    answerId,
    person,
    createdAt,
    expiresAt,
    question: question?.body ?? null,
    questionCrc: question?.crc ?? 0,
  });
}

export function readFeedback(
  database: Database,
  wanted: { readonly answerId: string; readonly person: string; readonly now: number },
): Feedback | null {
  const row = prepare<unknown[], FeedbackRow>(
    database,
    'SELECT * FROM feedback WHERE answer_id = ? AND person = ? AND expires_at > ?',
  ).get(wanted.answerId, wanted.person, wanted.now);
  return row === undefined ? null : feedbackFromRow(row);
}

export function readAllFeedback(database: Database, now: number): FeedbackOnAnswer[] {
  const answers = new Map<string, AnswerRecord | null>();
  for (const row of prepare<unknown[], AnswerRow>(
    database,
    `SELECT * FROM answer WHERE expires_at > @now
       AND id IN (SELECT answer_id FROM feedback WHERE expires_at > @now)`,
  ).iterate({ now })) {
    answers.set(row.id, answerFromRow(row));
  }
  return prepare<unknown[], FeedbackRow>(
    database,
    'SELECT * FROM feedback WHERE expires_at > ? ORDER BY created_at, pk',
  )
    .all(now)
    .map((row) => ({
      feedback: feedbackFromRow(row),
      answer: answers.get(row.answer_id) ?? null,
    }));
}

/** Takes a person's questions out of what others said of the answers. */
export function removeQuestionsOf(database: Database, asker: string): void {
  prepare(
    database,
    `UPDATE feedback SET question = NULL, question_crc = 0
     WHERE asker = ? AND question IS NOT NULL`,
  ).run(asker);
}

function feedbackFromRow(row: FeedbackRow): Feedback {
  const { answer_id, person, created_at, expires_at } = row;
  const { verdict, reason } = unseal(
    [answer_id, person, created_at, expires_at],
    row,
  ) as FeedbackBody;
  return {
    answerId: answer_id,
    person,
    verdict,
    reason,
    question: unsealQuestion(row),
    createdAt: fromMoment(created_at),
    expiresAt: fromMoment(expires_at),
  };
}

function sealQuestion(answerId: string, question: string | null): Sealed | null {
  return question === null ? null : seal([answerId], question);
}

function unsealQuestion(row: FeedbackRow): string | null {
  if (row.question === null) return null;
  return unseal([row.answer_id], { body: row.question, crc: row.question_crc }) as string;
}
