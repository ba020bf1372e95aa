// In: the command line of `npm run summarize`. Out: what is to be summarized, or every problem with it at once.

import type { SummarizeRequest } from '../answering/answerer.js';
import { requestFromCall } from '../answering/ask-request.js';
import { ReadableError } from '../shared/errors.js';
import { LENGTHS, MAX_SENTENCES, type Length } from '../summaries/summary.js';
import { defineCall, parseCall, several, wholeNumber } from './parse-call.js';

export interface SummarizeCall {
  readonly request: SummarizeRequest;
  readonly json: boolean;
}

interface Options {
  readonly document?: string;
  readonly topic?: string;
  readonly sentences?: string;
  readonly length?: string;
  readonly after?: string;
  readonly before?: string;
  readonly outlet?: string;
  readonly phrase?: readonly string[];
  readonly without?: readonly string[];
  readonly collection?: string;
  readonly json?: boolean;
}

/** Filters that choose among documents, so that they mean nothing for a single one. */
const FILTERS = ['after', 'before', 'outlet', 'phrase', 'without'] as const;

/**
 * Reads the call.
 *
 * @throws ReadableError `bad_call`
 */
export function readSummarizeCall(argv: readonly string[] = process.argv): SummarizeCall {
  const { short, long } = LENGTHS;
  const call = defineCall('summarize', 'Sums up a document or a topic in sentences of the corpus.')
    .option('--document <id>', 'a document: its id, its file, or its title')
    .option('--topic <text>', 'a topic; it may hold filters, as in the chat')
    .option('--length <name>', `short (${short} sentences) or long (${long})`)
    .option('--sentences <n>', `so many sentences at most, 1 to ${MAX_SENTENCES}`)
    .option('--after <date>', 'only documents on or after 2021, 2021-07 or 2021-07-08')
    .option('--before <date>', 'only documents before that date')
    .option('--outlet <name>', 'only this outlet')
    .option('--phrase <words>', 'only passages with exactly these words; may be repeated', several)
    .option('--without <word>', 'no passage with this word; may be repeated', several)
    .option('--collection <name>', 'the collection to search, or several joined by "+"')
    .option('--json', 'print the summary as JSON');
  const parsed = parseCall(call, argv);
  const options = parsed.opts<Options>();
  const problems = problemsOf(options);
  if (problems.length > 0) throw badCall(problems);
  return { request: requestOf(options), json: options.json ?? false };
}

function problemsOf(options: Options): string[] {
  const { document, topic, length, sentences } = options;
  const problems: string[] = [];
  const named = [document, topic].filter((name) => name !== undefined);
  if (named.length !== 1) problems.push('Give either --document or --topic');
  if (named.some((name) => name.trim() === '')) problems.push('What to summarize is empty');
  if (length !== undefined && !Object.hasOwn(LENGTHS, length)) {
    problems.push('--length must be short or long');
  }
  if (sentences !== undefined && !isWholeNumber(sentences)) {
    problems.push(`--sentences must be a whole number from 1 to ${MAX_SENTENCES}`);
  }
  const given = FILTERS.filter((name) => options[name] !== undefined);
  if (document !== undefined && topic === undefined && given.length > 0) {
    problems.push(`--${given.join(', --')} choose among documents: not with --document`);
  }
  return problems;
}

function isWholeNumber(text: string): boolean {
  try {
    return wholeNumber(1, MAX_SENTENCES)(text) > 0;
  } catch {
    return false;
  }
}

function requestOf(options: Options): SummarizeRequest {
  const { document, topic, sentences, length, phrase, ...filters } = options;
  const size = {
    length: length as Length | undefined,
    sentences: sentences === undefined ? undefined : Number(sentences),
  };
  if (topic === undefined) {
    return { about: 'document', document: document ?? '', collection: filters.collection, ...size };
  }
  const { after, before, outlet, without, collection } = filters;
  const read = requestFromCall({
    ...{ question: topic, after, before, outlet, phrases: phrase },
    ...{ without, collection },
  });
  const { filter } = read;
  return { about: 'topic', topic: read.question, filter, collection: read.collection, ...size };
}

function badCall(problems: readonly string[]): ReadableError {
  return new ReadableError({
    code: 'bad_call',
    text: `${problems.join('; ')}.`,
    remedy: 'See: npm run summarize -- --help',
  });
}
