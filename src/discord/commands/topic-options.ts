// The options that every command about a topic has, and how they are read: as the question of a search is.

import { requestFromCall } from '../../answering/ask-request.js';
import type { AskRequest } from '../../answering/answerer.js';
import { MAX_QUESTION_CHARACTERS } from '../../retrieval/question.js';
import { ReadableError } from '../../shared/errors.js';

export const TOPIC = {
  type: 'text',
  description: 'What it is about: a name, an event, a question',
  required: true,
  maxLength: MAX_QUESTION_CHARACTERS,
} as const;

export const NARROWING = {
  after: {
    type: 'text',
    description: 'Only documents from this date on, such as 2021, 2021-07 or 2021-07-08',
    maxLength: 40,
  },
  before: {
    type: 'text',
    description: 'Only documents before this date, such as 2021, 2021-07 or 2021-07-08',
    maxLength: 40,
  },
  outlet: {
    type: 'text',
    description: 'Only documents of this outlet',
    maxLength: 100,
    completes: true,
  },
  private: { type: 'flag', description: 'Show it to you alone' },
} as const;

export interface GivenTopic {
  readonly topic: string;
  readonly after: string | null;
  readonly before: string | null;
  readonly outlet: string | null;
}

/** The request, or what is wrong with the options. */
export function readTopic(given: GivenTopic): AskRequest | ReadableError {
  const { topic, after, before, outlet } = given;
  try {
    if (topic.trim() === '') throw new ReadableError(NO_TOPIC);
    const dates = { after: after?.trim(), before: before?.trim() };
    return requestFromCall({ question: topic, ...dates, outlet });
  } catch (error) {
    if (error instanceof ReadableError) return error;
    throw error;
  }
}

const NO_TOPIC = { code: 'bad_question', text: 'There is no topic.' } as const;
