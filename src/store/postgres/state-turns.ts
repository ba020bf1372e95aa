// The turns of conversations as rows: the one place, beside feedback whose author agreed, where a question is kept.

import type { Turn } from '../state-store.js';
import { lookupKey } from './lookup-key.js';
import type { Statements } from './postgres.js';

interface TurnRow {
  readonly body: string;
}

export async function saveTurn(statements: Statements, turn: Turn): Promise<void> {
  const { answerId, conversation, asker, createdAt, expiresAt } = turn;
  await statements.run(
    `INSERT INTO turn (answer_id, conversation, asker, created_at, expires_at, body)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (answer_id) DO UPDATE SET conversation = excluded.conversation,
       asker = excluded.asker, created_at = excluded.created_at, expires_at = excluded.expires_at,
       saved = excluded.saved, body = excluded.body`,
    [
      lookupKey(answerId),
      lookupKey(conversation),
      lookupKey(asker),
      Date.parse(createdAt),
      Date.parse(expiresAt),
      JSON.stringify(turn),
    ],
    { repeat: true },
  );
}

export async function readTurn(
  statements: Statements,
  wanted: { readonly answerId: string; readonly now: number },
): Promise<Turn | null> {
  return turnOf(
    await statements.rows<TurnRow>(
      'SELECT body FROM turn WHERE answer_id = $1 AND expires_at > $2',
      [lookupKey(wanted.answerId), wanted.now],
    ),
  );
}

/** The newest; of two in the same millisecond the one saved last. */
export async function readLastTurn(
  statements: Statements,
  wanted: { readonly conversation: string; readonly asker: string; readonly now: number },
): Promise<Turn | null> {
  return turnOf(
    await statements.rows<TurnRow>(
      `SELECT body FROM turn WHERE asker = $1 AND conversation = $2 AND expires_at > $3
       ORDER BY created_at DESC, saved DESC LIMIT 1`,
      [lookupKey(wanted.asker), lookupKey(wanted.conversation), wanted.now],
    ),
  );
}

function turnOf([row]: readonly TurnRow[]): Turn | null {
  return row === undefined ? null : (JSON.parse(row.body) as Turn);
}
