// In: feedback, and the sentence that each praised answer showed first. Out: questions as the evaluation
// reads them, and by name what could not become one. Nobody is named: an id tells answers apart, not people.

import { createHash } from 'node:crypto';
import type {
  Feedback,
  FeedbackOnAnswer,
  FeedbackReason,
  FoundPassage,
  Verdict,
} from '../store/state-store.js';

/** Where a question is answered: a file of the corpus and the sentence in it. */
export interface Evidence {
  readonly source: string;
  readonly sentence: string;
}

/** A labelled question; `answerable` is null where a person has to look at it first. */
export interface QuestionLine {
  readonly id: string;
  readonly question: string;
  readonly answerable: boolean | null;
  readonly source: string | null;
  readonly evidence: string | null;
  readonly verdict: Verdict;
  readonly reason: FeedbackReason | null;
  /** What a person has to add: where it stands, or whether it is there at all. */
  readonly needs?: 'evidence' | 'review';
}

export type WhyLeftOut = 'no_question' | 'answer_gone' | 'passage_gone';

export interface QuestionLines {
  readonly lines: readonly QuestionLine[];
  readonly leftOut: readonly { readonly id: string; readonly why: WhyLeftOut }[];
}

/** The passage that an answer showed as `[1]`, or null where it showed none. */
export function shownFirst(found: readonly FoundPassage[]): FoundPassage | null {
  return found.find(({ shownAs }) => shownAs === 1) ?? null;
}

/** True where the line of this feedback names the sentence that was shown first. */
export function needsEvidence({ feedback, answer }: FeedbackOnAnswer): boolean {
  return feedback.question !== null && feedback.verdict === 'up' && answer !== null;
}

/** One line for each feedback with a question, in the order given; evidence is by answer id. */
export function questionLines(
  said: readonly FeedbackOnAnswer[],
  evidence: ReadonlyMap<string, Evidence>,
): QuestionLines {
  const lines: QuestionLine[] = [];
  const leftOut: { id: string; why: WhyLeftOut }[] = [];
  const ids = new Map<string, number>();
  for (const item of said) {
    const id = uniqueId(item.feedback, ids);
    const made = lineOf(item, { id, evidence: evidence.get(item.feedback.answerId) });
    if (typeof made === 'string') leftOut.push({ id, why: made });
    else lines.push(made);
  }
  return { lines, leftOut };
}

function lineOf(
  { feedback, answer }: FeedbackOnAnswer,
  known: { readonly id: string; readonly evidence: Evidence | undefined },
): QuestionLine | WhyLeftOut {
  const { question, verdict, reason } = feedback;
  if (question === null) return 'no_question';
  const open = { id: known.id, question, answerable: null, source: null, evidence: null };
  if (verdict === 'down') {
    const needs = reason === 'should_have_found' ? 'evidence' : 'review';
    return { ...open, verdict, reason, needs };
  }
  if (answer === null) return 'answer_gone';
  // A refusal that was praised may be right, but only a person who knows the corpus can tell.
  if (shownFirst(answer.found) === null) return { ...open, verdict, reason, needs: 'review' };
  if (known.evidence === undefined) return 'passage_gone';
  const { source, sentence } = known.evidence;
  return { ...open, answerable: true, source, evidence: sentence, verdict, reason };
}

/**
 * The same for the same feedback in every export. The person is left out of the hash: a list of members
 * would be enough to guess them from it.
 */
function uniqueId(feedback: Feedback, known: Map<string, number>): string {
  const { answerId, createdAt } = feedback;
  const hash = createHash('sha256').update(`${answerId}\n${createdAt}`).digest('hex').slice(0, 12);
  const times = (known.get(hash) ?? 0) + 1;
  known.set(hash, times);
  return times === 1 ? `f-${hash}` : `f-${hash}-${times}`;
}
