// Given answers in the state's tables. In: records. Out: the same records, until they expire.

import type { AnswerRecord, MatchedWord } from '../state-store.js';
import { prepare, type Database } from './open-database.js';
import { packPassage, unpackPassage, type PackedPassage } from './state-found-passages.js';
import { fromMoment, seal, toMoment, unseal, type Key, type Sealed } from './state-rows.js';

export interface AnswerRow extends Sealed {
  readonly id: string;
  readonly guild: string | null;
  readonly conversation: string;
  readonly asker: string;
  readonly is_private: number;
  readonly created_at: number;
  readonly expires_at: number;
}

interface AnswerBody extends Pick<
  AnswerRecord,
  'collection' | 'outcome' | 'confidence' | 'searched' | 'judgement'
> {
  readonly words: readonly (readonly [word: string, passages: number])[];
  readonly found: readonly PackedPassage[];
}

export function saveAnswer(database: Database, record: AnswerRecord): void {
  const { id, guild, conversation, asker, collection, outcome, confidence, searched } = record;
  const moments = [toMoment(record.createdAt), toMoment(record.expiresAt)];
  const keys: Key[] = [id, guild, conversation, asker, Number(record.isPrivate), ...moments];
  const content: AnswerBody = {
    collection,
    outcome,
    confidence,
    searched,
    words: record.words.map(({ word, passages }) => [word, passages]),
    found: record.found.map(packPassage),
    ...(record.judgement === undefined ? {} : { judgement: record.judgement }),
  };
  const { body, crc } = seal(keys, content);
  prepare(
    database,
    `INSERT OR REPLACE INTO answer (id, guild, conversation, asker, is_private, created_at,
       expires_at, body, crc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(...keys, body, crc);
}

export function readAnswer(
  database: Database,
  wanted: { readonly id: string; readonly now: number },
): AnswerRecord | null {
  const row = prepare<unknown[], AnswerRow>(
    database,
    'SELECT * FROM answer WHERE id = ? AND expires_at > ?',
  ).get(wanted.id, wanted.now);
  return row === undefined ? null : answerFromRow(row);
}

/** The newest that the person may see; of two in the same millisecond the one saved last. */
export function readLastAnswer(
  database: Database,
  wanted: { readonly conversation: string; readonly person: string; readonly now: number },
): AnswerRecord | null {
  // Two searches with an index each: one would read every private answer of other people on its way.
  const newest = 'ORDER BY created_at DESC, pk DESC LIMIT 1';
  const row = prepare<unknown[], AnswerRow>(
    database,
    `SELECT * FROM (
       SELECT * FROM (SELECT * FROM answer
         WHERE conversation = @conversation AND is_private = 0 AND expires_at > @now ${newest})
       UNION ALL
       SELECT * FROM (SELECT * FROM answer
         WHERE conversation = @conversation AND asker = @person AND expires_at > @now ${newest})
     ) ${newest}`,
  ).get(wanted);
  return row === undefined ? null : answerFromRow(row);
}

/** @throws ReadableError `index_corrupt` where the row is not the one that was written */
export function answerFromRow(row: AnswerRow): AnswerRecord {
  const { id, guild, conversation, asker, is_private, created_at, expires_at } = row;
  const keys = [id, guild, conversation, asker, is_private, created_at, expires_at];
  const { words, found, ...body } = unseal(keys, row) as AnswerBody;
  return {
    ...body,
    id,
    guild,
    conversation,
    asker,
    isPrivate: is_private === 1,
    words: words.map(([word, passages]): MatchedWord => ({ word, passages })),
    found: found.map(unpackPassage),
    createdAt: fromMoment(created_at),
    expiresAt: fromMoment(expires_at),
  };
}
