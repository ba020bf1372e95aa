// What must outlive a process beside the corpus: the answers that were given, because a button under an
// answer may be pressed after a restart, on another machine; the turns of a conversation; what people said of
// an answer. It lives in a database of its own, so that a build never blocks a click. Everything in it
// expires; test/contracts holds what every store must do.

import type { Outcome } from '../answering/answer.js';
import type { CitationReference } from '../answering/answerer.js';
import type { ScoreTrace } from '../retrieval/scored-passage.js';

/** A word of the question as the corpus knows it. */
export interface MatchedWord {
  readonly word: string;
  /** Passages of the corpus that hold it; 0 where none does. */
  readonly passages: number;
}

/** A passage that was found: enough to bring it back and to say why it ranked where it did. */
export interface FoundPassage extends CitationReference {
  /** `[n]` under which the answer showed it, or null where it was only found. */
  readonly shownAs: number | null;
  readonly title: string;
  readonly paragraph: { readonly first: number; readonly last: number; readonly of: number };
  /** Null where the passage was not scored. */
  readonly trace: ScoreTrace | null;
  /** Words of the question that stand in its best sentence; absent where that was not looked at. */
  readonly holds?: readonly string[];
}

/** What spoke for and against an answer, as numbers: a confidence is their sum. */
export interface KeptJudgement {
  readonly features: Readonly<Record<string, number>>;
  /** With the `intercept`. */
  readonly weights: Readonly<Record<string, number>>;
}

/** One given answer, kept until it expires. It holds neither the question nor any quoted text. */
export interface AnswerRecord {
  /** Chosen by the caller; buttons carry nothing else. */
  readonly id: string;
  readonly collection: string;
  /** The guild it was given in; null in direct messages. */
  readonly guild: string | null;
  /** Where it was asked: a channel, a thread, a direct message, a console session. */
  readonly conversation: string;
  /** Who asked; `forget` goes by it. */
  readonly asker: string;
  /** A private answer is its asker's alone. */
  readonly isPrivate: boolean;
  readonly outcome: Outcome;
  readonly confidence: number;
  /** Passages that were searched. */
  readonly searched: number;
  readonly words: readonly MatchedWord[];
  /** Absent where nothing was judged, such as behind a greeting. */
  readonly judgement?: KeptJudgement;
  /** In rank order. */
  readonly found: readonly FoundPassage[];
  /** ISO 8601 in UTC, as `toISOString` gives it; so is `expiresAt`. */
  readonly createdAt: string;
  /** From this moment on the record is never returned. */
  readonly expiresAt: string;
}

/** Who may see an answer. */
export type AnswerPlace = Pick<AnswerRecord, 'conversation' | 'isPrivate'>;

/** A question with its answer's id, kept for minutes so that a follow-up can be understood. */
export interface Turn {
  readonly answerId: string;
  readonly conversation: string;
  readonly asker: string;
  readonly isPrivate: boolean;
  /** As it was understood: complete, without needing an earlier one. */
  readonly question: string;
  /** Labels of what earlier answers to the same question showed: "tell me more" leaves them out. */
  readonly seen?: readonly number[];
  readonly createdAt: string;
  readonly expiresAt: string;
}

export type Verdict = 'up' | 'down';

/** Why somebody was not content. */
export type FeedbackReason = 'wrong_source' | 'outdated' | 'not_relevant' | 'should_have_found';

/** What one person said of one answer. */
export interface Feedback {
  readonly answerId: string;
  readonly person: string;
  readonly verdict: Verdict;
  readonly reason: FeedbackReason | null;
  /** Only where the person agreed, or the operator switched it on. */
  readonly question: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Feedback beside what is still known of its answer. */
export interface FeedbackOnAnswer {
  readonly feedback: Feedback;
  readonly answer: AnswerRecord | null;
}

/** How much was removed. */
export interface Removed {
  readonly answers: number;
  readonly turns: number;
  readonly feedback: number;
}

export interface StateStore {
  /** Keeps an answer; one with the same id is replaced. */
  saveAnswer(record: AnswerRecord): Promise<void>;
  /**
   * Changes who may see an answer and its turn; never brings back what was removed meanwhile, and tells
   * whether there was an answer.
   */
  moveAnswer(id: string, place: AnswerPlace): Promise<boolean>;
  /** Null where there is none, or no longer. */
  answer(id: string): Promise<AnswerRecord | null>;
  /** The last answer of a conversation that this person may see: a public one, or their own private one. */
  lastAnswer(conversation: string, person: string): Promise<AnswerRecord | null>;

  /** Keeps a turn; one of the same answer is replaced. */
  saveTurn(turn: Turn): Promise<void>;
  /** The turn that led to an answer. */
  turn(answerId: string): Promise<Turn | null>;
  /** What this person asked last in this conversation. */
  lastTurn(conversation: string, asker: string): Promise<Turn | null>;

  /** Keeps what a person says of an answer; what they said of it before is replaced as a whole. */
  saveFeedback(feedback: Feedback): Promise<void>;
  feedbackOf(answerId: string, person: string): Promise<Feedback | null>;
  /** Takes back what a person said of an answer; false where they had said nothing. */
  removeFeedback(answerId: string, person: string): Promise<boolean>;
  /** All that has not expired, oldest first. */
  allFeedback(): Promise<FeedbackOnAnswer[]>;

  /** How much `forget` would remove, counting what has expired and was not swept yet. */
  countOf(person: string): Promise<Removed>;
  /**
   * Removes everything kept of a person, down to the bytes on the disk; tells how much went. What others said
   * of the person's answers stays, without the question.
   */
  forget(person: string): Promise<Removed>;
  /** Removes an answer with its turn and feedback. */
  removeAnswer(id: string): Promise<void>;
  /** Removes a guild's answers with their turns and feedback, such as of one that was left. */
  forgetGuild(guild: string): Promise<Removed>;
  /** Removes what has expired, in batches that let others in between; tells how much went. */
  sweep(now: Date): Promise<Removed>;
  close(): Promise<void>;
}
