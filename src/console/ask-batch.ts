// In: JSON lines, each a question. Out: one JSON object a line, in the same order: an answer or what was
// wrong with that line. One question at a time; a bad line never stops the rest.

import { z } from 'zod';
import type { Answer } from '../answering/answer.js';
import type { Answerer } from '../answering/answerer.js';
import { requestFromLine } from '../answering/ask-request.js';
import { describeFailure, ReadableError, type Failure } from '../shared/errors.js';

/** As it was given: a text or a number; null where the line does not say. */
export type BatchId = string | number | null;

export type BatchResult =
  | (Omit<Answer, 'id'> & { readonly id: BatchId })
  | {
      readonly id: BatchId;
      readonly error: { readonly code: Failure['code']; readonly message: string };
    };

export interface BatchOptions {
  readonly answerer: Answerer;
  /** Adds the explanation to every answer. */
  readonly explain: boolean;
  /** Told the full story of what was no readable error. */
  readonly onDefect: (detail: string) => void;
}

const idSchema = z.object({ id: z.union([z.string(), z.number()]) });

/** Answers line by line; blank lines are skipped. */
export async function* askBatch(
  lines: AsyncIterable<string>,
  options: BatchOptions,
): AsyncGenerator<BatchResult> {
  for await (const line of lines) {
    const text = line.replace(/^\uFEFF/, '').trim();
    if (text !== '') yield await answerLine(text, options);
  }
}

/** A result as one line: also the line separators that JSON allows inside a string are escaped. */
export function batchLine(result: BatchResult): string {
  return JSON.stringify(result)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}

async function answerLine(line: string, options: BatchOptions): Promise<BatchResult> {
  let id: BatchId = null;
  try {
    const fields = parseLine(line);
    id = idSchema.safeParse(fields).data?.id ?? null;
    const request = requestFromLine(fields);
    const explain = options.explain || request.explain === true;
    const answer = await options.answerer.answer({ ...request, explain });
    return { ...answer, id };
  } catch (error) {
    const { code, text, detail } = describeFailure(error);
    if (detail !== null) options.onDefect(detail);
    return { id, error: { code, message: text } };
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    const text = 'The line is not valid JSON.';
    throw new ReadableError({ code: 'bad_call', text, cause });
  }
}
