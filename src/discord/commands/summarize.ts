import type { SummarizeRequest } from '../../answering/answerer.js';
import { MAX_QUESTION_CHARACTERS } from '../../retrieval/question.js';
import { ReadableError } from '../../shared/errors.js';
import { LENGTHS, type Length } from '../../summaries/summary.js';
import { summarizeFor } from '../asking/summarize.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import { commandOf, subcommand, type CommandWork } from './command.js';
import { completeDocument, completeOutlet, FILTER_OPTIONS } from './filter-options.js';
import { readTopic } from './topic-options.js';

const HOW = {
  length: {
    type: 'choice',
    description: 'How much is quoted (short)',
    choices: {
      short: `short: ${LENGTHS.short} sentences`,
      long: `long: ${LENGTHS.long} sentences`,
    },
  },
  private: { type: 'flag', description: 'Show the summary to you alone' },
} as const;

const document = subcommand({
  name: 'document',
  description: 'What one document says, in sentences of its own',
  options: {
    document: {
      type: 'text',
      description: 'The document, by its title',
      required: true,
      maxLength: 200,
      completes: true,
    },
    ...HOW,
  },
  plan: ({ caller, options }, bot) =>
    work({ caller, options }, bot, (how) => {
      const named = options.document.trim();
      return { about: 'document', document: named, ...how };
    }),
  complete: completeDocument,
});

const topic = subcommand({
  name: 'topic',
  description: 'What several documents say of a topic, in sentences of theirs',
  options: {
    topic: {
      type: 'text',
      description: 'A name, a place, an event, in a few words',
      required: true,
      maxLength: MAX_QUESTION_CHARACTERS,
    },
    ...FILTER_OPTIONS,
    ...HOW,
  },
  plan: ({ caller, options }, bot) =>
    work({ caller, options }, bot, (how) => {
      const asked = readTopic(options);
      if (asked instanceof ReadableError) throw asked;
      return { about: 'topic', topic: asked.question, filter: asked.filter, ...how };
    }),
  complete: completeOutlet,
});

/** Sums up a document or a topic in sentences of the corpus. */
export const summarize = commandOf(
  {
    name: 'summarize',
    description: 'What a document, or several on a topic, say in their own words',
  },
  [document, topic],
);

interface How {
  readonly length: Length | undefined;
}

interface Used {
  readonly caller: Caller;
  readonly options: { readonly length: Length | null; readonly private: boolean | null };
}

function work(
  { caller, options }: Used,
  bot: BotParts,
  read: (how: How) => SummarizeRequest,
): CommandWork {
  const how = { length: options.length ?? undefined };
  const request = readOrError(() => read(how));
  const isMistaken = request instanceof ReadableError;
  // A slip is nobody else's business.
  const isPrivate = options.private === true || isMistaken;
  const run = () =>
    isMistaken ? Promise.reject(request) : summarizeFor({ caller, request, isPrivate }, bot);
  return { kind: 'question', way: 'summarize', isPrivate, run };
}

function readOrError(read: () => SummarizeRequest): SummarizeRequest | ReadableError {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadableError) return error;
    throw error;
  }
}
