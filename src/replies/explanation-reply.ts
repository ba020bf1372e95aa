// In: an Answer. Out: why, in words, and every number that led to its ranks and its outcome; or a notice where
// nothing was scored (a greeting, noise, filters that let nothing through).

import type { Answer } from '../answering/answer.js';
import { foundPassages, judgementOf, matchedWords } from './answer-record.js';
import type { ExplanationReply, NoticeReply } from './reply.js';
import { weighFeatures } from './weigh-features.js';
import { whyReply } from './why-reply.js';

/** Passages of the corpus are counted where it is asked, which an answer alone does not know. */
const NOT_KNOWN = 0;

/** Explains an answer that was asked for with `explain`. */
export function explanationReply(answer: Answer): ExplanationReply | NoticeReply {
  const { question, outcome, confidence, explanation } = answer;
  if (explanation === undefined) {
    const reason = answer.reason === undefined ? '' : ` (${answer.reason})`;
    return { kind: 'notice', text: `No score led to the answer to “${question}”${reason}.` };
  }
  const { features, weights } = explanation;
  return {
    kind: 'explanation',
    question,
    outcome,
    confidence,
    why: whyReply({
      outcome,
      confidence,
      searched: NOT_KNOWN,
      words: matchedWords(answer),
      ...judgementOf(answer),
      found: foundPassages(answer, answer.citations),
    }),
    explanation,
    weighed: weighFeatures({ features: { ...features }, weights }),
  };
}
