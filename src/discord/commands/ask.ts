import { requestFromCall } from '../../answering/ask-request.js';
import type { AskRequest } from '../../answering/answerer.js';
import { MAX_QUESTION_CHARACTERS } from '../../retrieval/question.js';
import { ReadableError } from '../../shared/errors.js';
import { answerQuestion } from '../asking/answer-question.js';
import { slashCommand } from './command.js';
import { completeOutlet, FILTER_OPTIONS } from './filter-options.js';

/** Answers a question in the sources' own words. */
export const ask = slashCommand({
  name: 'ask',
  description: 'Ask a question; the answer is quoted word for word, with its source',
  options: {
    question: {
      type: 'text',
      description: 'A whole question, one thing at a time',
      required: true,
      maxLength: MAX_QUESTION_CHARACTERS,
    },
    ...FILTER_OPTIONS,
    sources: {
      type: 'number',
      description: 'How many sources are quoted (those that support it, 3 at most)',
      min: 1,
      max: 5,
    },
    private: { type: 'flag', description: 'Show the answer to you alone' },
  },
  plan: ({ caller, options }, bot) => {
    const request = readRequest(options);
    const isMistaken = request instanceof ReadableError;
    // A slip is nobody else's business.
    const isPrivate = options.private === true || isMistaken;
    const run = () => {
      if (isMistaken) return Promise.reject(request);
      const { question, filter = {} } = request;
      const asked = { caller, question, filter, sources: options.sources, isPrivate };
      return answerQuestion({ ...asked, about: 'question', follows: null }, bot);
    };
    return { kind: 'question', way: 'ask', isPrivate, run };
  },
  complete: completeOutlet,
});

interface Given {
  readonly question: string;
  readonly after: string | null;
  readonly before: string | null;
  readonly outlet: string | null;
}

/** The request, or what is wrong with the options. */
function readRequest({ question, after, before, outlet }: Given): AskRequest | ReadableError {
  try {
    if (question.trim() === '') throw new ReadableError(NO_QUESTION);
    const dates = { after: after?.trim(), before: before?.trim() };
    return requestFromCall({ question, ...dates, outlet });
  } catch (error) {
    if (error instanceof ReadableError) return error;
    throw error;
  }
}

const NO_QUESTION = { code: 'bad_question', text: 'There is no question.' } as const;
