// The options that every command about a topic has, and how they are read: as the question of a search is.

import { requestFromCall } from '../../answering/ask-request.js';
import { MAX_QUESTION_CHARACTERS } from '../../retrieval/question.js';
import { ReadableError } from '../../shared/errors.js';
import type { Filter } from '../../store/knowledge-store.js';
import { FILTER_OPTIONS } from './filter-options.js';

export const TOPIC = {
  type: 'text',
  description: 'What it is about: a name, an event, a question',
  required: true,
  maxLength: MAX_QUESTION_CHARACTERS,
} as const;

export const NARROWING = {
  ...FILTER_OPTIONS,
  private: { type: 'flag', description: 'Show it to you alone' },
} as const;

export interface GivenTopic {
  readonly topic: string;
  readonly after: string | null;
  readonly before: string | null;
  readonly outlet: string | null;
}

/** What a search is asked for. */
export interface Topic {
  readonly question: string;
  readonly filter: Filter;
}

/** The topic, or what is wrong with the options. */
export function readTopic(given: GivenTopic): Topic | ReadableError {
  const { topic, after, before, outlet } = given;
  try {
    if (topic.trim() === '') throw new ReadableError(NO_TOPIC);
    const dates = { after: after?.trim(), before: before?.trim() };
    const { question, filter = {} } = requestFromCall({ question: topic, ...dates, outlet });
    return { question, filter };
  } catch (error) {
    if (error instanceof ReadableError) return error;
    throw error;
  }
}

const NO_TOPIC = { code: 'bad_question', text: 'There is no topic.' } as const;
