// The embedded StateStore: one SQLite file beside the corpus' own. Its callers answer people, so a write
// does not wait for the disk: a power cut may cost the last seconds, a killed process nothing.

import { ReadableError } from '../../shared/errors.js';
import type { AnswerPlace, StateStore } from '../state-store.js';
import { openDatabase, settle, translated, type Database } from './open-database.js';
import { readAnswer, readLastAnswer, saveAnswer } from './state-answers.js';
import { readAllFeedback, readFeedback, saveFeedback } from './state-feedback.js';
import {
  countOf,
  forgetGuild,
  forgetPerson,
  removeAnswer,
  removeFeedback,
  sweep,
} from './state-removal.js';
import { STATE_MIGRATIONS } from './state-schema.js';
import { readLastTurn, readTurn, saveTurn } from './state-turns.js';
import { truncateLog } from './truncate-log.js';

export interface StateStoreOptions {
  readonly path: string;
  /** The clock that decides what has expired. */
  readonly now: () => Date;
}

/**
 * Opens the state store, creating it where there is none.
 *
 * @throws ReadableError `index_corrupt`, `storage_read_only`, `disk_full` or `storage_failed`
 */
export function openSqliteStateStore(options: StateStoreOptions): StateStore {
  const database = openState(options.path);
  const now = (): number => options.now().getTime();
  const run = <T>(work: () => T): Promise<T> => settle(database, work);
  return {
    ...answersAndTurns(database, now),
    saveFeedback: (feedback) =>
      run(() => {
        saveFeedback(database, feedback);
      }),
    feedbackOf: (answerId, person) =>
      run(() => readFeedback(database, { answerId, person, now: now() })),
    removeFeedback: (answerId, person) => run(() => removeFeedback(database, { answerId, person })),
    allFeedback: () => run(() => readAllFeedback(database, now())),
    countOf: (person) => run(() => countOf(database, person)),
    forget: (person) => forgetPerson(database, person),
    removeAnswer: (id) => removeAnswer(database, id),
    forgetGuild: (guild) => forgetGuild(database, guild),
    sweep: (moment) => sweep(database, moment.getTime()),
    close: () =>
      run(() => {
        database.close();
      }),
  };
}

function answersAndTurns(
  database: Database,
  now: () => number,
): Pick<
  StateStore,
  'saveAnswer' | 'moveAnswer' | 'answer' | 'lastAnswer' | 'saveTurn' | 'turn' | 'lastTurn'
> {
  const run = <T>(work: () => T): Promise<T> => settle(database, work);
  return {
    saveAnswer: (record) =>
      run(() => {
        saveAnswer(database, record);
      }),
    moveAnswer: (id, place) =>
      run(() =>
        // Immediate: between reading and writing nobody may remove it.
        database.transaction(() => moveAnswer(database, { id, now: now() }, place)).immediate(),
      ),
    answer: (id) => run(() => readAnswer(database, { id, now: now() })),
    lastAnswer: (conversation, person) =>
      run(() => readLastAnswer(database, { conversation, person, now: now() })),
    saveTurn: (turn) =>
      run(() => {
        saveTurn(database, turn);
      }),
    turn: (answerId) => run(() => readTurn(database, { answerId, now: now() })),
    lastTurn: (conversation, asker) =>
      run(() => readLastTurn(database, { conversation, asker, now: now() })),
  };
}

/** Saves what is still there under another place. */
function moveAnswer(
  database: Database,
  wanted: { readonly id: string; readonly now: number },
  place: AnswerPlace,
): boolean {
  const record = readAnswer(database, wanted);
  if (record === null) return false;
  saveAnswer(database, { ...record, ...place });
  const turn = readTurn(database, { answerId: wanted.id, now: wanted.now });
  if (turn !== null) saveTurn(database, { ...turn, ...place });
  return true;
}

function openState(path: string): Database {
  try {
    const database = openDatabase({
      path,
      migrations: STATE_MIGRATIONS,
      readOnly: false,
      synchronous: 'normal',
    });
    leaveNothingDeleted(database);
    return database;
  } catch (cause) {
    if (!(cause instanceof ReadableError) || cause.code !== 'index_corrupt') throw cause;
    throw new ReadableError({
      code: 'index_corrupt',
      text: cause.message,
      remedy:
        'Move the file away: it holds only recent answers and what was said of them; a new one is made.',
      cause,
    });
  }
}

/** Has deleted rows overwritten from now on, and empties what a killed process left in the log. */
function leaveNothingDeleted(database: Database): void {
  try {
    translated(database.name, () => {
      database.pragma('secure_delete = ON');
      truncateLog(database);
    });
  } catch (error) {
    database.close();
    throw error;
  }
}
