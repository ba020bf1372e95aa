// What passes between a process and the one that answers beside it: calls by id one way, results and
// failures the other. Whatever arrives is checked for its shape; errors cross as plain data.

import { z } from 'zod';
import { ReadableError, type ErrorCode } from '../shared/errors.js';
import type { Answerer } from './answerer.js';

/** What may be asked of the other process; `close` is a message of its own. */
export type Method = Exclude<keyof Answerer, 'close'>;

/** A call of any method with its arguments. */
export type Call = {
  readonly [M in Method]: { readonly method: M; readonly args: Parameters<Answerer[M]> };
}[Method];

/** What a call of a method comes to. */
export type Result<M extends Method> = Awaited<ReturnType<Answerer[M]>>;

/** An error as plain data. */
export type ErrorData =
  | {
      readonly kind: 'readable';
      readonly code: ErrorCode;
      readonly text: string;
      readonly remedy: string | null;
    }
  | { readonly kind: 'defect'; readonly message: string; readonly stack: string | null };

export type ToAnswerer =
  | { readonly kind: 'open'; readonly settings: unknown }
  | { readonly kind: 'call'; readonly id: number; readonly call: Call }
  | { readonly kind: 'ping'; readonly id: number }
  | { readonly kind: 'close' };

export type FromAnswerer =
  /** The model and the index are loaded, as far as they can be: calls are welcome. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorData }
  | { readonly kind: 'pong'; readonly id: number };

const METHODS: Readonly<Record<Method, true>> = {
  answer: true,
  sources: true,
  cited: true,
  suggest: true,
  rankSentences: true,
  summarize: true,
  compare: true,
  timeline: true,
  digest: true,
  documents: true,
  document: true,
  paragraphs: true,
  status: true,
};

const id = z.number().int();

const call = z.object({
  method: z.string().refine((name) => Object.hasOwn(METHODS, name)),
  args: z.array(z.unknown()),
});

const toAnswerer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), settings: z.unknown() }),
  z.object({ kind: z.literal('call'), id, call }),
  z.object({ kind: z.literal('ping'), id }),
  z.object({ kind: z.literal('close') }),
]);

const error = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('readable'),
    code: z.string(),
    text: z.string(),
    remedy: z.string().nullable(),
  }),
  z.object({ kind: z.literal('defect'), message: z.string(), stack: z.string().nullable() }),
]);

const fromAnswerer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('result'), id, value: z.unknown() }),
  z.object({ kind: z.literal('failed'), id, error }),
  z.object({ kind: z.literal('pong'), id }),
]);

/** Reads what was sent to an answerer, or null where it is none of ours. */
export function parseToAnswerer(message: unknown): ToAnswerer | null {
  const parsed = toAnswerer.safeParse(message);
  return parsed.success ? (parsed.data as ToAnswerer) : null;
}

/** Reads what an answerer sent, or null where it is none of ours. */
export function parseFromAnswerer(message: unknown): FromAnswerer | null {
  const parsed = fromAnswerer.safeParse(message);
  return parsed.success ? (parsed.data as FromAnswerer) : null;
}

/** Whatever was thrown, as plain data; a cause stays behind. */
export function errorToData(thrown: unknown): ErrorData {
  if (thrown instanceof ReadableError) {
    const { code, message, remedy } = thrown;
    return { kind: 'readable', code, text: message, remedy };
  }
  return thrown instanceof Error
    ? { kind: 'defect', message: thrown.message, stack: thrown.stack ?? null }
    : { kind: 'defect', message: String(thrown), stack: null };
}

/** The error again; a defect keeps the stack that it had where it was thrown. */
export function errorFromData(data: ErrorData): Error {
  if (data.kind === 'readable') {
    const { code, text, remedy } = data;
    return new ReadableError({ code, text, ...(remedy === null ? {} : { remedy }) });
  }
  const defect = new Error(data.message);
  if (data.stack !== null) defect.stack = data.stack;
  return defect;
}
