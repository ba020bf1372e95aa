// Removal from the state's tables. Deleted rows are overwritten with zeros and leave the write-ahead log,
// because "forgotten" is a promise about the disk, not about a query. Large removals go in small batches
// with the event loop between them, so that nobody's answer waits for a sweep.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Removed } from '../state-store.js';
import { prepare, settle, type Database } from './open-database.js';
import { removeQuestionsOf } from './state-feedback.js';
import { truncateLog } from './truncate-log.js';

/** Rows a statement deletes: a hundred answers hold the event loop for about 5 ms, five hundred for 50. */
const BATCH = 100;

/** Which rows go: a condition for each table, all on the same `@value`. */
interface Selection {
  readonly turn: string;
  readonly feedback: string;
  readonly answer: string;
}

const OF_PERSON: Selection = {
  turn: 'asker = @value',
  feedback: 'person = @value',
  answer: 'asker = @value',
};

const OF_ANSWER: Selection = {
  turn: 'answer_id = @value',
  feedback: 'answer_id = @value',
  answer: 'id = @value',
};

const OF_GUILD: Selection = {
  turn: 'answer_id IN (SELECT id FROM answer WHERE guild = @value)',
  feedback: 'guild = @value',
  answer: 'guild = @value',
};

const EXPIRED: Selection = {
  turn: 'expires_at <= @value',
  feedback: 'expires_at <= @value',
  answer: 'expires_at <= @value',
};

/** Removes what a person asked and said; what others said of their answers stays, without the question. */
export async function forgetPerson(database: Database, person: string): Promise<Removed> {
  await settle(database, () => {
    removeQuestionsOf(database, person);
  });
  return remove(database, OF_PERSON, person);
}

export function forgetGuild(database: Database, guild: string): Promise<Removed> {
  return remove(database, OF_GUILD, guild);
}

export async function removeAnswer(database: Database, id: string): Promise<void> {
  await remove(database, OF_ANSWER, id);
}

export function sweep(database: Database, moment: number): Promise<Removed> {
  return remove(database, EXPIRED, moment);
}

export function removeFeedback(
  database: Database,
  said: { readonly answerId: string; readonly person: string },
): boolean {
  const { changes } = prepare(
    database,
    'DELETE FROM feedback WHERE answer_id = ? AND person = ?',
  ).run(said.answerId, said.person);
  if (changes > 0) truncateLog(database);
  return changes > 0;
}

/** Counts what `forgetPerson` would remove, expired or not: it is still on the disk. */
export function countOf(database: Database, person: string): Removed {
  const count = (table: keyof Selection): number =>
    prepare<unknown[], { n: number }>(
      database,
      `SELECT count(*) AS n FROM ${table} WHERE ${OF_PERSON[table]}`,
    ).get({ value: person })?.n ?? 0;
  return { answers: count('answer'), turns: count('turn'), feedback: count('feedback') };
}

async function remove(
  database: Database,
  selection: Selection,
  value: string | number,
): Promise<Removed> {
  const from = (table: keyof Selection): Promise<number> =>
    removeRows(database, { table, where: selection[table], value });
  // Answers go last: turns are found by them, so a removal that was cut short can be repeated.
  const turns = await from('turn');
  const feedback = await from('feedback');
  const answers = await from('answer');
  await settle(database, () => {
    if (database.open) truncateLog(database);
  });
  return { answers, turns, feedback };
}

interface Rows {
  readonly table: keyof Selection;
  readonly where: string;
  readonly value: string | number;
}

/** Deletes batch by batch; ends early, without complaint, where the store is closed between two. */
async function removeRows(database: Database, rows: Rows): Promise<number> {
  let removed = 0;
  while (database.open) {
    const batch = await settle(database, () => removeBatch(database, rows));
    removed += batch;
    if (batch < BATCH) break;
    await nextTurn();
  }
  return removed;
}

function removeBatch(database: Database, { table, where, value }: Rows): number {
  return prepare(
    database,
    `DELETE FROM ${table} WHERE pk IN (SELECT pk FROM ${table} WHERE ${where} LIMIT ${BATCH})`,
  ).run({ value }).changes;
}
