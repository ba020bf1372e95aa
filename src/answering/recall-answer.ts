// In: a request, and what was worked out for it or for the same one before. Out: the same, as this asker's: with the id
// that they gave and the time that they waited. What it may depend on is listed here and nowhere else.

import type { Answer } from './answer.js';
import type { AnswerCache } from './answer-cache.js';
import type { ReadRequest } from './find-passages.js';
import type { OpenCorpus } from './open-corpus.js';

/** Something asked of a corpus that may have been asked before. */
export interface Recallable<T extends object> {
  readonly corpus: OpenCorpus;
  readonly read: ReadRequest;
  readonly id: string | undefined;
  /** The method, and whatever it depends on beside the question and its filters. */
  readonly wants: readonly unknown[];
  /** Puts the asker's own id and times into every answer of it. */
  readonly stamp: (made: T, makeOwn: MakeOwn) => T;
}

/** Gives what is known, or works it out; without a cache it is always worked out. */
export async function recallAnswer<T extends object>(
  cache: AnswerCache | null,
  asked: Recallable<T>,
  make: () => Promise<T>,
): Promise<T> {
  const { corpus, read, id, wants, stamp } = asked;
  const looked = performance.now();
  // What a copy gives is said to be of that moment, and leaves with it.
  const { value, isKnown } =
    cache === null || corpus.copyOf !== undefined
      ? { value: await make(), isKnown: false }
      : await cache.recall(corpus, [wants, ...readAs(read)], make);
  const named = id === undefined ? {} : { id };
  if (!isKnown) return stamp(value, (answer) => ({ ...named, ...answer }));
  const now = performance.now();
  const timings = {
    embedMs: 0,
    searchMs: now - looked,
    totalMs: now - read.started,
    isRecalled: true as const,
  };
  return stamp(value, (answer) => ({ ...named, ...answer, timings }));
}

/** The question as it was read: its words, and its filters in one order. */
function readAs({ question }: ReadRequest): readonly unknown[] {
  const { asked, text, filter } = question;
  const filters = Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1));
  return [asked, text, filters];
}

/** Makes an answer the asker's own. */
type MakeOwn = (answer: Answer) => Answer;

/** An answer, as the asker's own. */
export function own(made: Answer, makeOwn: MakeOwn): Answer {
  return makeOwn(made);
}

/** The same with the asker's own answer in it. */
export function ownAnswer<T extends { readonly answer: Answer }>(made: T, makeOwn: MakeOwn): T {
  return { ...made, answer: makeOwn(made.answer) };
}

/** What holds nothing of its asker. */
export function same<T>(made: T): T {
  return made;
}
