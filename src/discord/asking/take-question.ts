// In: a question and the seat its asker sits in. Out: exactly one counted outcome, and never silence: what is
// limited, busy or broken is said as well. The order is: stopping, limits, room in the queue, work.

import { errorReply } from '../../replies/error-reply.js';
import { ReadableError, type ErrorCode } from '../../shared/errors.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import { NO_CONTROLS, type Card } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import type { Delivered, FailureCode } from '../delivery/delivery.js';
import type { Answered } from './answer-question.js';
import { noticeCard } from './notice-card.js';
import { askerOf, type QuestionQueue } from './question-queue.js';
import type { QuestionOutcome, Way } from './question-ledger.js';

/** Where an answer goes: an interaction or a message. */
export interface Seat {
  /** True where others read what is said: being limited is then said once. */
  readonly tellsOnce: boolean;
  /** Says something in place of an answer. */
  refuse(card: Card): Promise<Delivered>;
  /** Acknowledges as soon as the estimate asks for it, and delivers what the work gives. */
  serve(work: Promise<Card>, estimateMs: number): Promise<Delivered>;
}

export interface TakenQuestion {
  readonly way: Way;
  readonly caller: Caller;
  readonly seat: Seat;
  /** Where it waits; the queue of questions unless given. */
  readonly queue?: QuestionQueue | undefined;
  readonly run: () => Promise<Answered>;
}

/** Takes a question to its end; never rejects. */
export async function takeQuestion(taken: TakenQuestion, bot: BotParts): Promise<void> {
  const question = bot.ledger.open(taken.way);
  try {
    question.end((await turnAway(taken, bot)) ?? (await serve(taken, bot)));
  } catch (error) {
    // What the seat and the work can fail with is handled there; this is a defect.
    errorReply(error, bot.log);
    question.end('failed');
  }
}

/** The outcome where the question is not even queued, or null. */
async function turnAway(taken: TakenQuestion, bot: BotParts): Promise<QuestionOutcome | null> {
  const { caller, seat } = taken;
  if (bot.isStopping()) {
    await seat.refuse(noticeCard('I am restarting. Please ask again in a minute.'));
    return 'busy';
  }
  const admission = await bot.limits.admit(caller);
  if (!admission.ok) {
    if (seat.tellsOnce && !(await admission.mayTell())) return 'rate_limited';
    const text = `${LIMITED[admission.of]} Please try again in ${seconds(admission.seconds)}.`;
    await seat.refuse(noticeCard(text));
    return 'rate_limited';
  }
  return null;
}

async function serve(taken: TakenQuestion, bot: BotParts): Promise<QuestionOutcome> {
  const { queue = bot.queue } = taken;
  const asker = askerOf(taken.caller);
  // Nothing may happen between this and the question's place in the queue: others are asked in the same moment.
  const estimateMs = queue.estimateMs(asker);
  if (estimateMs === null) {
    const wait = seconds(queue.busySeconds(asker));
    await taken.seat.refuse(noticeCard(`I am busy. Please try again in ${wait}.`));
    return 'busy';
  }
  let outcome: QuestionOutcome = 'failed';
  const work = queue.run(taken.run, asker).then(
    (answered) => {
      outcome = answered.outcome;
      return answered.card;
    },
    (error: unknown) => {
      // A date that is none, or a question without words: that was said, and nothing has failed.
      if (error instanceof ReadableError && MISTAKES.has(error.code)) outcome = 'refused';
      return renderCard(errorReply(error, bot.log), NO_CONTROLS);
    },
  );
  const delivered = await taken.seat.serve(work, estimateMs);
  if (delivered.ok) return outcome;
  return EXPIRED.has(delivered.failure.code) ? 'expired' : 'failed';
}

/** Discord did not want it any more; everything else that is not delivered has failed. */
const EXPIRED: ReadonlySet<FailureCode> = new Set([
  'expired',
  'unknown_interaction',
  'ack_timeout',
  'gone',
  'unavailable',
]);

/** What the person who asks can mend. */
const MISTAKES: ReadonlySet<ErrorCode> = new Set([
  'bad_question',
  'bad_call',
  'collection_unknown',
]);

const LIMITED = {
  person: 'That is more questions than I can take from one person at a time.',
  channel: 'This channel is asking more than I can answer at a time.',
  guild: 'This server is asking more than I can answer at a time.',
} as const;

function seconds(count: number): string {
  return count === 1 ? '1 second' : `${count} seconds`;
}
