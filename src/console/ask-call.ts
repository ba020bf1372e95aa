// In: the command line of `npm run ask`. Out: what is asked for, or every problem with it at once.

import type { AskRequest } from '../answering/answerer.js';
import { requestFromCall } from '../answering/ask-request.js';
import { ReadableError } from '../shared/errors.js';
import { defineCall, parseCall, several } from './parse-call.js';

export interface AskCall {
  /** Null for a batch. */
  readonly request: AskRequest | null;
  readonly explain: boolean;
  readonly json: boolean;
}

interface Options {
  readonly after?: string;
  readonly before?: string;
  readonly outlet?: string;
  readonly phrase?: readonly string[];
  readonly without?: readonly string[];
  readonly collection?: string;
  readonly limit?: string;
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly batch?: boolean;
}

/**
 * Reads the call.
 *
 * @throws ReadableError `bad_call`
 */
export function readAskCall(argv: readonly string[] = process.argv): AskCall {
  const call = defineCall('ask', 'Answers a question with quotations from the corpus.')
    .argument('[question...]', 'the question; it may hold filters, as in the chat')
    .option('--after <date>', 'only documents on or after 2021, 2021-07 or 2021-07-08')
    .option('--before <date>', 'only documents before that date')
    .option('--outlet <name>', 'only this outlet')
    .option('--phrase <words>', 'only passages with exactly these words; may be repeated', several)
    .option('--without <word>', 'no passage with this word; may be repeated', several)
    .option('--collection <name>', 'the collection to search, or several joined by "+"')
    .option('--limit <n>', 'citations wanted, 1 to 20; 5 unless given')
    .option('--explain', 'show every score that led to the rank')
    .option('--json', 'print the answer as JSON')
    .option('--batch', 'read JSON lines from stdin, write one JSON line for each');
  const parsed = parseCall(call, argv);
  const { phrase, json = false, batch = false, ...fields } = parsed.opts<Options>();
  const question = parsed.args.join(' ');
  const explain = fields.explain ?? false;
  if (!batch) {
    return { request: requestFromCall({ ...fields, question, phrases: phrase }), explain, json };
  }
  const given = Object.keys({ ...fields, ...(phrase === undefined ? {} : { phrase }) });
  const misplaced = given.filter((name) => name !== 'explain');
  if (misplaced.length > 0) {
    throw new ReadableError({
      code: 'bad_call',
      text: `With --batch each line brings its own ${misplaced.join(', ')}; not the command line.`,
    });
  }
  if (question !== '') {
    throw new ReadableError({
      code: 'bad_call',
      text: 'With --batch the questions come from stdin, not from the command line.',
    });
  }
  return { request: null, explain, json };
}
