// Removal from the shared state, in batches, so that nobody waits for a sweep. What is removed is in no query and no
// backup made later; its place on the disk is used again when the server has vacuumed, as it does by itself.

import { ReadableError } from '../../shared/errors.js';
import type { Removed } from '../state-store.js';
import { lookupKey } from './lookup-key.js';
import type { Statements } from './postgres.js';
import { removeQuestionsOf } from './state-feedback.js';

/** Rows a statement deletes: it holds their locks while it runs. */
const BATCH = 500;

/** Which rows go: a condition for each table, all on the same `$1`. */
interface Selection {
  readonly turn: string;
  readonly feedback: string;
  readonly answer: string;
  /** Rows that somebody else is at are left to them, such as where two sweep at once. */
  readonly skipsLocked?: true;
}

type Table = 'turn' | 'feedback' | 'answer';

const OF_PERSON: Selection = { turn: 'asker = $1', feedback: 'person = $1', answer: 'asker = $1' };

const OF_ANSWER: Selection = {
  turn: 'answer_id = $1',
  feedback: 'answer_id = $1',
  answer: 'id = $1',
};

const OF_GUILD: Selection = {
  turn: 'answer_id IN (SELECT id FROM answer WHERE guild = $1)',
  feedback: 'guild = $1',
  answer: 'guild = $1',
};

const EXPIRED: Selection = {
  turn: 'expires_at <= $1',
  feedback: 'expires_at <= $1',
  answer: 'expires_at <= $1',
  skipsLocked: true,
};

/** Removes what a person asked and said; what others said of their answers stays, without the question. */
export async function forgetPerson(statements: Statements, person: string): Promise<Removed> {
  await removeQuestionsOf(statements, person);
  return remove(statements, OF_PERSON, lookupKey(person));
}

export function forgetGuild(statements: Statements, guild: string): Promise<Removed> {
  return remove(statements, OF_GUILD, lookupKey(guild));
}

export async function removeAnswer(statements: Statements, id: string): Promise<void> {
  await remove(statements, OF_ANSWER, lookupKey(id));
}

export function sweep(statements: Statements, now: number): Promise<Removed> {
  return remove(statements, EXPIRED, now);
}

export async function removeFeedback(
  statements: Statements,
  said: { readonly answerId: string; readonly person: string },
): Promise<boolean> {
  const removed = await statements.run(
    'DELETE FROM feedback WHERE answer_id = $1 AND person = $2',
    [lookupKey(said.answerId), lookupKey(said.person)],
  );
  return removed > 0;
}

/** Counts what `forgetPerson` would remove, expired or not: it is still there. */
export async function countOf(statements: Statements, person: string): Promise<Removed> {
  const count = (table: Table): string =>
    `(SELECT count(*)::integer FROM ${table} WHERE ${OF_PERSON[table]})`;
  const [row] = await statements.rows<Removed>(
    `SELECT ${count('answer')} AS answers, ${count('turn')} AS turns,
       ${count('feedback')} AS feedback`,
    [lookupKey(person)],
  );
  return row ?? { answers: 0, turns: 0, feedback: 0 };
}

async function remove(
  statements: Statements,
  selection: Selection,
  value: string | number,
): Promise<Removed> {
  const from = (table: Table): Promise<number> =>
    removeRows(statements, { table, selection, value });
  // Answers go last: turns are found by them, so a removal that was cut short can be repeated.
  const turns = await from('turn');
  const feedback = await from('feedback');
  return { answers: await from('answer'), turns, feedback };
}

interface Rows {
  readonly table: Table;
  readonly selection: Selection;
  readonly value: string | number;
}

/** Deletes batch by batch; ends early, without complaint, where the store is closed between two. */
async function removeRows(
  statements: Statements,
  { table, selection, value }: Rows,
): Promise<number> {
  const lock = selection.skipsLocked === true ? 'FOR UPDATE SKIP LOCKED' : '';
  const sql = `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${table} WHERE ${selection[table]} LIMIT ${BATCH} ${lock}))`;
  let removed = 0;
  for (;;) {
    const batch = await statements.run(sql, [value]).catch(noneWhereClosed);
    removed += batch;
    if (batch < BATCH) return removed;
  }
}

function noneWhereClosed(error: unknown): number {
  if (error instanceof ReadableError && error.code === 'closed') return 0;
  throw error;
}
