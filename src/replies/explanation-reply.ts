// In: an Answer. Out: every number that led to its ranks and its outcome, or a notice where nothing was
// scored (a greeting, noise, filters that let nothing through).

import type { Answer } from '../answering/answer.js';
import { FUSION } from '../retrieval/fuse-scores.js';
import type { ExplanationReply, NoticeReply } from './reply.js';

/** Explains an answer that was asked for with `explain`. */
export function explanationReply(answer: Answer): ExplanationReply | NoticeReply {
  const { question, outcome, confidence, explanation } = answer;
  if (explanation === undefined) {
    const reason = answer.reason === undefined ? '' : ` (${answer.reason})`;
    return { kind: 'notice', text: `No score led to the answer to “${question}”${reason}.` };
  }
  return { kind: 'explanation', question, outcome, confidence, fusion: FUSION, explanation };
}
