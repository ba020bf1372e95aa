// 👍 and 👎, their reason, the question that may be kept with them, and the way back. A person has one vote
// an answer; voting again changes it. The question's text is kept only where its asker writes it into a
// form, or where the operator keeps all of them.

import type { AnswerRecord, Feedback, FeedbackReason, Verdict } from '../../store/state-store.js';
import { noticeCard } from '../asking/notice-card.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import type { Card } from '../cards/card.js';
import {
  FEEDBACK_REASONS,
  QUESTION_INPUT,
  questionModal,
  renderFeedback,
} from '../cards/render-feedback.js';
import { openRecord, type PressHandler } from './press-handler.js';

export const up = voteHandler('up');
export const down = voteHandler('down');

function voteHandler(verdict: Verdict) {
  return {
    action: verdict,
    whileWaiting: () => 'private',
    run: async ({ caller, parts }, bot) => {
      const record = await openRecord(parts[0], caller, bot);
      const before = await bot.state.feedbackOf(record.id, caller.userId);
      // A reason belongs to the verdict it was given with.
      const kept = before?.verdict === verdict ? before.reason : null;
      const reason = kept ?? reasonSaid(verdict, record);
      const question = before?.question ?? (await questionToKeep(record, bot));
      const card = await save({ record, caller, bot }, { verdict, reason, question });
      return { kind: 'private', card };
    },
  } satisfies PressHandler;
}

/** The 👎 under a refusal says in its own words what is wrong with it. */
function reasonSaid(verdict: Verdict, { outcome }: AnswerRecord): FeedbackReason | null {
  return verdict === 'down' && outcome === 'none' ? 'should_have_found' : null;
}

/** Notes why somebody was not content. */
export const reason = {
  action: 'reason',
  whileWaiting: () => 'update',
  run: async ({ caller, parts, values }, bot) => {
    const record = await openRecord(parts[0], caller, bot);
    const before = await bot.state.feedbackOf(record.id, caller.userId);
    const chosen = FEEDBACK_REASONS.find((known) => known === values[0]) ?? null;
    const change = { verdict: 'down', reason: chosen, question: before?.question ?? null } as const;
    return { kind: 'update', card: await save({ record, caller, bot }, change) };
  },
} satisfies PressHandler;

/** Opens the form for the question, and keeps what was written into it. */
export const question = {
  action: 'question',
  // A form that comes too late is asked to be opened again: its button must still be there.
  whileWaiting: () => 'private',
  run: async ({ caller, parts, fields }, bot) => {
    const record = await openRecord(parts[0], caller, bot);
    const written = fields[QUESTION_INPUT];
    if (written === undefined) {
      const turn = await bot.state.turn(record.id);
      const known = turn?.asker === caller.userId ? turn.question : null;
      return { kind: 'modal', modal: questionModal({ answerId: record.id, question: known }) };
    }
    const before = await bot.state.feedbackOf(record.id, caller.userId);
    const text = written.trim();
    const card = await save(
      { record, caller, bot },
      {
        verdict: before?.verdict ?? 'down',
        reason: before?.reason ?? null,
        question: text === '' ? null : text,
      },
    );
    return { kind: 'update', card };
  },
} satisfies PressHandler;

/** Takes a vote back. */
export const unvote = {
  action: 'unvote',
  whileWaiting: () => 'update',
  run: async ({ caller, parts }, bot) => {
    const record = await openRecord(parts[0], caller, bot);
    const wasThere = await bot.state.removeFeedback(record.id, caller.userId);
    const text = wasThere ? 'Your vote is taken back.' : 'There was no vote of yours.';
    return { kind: 'update', card: noticeCard(text) };
  },
} satisfies PressHandler;

interface Voter {
  readonly record: AnswerRecord;
  readonly caller: Caller;
  readonly bot: BotParts;
}

async function save(
  { record, caller, bot }: Voter,
  vote: {
    readonly verdict: Verdict;
    readonly reason: FeedbackReason | null;
    readonly question: string | null;
  },
): Promise<Card> {
  const now = bot.now();
  const feedback: Feedback = {
    ...vote,
    answerId: record.id,
    person: caller.userId,
    createdAt: now.toISOString(),
    // Not longer than what it is said of, whoever votes and however often.
    expiresAt: record.expiresAt,
  };
  await bot.state.saveFeedback(feedback);
  return renderFeedback({
    answerId: record.id,
    verdict: vote.verdict,
    reason: vote.reason,
    hasQuestion: vote.question !== null,
  });
}

/** The question, where the operator keeps all of them and it is still known. */
async function questionToKeep(record: AnswerRecord, bot: BotParts): Promise<string | null> {
  if (!bot.keepsQuestions) return null;
  return (await bot.state.turn(record.id))?.question ?? null;
}
