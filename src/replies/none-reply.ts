// In: a question without an answer, why, and what the corpus covers. Out: a reply that says so, what there is
// to ask about, and one thing to try. A refusal never carries a citation.

import type { NoneReason } from '../answering/answer.js';
import { isSmallTalk } from '../answering/small-talk.js';
import type { AskedParts } from './asked.js';
import { exampleQuestions, showCoverage, type Coverage } from './coverage.js';
import type { NoneReply } from './reply.js';

const TEXTS: Readonly<Record<NoneReason, string>> = {
  greeting: 'Hello! Ask me something, and I will quote what the documents say, word for word.',
  about_us:
    'I am Verbatim: I quote what the documents say, word for word, and say so where they say nothing.',
  incomplete: 'This goes on from an earlier question, and I know of none here.',
  noise: 'None of these words stands in the documents, so there is nothing to quote.',
  filtered: 'No passage passes the filters of this question.',
  nothing_near: 'Nothing in the documents comes near this question.',
  nothing_more: 'Every passage that was found for this question has been shown.',
};

/** A message is not a question to us: it is neither greeted back nor narrowed by filters. */
const MESSAGE_TEXT = 'Nothing in the documents comes near this message.';

/** True where nothing was asked of the corpus: nothing is missing from it. */
export function isFriendly({ reason }: Pick<NoneReply, 'reason'>): boolean {
  return isSmallTalk(reason);
}

/** Composes the reply to a question that the corpus has nothing for. */
export function noneReply(
  asked: AskedParts,
  coverage: Coverage,
  reason: NoneReason = 'nothing_near',
): NoneReply {
  return {
    kind: 'none',
    ...asked,
    reason,
    text: asked.about === 'message' ? MESSAGE_TEXT : TEXTS[reason],
    covers: showCoverage(coverage),
    suggestion: suggest(asked, reason, exampleQuestions(coverage.titles, asked.question)),
  };
}

function suggest(asked: AskedParts, reason: NoneReason, examples: readonly string[]): string {
  if (asked.about === 'message') return 'Ask about one thing in it, in your own words.';
  if (reason === 'filtered') {
    return 'Widen or leave out after:, before:, outlet:, the "exact phrase" or the -word.';
  }
  const [first, second] = examples;
  if (first === undefined) return 'Ask a whole question, with the name of a person or a place.';
  if (reason === 'incomplete') return `Ask the whole question, such as: ${first}`;
  if (reason === 'nothing_near' || reason === 'nothing_more')
    return `Say it in other words, or try: ${first}`;
  return second === undefined ? `Try: ${first}` : `Try: ${first} Or: ${second}`;
}
