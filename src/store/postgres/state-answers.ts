// Given answers as rows, and whoever may see the newest of a conversation.

import type { AnswerPlace, AnswerRecord, Turn } from '../state-store.js';
import { lookupKey } from './lookup-key.js';
import type { Postgres, Statements } from './postgres.js';
import { saveTurn } from './state-turns.js';

export interface BodyRow {
  readonly body: string;
}

export async function saveAnswer(statements: Statements, record: AnswerRecord): Promise<void> {
  const { id, guild, conversation, asker, isPrivate, createdAt, expiresAt } = record;
  await statements.run(
    `INSERT INTO answer (id, guild, conversation, asker, is_private, created_at, expires_at, body)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE SET guild = excluded.guild, conversation = excluded.conversation,
       asker = excluded.asker, is_private = excluded.is_private, created_at = excluded.created_at,
       expires_at = excluded.expires_at, saved = excluded.saved, body = excluded.body`,
    [
      lookupKey(id),
      guild === null ? null : lookupKey(guild),
      lookupKey(conversation),
      lookupKey(asker),
      isPrivate,
      Date.parse(createdAt),
      Date.parse(expiresAt),
      JSON.stringify(record),
    ],
    { repeat: true },
  );
}

export async function readAnswer(
  statements: Statements,
  wanted: { readonly id: string; readonly now: number },
): Promise<AnswerRecord | null> {
  const rows = await statements.rows<BodyRow>(
    'SELECT body FROM answer WHERE id = $1 AND expires_at > $2',
    [lookupKey(wanted.id), wanted.now],
  );
  return answerOf(rows);
}

/** The newest that the person may see; of two in the same millisecond the one saved last. */
export async function readLastAnswer(
  statements: Statements,
  wanted: { readonly conversation: string; readonly person: string; readonly now: number },
): Promise<AnswerRecord | null> {
  // Two searches with an index each: one would read every private answer of other people on its way.
  const newest = 'ORDER BY created_at DESC, saved DESC LIMIT 1';
  const rows = await statements.rows<BodyRow>(
    `SELECT body FROM (
       (SELECT * FROM answer
        WHERE conversation = $1 AND NOT is_private AND expires_at > $3 ${newest})
       UNION ALL
       (SELECT * FROM answer WHERE conversation = $1 AND asker = $2 AND expires_at > $3 ${newest})
     ) AS seen ${newest}`,
    [lookupKey(wanted.conversation), lookupKey(wanted.person), wanted.now],
  );
  return answerOf(rows);
}

/** Saves what is still there under another place; between reading and writing nobody may remove it. */
export function moveAnswer(
  postgres: Postgres,
  wanted: { readonly id: string; readonly now: number },
  place: AnswerPlace,
): Promise<boolean> {
  return postgres.transaction(async (statements) => {
    const values = [lookupKey(wanted.id), wanted.now];
    const record = answerOf(
      await statements.rows<BodyRow>(
        'SELECT body FROM answer WHERE id = $1 AND expires_at > $2 FOR UPDATE',
        values,
      ),
    );
    if (record === null) return false;
    await saveAnswer(statements, { ...record, ...place });
    const [turn] = await statements.rows<BodyRow>(
      'SELECT body FROM turn WHERE answer_id = $1 AND expires_at > $2 FOR UPDATE',
      values,
    );
    if (turn !== undefined) {
      await saveTurn(statements, { ...(JSON.parse(turn.body) as Turn), ...place });
    }
    return true;
  });
}

function answerOf([row]: readonly BodyRow[]): AnswerRecord | null {
  return row === undefined ? null : (JSON.parse(row.body) as AnswerRecord);
}
