// In: a confidence. Out: how sure an answer is, in words. A confidence is a share of answers that hold the
// evidence, so it is told as one; it is provisional until it is calibrated for each corpus (DECISIONS.md).

import type { Outcome } from '../answering/answer.js';

/** `Very sure`, `Fairly sure`, `Not sure`: how sure the answer is that [1] holds the evidence. */
export function sureness(confidence: number): string {
  if (confidence >= 0.9) return 'Very sure';
  return confidence >= 0.6 ? 'Fairly sure' : 'Not sure';
}

/** One sentence: how sure, and what that means. */
export function explainConfidence(outcome: Outcome, confidence: number): string {
  const percent = `${Math.round(confidence * 100)} %`;
  const share = `of passages found like this, ${inTen(confidence)} hold the answer`;
  if (outcome === 'answer') return `${sureness(confidence)} (${percent}): ${share}.`;
  if (outcome === 'closest') {
    return `Too unsure to call it an answer (${percent}): ${share}.`;
  }
  return 'Nothing came near enough to be shown.';
}

function inTen(confidence: number): string {
  const tenths = Math.round(confidence * 10);
  if (tenths === 10) return 'nearly all';
  return tenths === 0 ? 'hardly any' : `about ${tenths} in 10`;
}
