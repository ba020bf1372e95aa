// Two families of error. A ReadableError is written for a person: a code, one line that says what and
// where, and what to do about it. Anything else that is thrown is a defect: logged in full, shown as a
// short reference (see describeFailure).

import { createHash } from 'node:crypto';

/** Every code a ReadableError may carry; scripts and tests match on these, so they only grow. */
export type ErrorCode =
  | 'bad_call'
  | 'too_few_questions'
  | 'bad_setting'
  | 'bad_sources'
  | 'bad_question'
  | 'document_unknown'
  | 'collection_unknown'
  | 'not_supported'
  | 'corpus_missing'
  | 'corpus_empty'
  | 'too_many_chunks'
  | 'model_missing'
  | 'model_damaged'
  | 'model_mismatch'
  | 'index_missing'
  | 'index_corrupt'
  | 'index_incompatible'
  | 'build_in_progress'
  | 'storage_read_only'
  | 'storage_failed'
  | 'disk_full'
  | 'store_unavailable'
  | 'store_conflict'
  | 'store_mismatch'
  | 'store_invalid'
  | 'copy_missing'
  | 'data_set_invalid'
  | 'discord_token_refused'
  | 'discord_intents_refused'
  | 'discord_commands_refused'
  | 'discord_unreachable'
  | 'question_failed'
  | 'answerer_timeout'
  | 'answerer_unavailable'
  | 'quota_exceeded'
  | 'draft_gone'
  | 'source_refused'
  | 'archive_refused'
  | 'not_allowed'
  | 'closed';

const USAGE_CODES: ReadonlySet<ErrorCode> = new Set([
  'bad_call',
  'bad_setting',
  'bad_sources',
  'document_unknown',
  'collection_unknown',
]);

export interface ReadableErrorOptions {
  readonly code: ErrorCode;
  /** One line: what is wrong and where. */
  readonly text: string;
  /** What the reader can do about it, ideally a command. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** An error that a person may read. */
export class ReadableError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | null;

  constructor(options: ReadableErrorOptions) {
    super(options.text, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ReadableError';
    this.code = options.code;
    this.remedy = options.remedy ?? null;
  }
}

export interface Failure {
  readonly code: ErrorCode | 'defect';
  /** Text for a person: the readable error with its remedy, or a generic line with a reference. */
  readonly text: string;
  /** Process exit code: 2 where the call or a setting is wrong, else 1. */
  readonly exitCode: 1 | 2;
  /** The full story for the log; null for readable errors. */
  readonly detail: string | null;
}

/** Turns whatever was thrown into what may be shown and what must be logged. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof ReadableError) {
    const text = error.remedy === null ? error.message : `${error.message} ${error.remedy}`;
    return { code: error.code, text, exitCode: USAGE_CODES.has(error.code) ? 2 : 1, detail: null };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const reference = createHash('sha256').update(detail).digest('hex').slice(0, 8);
  const text = `Something went wrong inside Verbatim (reference ${reference}); the log has the details.`;
  return { code: 'defect', text, exitCode: 1, detail: `[${reference}] ${detail}` };
}

/** The `code` of a Node system error (`ENOENT`, `EACCES`, ...), or null. */
export function systemErrorCode(error: unknown): string | null {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return null;
}
