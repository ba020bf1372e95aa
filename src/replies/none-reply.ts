// In: an Answer without citations and what its corpus covers. Out: a reply that says why, what there is to
// ask about, and one thing to try. A refusal never carries a citation.

import type { Answer, NoneReason } from '../answering/answer.js';
import { exampleQuestions, showCoverage, type Coverage } from './coverage.js';
import type { NoneReply } from './reply.js';

const TEXTS: Readonly<Record<NoneReason, string>> = {
  greeting: 'Hello! Ask me something, and I will quote what the documents say, word for word.',
  noise: 'None of these words stands in the documents, so there is nothing to quote.',
  filtered: 'No passage passes the filters of this question.',
  nothing_near: 'Nothing in the documents comes near this question.',
};

/** Composes the reply to a question that the corpus has nothing for. */
export function noneReply(answer: Answer, coverage: Coverage): NoneReply {
  const reason = answer.reason ?? 'nothing_near';
  return {
    kind: 'none',
    question: answer.question,
    reason,
    text: TEXTS[reason],
    covers: showCoverage(coverage),
    suggestion: suggest(reason, exampleQuestions(coverage.titles, answer.question)),
  };
}

function suggest(reason: NoneReason, examples: readonly string[]): string {
  if (reason === 'filtered') {
    return 'Widen or leave out after:, before:, outlet:, the "exact phrase" or the -word.';
  }
  const [first, second] = examples;
  if (first === undefined) return 'Ask a whole question, with the name of a person or a place.';
  if (reason === 'nothing_near') return `Say it in other words, or try: ${first}`;
  return second === undefined ? `Try: ${first}` : `Try: ${first} Or: ${second}`;
}
