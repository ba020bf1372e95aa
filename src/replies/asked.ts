// What a reply says of the question behind it, beside its passages: as it was asked, how it was read, and
// whether it asks beyond the corpus. Whoever makes a reply gives what it knows.

import type { AnswerReply } from './reply.js';

/** The head of a reply to a question. */
export type AskedParts = Pick<
  AnswerReply,
  'question' | 'about' | 'reading' | 'hint' | 'searched' | 'asOf' | 'copied'
>;

/** Completes what is known of a question: somebody's own, taken as asked, within the corpus' dates. */
export function askedParts(question: string, known: Partial<AskedParts> = {}): AskedParts {
  const { about = 'question', reading = null, hint = null, asOf = null } = known;
  const searched = known.searched === undefined ? {} : { searched: known.searched };
  return { question: known.question ?? question, about, reading, hint, ...searched, asOf };
}
