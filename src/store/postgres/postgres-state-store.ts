// The shared StateStore: tables that every process of a bot reads and writes, so that any of them answers any click.
// What has expired is decided by the caller's clock, as the moments in the records are.

import type { StateStore } from '../state-store.js';
import { migrate } from './migrate.js';
import { openPostgres, schemaOf, type Postgres, type PostgresPlace } from './postgres.js';
import { moveAnswer, readAnswer, readLastAnswer, saveAnswer } from './state-answers.js';
import { readAllFeedback, readFeedback, saveFeedback } from './state-feedback.js';
import {
  countOf,
  forgetGuild,
  forgetPerson,
  removeAnswer,
  removeFeedback,
  sweep,
} from './state-removal.js';
import { STATE } from './state-schema.js';
import { readLastTurn, readTurn, saveTurn } from './state-turns.js';

export interface PostgresStateOptions extends PostgresPlace {
  /** The clock that decides what has expired. */
  readonly now: () => Date;
}

/** Opens it; the first call connects, and makes the tables where they are missing. */
export function openPostgresStateStore(options: PostgresStateOptions): StateStore {
  const schema = schemaOf(options);
  const postgres = openPostgres({
    url: options.url,
    schema,
    prepare: (session) => migrate(session, { schema, parts: [STATE] }),
  });
  const now = (): number => options.now().getTime();
  return {
    ...answersAndTurns(postgres, now),
    saveFeedback: (feedback) => saveFeedback(postgres, feedback),
    feedbackOf: (answerId, person) => readFeedback(postgres, { answerId, person, now: now() }),
    removeFeedback: (answerId, person) => removeFeedback(postgres, { answerId, person }),
    allFeedback: () => readAllFeedback(postgres, now()),
    countOf: (person) => countOf(postgres, person),
    forget: (person) => forgetPerson(postgres, person),
    removeAnswer: (id) => removeAnswer(postgres, id),
    forgetGuild: (guild) => forgetGuild(postgres, guild),
    sweep: (moment) => sweep(postgres, moment.getTime()),
    close: () => postgres.close(),
  };
}

function answersAndTurns(
  postgres: Postgres,
  now: () => number,
): Pick<
  StateStore,
  'saveAnswer' | 'moveAnswer' | 'answer' | 'lastAnswer' | 'saveTurn' | 'turn' | 'lastTurn'
> {
  return {
    saveAnswer: (record) => saveAnswer(postgres, record),
    moveAnswer: (id, place) => moveAnswer(postgres, { id, now: now() }, place),
    answer: (id) => readAnswer(postgres, { id, now: now() }),
    lastAnswer: (conversation, person) =>
      readLastAnswer(postgres, { conversation, person, now: now() }),
    saveTurn: (turn) => saveTurn(postgres, turn),
    turn: (answerId) => readTurn(postgres, { answerId, now: now() }),
    lastTurn: (conversation, asker) => readLastTurn(postgres, { conversation, asker, now: now() }),
  };
}
