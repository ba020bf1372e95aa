// The turns of conversations in the state's tables: the one place, beside feedback whose author agreed,
// where a question is kept.

import type { Turn } from '../state-store.js';
import { prepare, type Database } from './open-database.js';
import { fromMoment, seal, toMoment, unseal, type Key, type Sealed } from './state-rows.js';

interface TurnRow extends Sealed {
  readonly answer_id: string;
  readonly conversation: string;
  readonly asker: string;
  readonly is_private: number;
  readonly created_at: number;
  readonly expires_at: number;
}

type TurnBody = Pick<Turn, 'question' | 'seen'>;

export function saveTurn(database: Database, turn: Turn): void {
  const { answerId, conversation, asker, question, seen } = turn;
  const moments = [toMoment(turn.createdAt), toMoment(turn.expiresAt)];
  const keys: Key[] = [answerId, conversation, asker, Number(turn.isPrivate), ...moments];
  const content: TurnBody = seen === undefined ? { question } : { question, seen };
  const { body, crc } = seal(keys, content);
  prepare(
    database,
    `INSERT OR REPLACE INTO turn (answer_id, conversation, asker, is_private, created_at, expires_at,
       body, crc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(...keys, body, crc);
}

export function readTurn(
  database: Database,
  wanted: { readonly answerId: string; readonly now: number },
): Turn | null {
  const row = prepare<unknown[], TurnRow>(
    database,
    'SELECT * FROM turn WHERE answer_id = ? AND expires_at > ?',
  ).get(wanted.answerId, wanted.now);
  return row === undefined ? null : turnFromRow(row);
}

/** The newest; of two in the same millisecond the one saved last. */
export function readLastTurn(
  database: Database,
  wanted: { readonly conversation: string; readonly asker: string; readonly now: number },
): Turn | null {
  const row = prepare<unknown[], TurnRow>(
    database,
    `SELECT * FROM turn WHERE asker = ? AND conversation = ? AND expires_at > ?
     ORDER BY created_at DESC, pk DESC LIMIT 1`,
  ).get(wanted.asker, wanted.conversation, wanted.now);
  return row === undefined ? null : turnFromRow(row);
}

function turnFromRow(row: TurnRow): Turn {
  const { answer_id, conversation, asker, is_private, created_at, expires_at } = row;
  const keys = [answer_id, conversation, asker, is_private, created_at, expires_at];
  const { question, seen } = unseal(keys, row) as TurnBody;
  return {
    answerId: answer_id,
    conversation,
    asker,
    isPrivate: is_private === 1,
    question,
    ...(seen === undefined ? {} : { seen }),
    createdAt: fromMoment(created_at),
    expiresAt: fromMoment(expires_at),
  };
}
