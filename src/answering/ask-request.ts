// In: what a person or a script gives with one question. Out: a request, or every problem with it at once.
// Terminal flags and batch fields share this one schema.

import { z } from 'zod';
import { MAX_CITATIONS, type AskRequest } from './answerer.js';
import { parseQuestion } from '../retrieval/question.js';
import { collectionsIn } from '../retrieval/scope.js';
import { ReadableError } from '../shared/errors.js';
import { isPartialDate } from '../store/partial-dates.js';

const date = z
  .string('must be a date')
  .refine(isPartialDate, 'must be a date such as 2021, 2021-07 or 2021-07-08')
  .nullish();

const words = z.string('must be text').trim().min(1, 'is empty');

const wordList = z
  .union([words.transform((word) => [word]), z.array(words)], 'must be text or a list of texts')
  .nullish();

const wholeLimit = `must be a whole number from 1 to ${MAX_CITATIONS}`;

const requestSchema = z.object({
  question: z.string('is missing').trim().min(1, 'is empty'),
  after: date,
  before: date,
  outlet: words.nullish(),
  phrases: wordList,
  without: wordList,
  collection: z
    .string('must be text')
    .refine(
      (scope) => collectionsIn(scope) !== null,
      'must be a name of small letters, digits, "-" and "_", or several joined by "+"',
    )
    .nullish(),
  limit: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], wholeLimit)
    .refine((value) => Number.isInteger(value) && value >= 1 && value <= MAX_CITATIONS, wholeLimit)
    .nullish(),
  explain: z.boolean('must be true or false').nullish(),
});

/** What is wrong with one field, as a clause. */
interface Problem {
  readonly field: string;
  readonly text: string;
}

/**
 * Reads the request of a batch line; unknown fields are ignored.
 *
 * @throws ReadableError that lists every problem: `bad_question` where only the question is wrong
 */
export function requestFromLine(fields: unknown): AskRequest {
  const { request, problems } = readRequest(fields);
  if (request !== null) return request;
  const isQuestion = problems.every((problem) => problem.field === 'question');
  throw wrong(isQuestion ? 'bad_question' : 'bad_call', problems);
}

/**
 * Reads the request of a terminal call.
 *
 * @throws ReadableError `bad_call` that lists every problem
 */
export function requestFromCall(
  fields: { readonly question: string } & Readonly<Record<string, unknown>>,
): AskRequest {
  if (fields.question.trim() === '') {
    throw new ReadableError({
      code: 'bad_call',
      text: 'There is no question.',
      remedy: 'Ask with: npm run ask -- "Who left Bagram?"',
    });
  }
  const { request, problems } = readRequest(fields);
  if (request === null) throw wrong('bad_call', problems);
  return request;
}

function readRequest(fields: unknown): {
  readonly request: AskRequest | null;
  readonly problems: readonly Problem[];
} {
  const parsed = requestSchema.safeParse(fields);
  if (parsed.success) {
    const inside = problemInside(parsed.data.question, parsed.data.phrases);
    return inside === null
      ? { request: toRequest(parsed.data), problems: [] }
      : { request: null, problems: [inside] };
  }
  const problems = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0] ?? 'line'),
    text: path.length === 0 ? 'the line must be a JSON object' : `${path.join('.')} ${message}`,
  }));
  const { question } = (fields ?? {}) as { readonly question?: unknown };
  const inside = typeof question === 'string' ? problemInside(question, ['']) : null;
  return { request: null, problems: inside === null ? problems : [...problems, inside] };
}

function toRequest(fields: z.infer<typeof requestSchema>): AskRequest {
  const { question, after, before, outlet, phrases, without, collection, limit, explain } = fields;
  return {
    question,
    filter: {
      after: after ?? undefined,
      before: before ?? undefined,
      outlet: outlet ?? undefined,
      phrases: phrases ?? undefined,
      without: without ?? undefined,
    },
    collection: collection ?? undefined,
    limit: limit ?? undefined,
    explain: explain ?? undefined,
  };
}

/** What is wrong with the question's own text and the filters in it, or null. */
function problemInside(
  question: string,
  phrases: readonly string[] | null | undefined,
): Problem | null {
  try {
    const { text, filter } = parseQuestion(question, { phrases: phrases ?? [] });
    const isEmpty = text === '' && filter.phrases?.length === 0;
    return isEmpty ? { field: 'question', text: 'question holds nothing beside filters' } : null;
  } catch (error) {
    if (!(error instanceof ReadableError)) throw error;
    return { field: 'question', text: error.message.replace(/\.$/, '') };
  }
}

function wrong(code: 'bad_call' | 'bad_question', problems: readonly Problem[]): ReadableError {
  return new ReadableError({ code, text: `${problems.map(({ text }) => text).join('; ')}.` });
}
