// In: an answer that is about to be shown. Out: the id under which its buttons find it again. The record holds
// no question; the question itself is kept for minutes, as a turn, so that a follow-up can be understood.

import { randomBytes } from 'node:crypto';
import type { Answer, Citation } from '../../answering/answer.js';
import { answerRecord, summaryRecord } from '../../replies/answer-record.js';
import type { Summary } from '../../summaries/summary.js';
import { KEPT_DAYS } from '../../shared/kept-days.js';
import type { Turn } from '../../store/state-store.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';

/** Minutes that a question can be followed up. */
export const TURN_MINUTES = 30;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Random bytes of an answer's id: 16 letters, more than anybody can guess. */
const ID_BYTES = 12;

export interface GivenAnswer {
  readonly caller: Caller;
  /** The scope that was searched. */
  readonly collection: string;
  readonly isPrivate: boolean;
  readonly answer: Answer;
  readonly found: readonly Citation[];
  /** Passages that were searched. */
  readonly searched: number;
  /** What may be followed up; null for somebody else's words, and where the corpus was not asked. */
  readonly turn: Pick<Turn, 'question' | 'seen'> | null;
}

/** Keeps where a summary's sentences stand, so that their context opens; null where it cannot be kept. */
export async function keepSummary(
  given: Pick<GivenAnswer, 'caller' | 'collection' | 'isPrivate'> & { readonly summary: Summary },
  bot: BotParts,
): Promise<string | null> {
  const { caller, collection, isPrivate, summary } = given;
  const now = bot.now();
  const id = newId();
  try {
    await bot.state.saveAnswer(
      summaryRecord(summary, {
        id,
        collection,
        guild: caller.guildId,
        conversation: caller.channelId,
        asker: caller.userId,
        isPrivate,
        createdAt: now.toISOString(),
        expiresAt: later(now, KEPT_DAYS * DAY_MS),
      }),
    );
    return id;
  } catch (error) {
    bot.log.error({ err: error }, 'a summary could not be kept: it is shown without buttons');
    return null;
  }
}

/** Keeps an answer; null where it cannot be kept, and the answer is then shown without buttons. */
export async function keepAnswer(given: GivenAnswer, bot: BotParts): Promise<string | null> {
  const { caller, collection, answer, found, searched, isPrivate, turn } = given;
  const now = bot.now();
  const id = newId();
  const common = {
    conversation: caller.channelId,
    asker: caller.userId,
    isPrivate,
    createdAt: now.toISOString(),
  };
  const place = { id, collection, guild: caller.guildId };
  try {
    await bot.state.saveAnswer(
      answerRecord({
        answer,
        found,
        searched,
        ...place,
        ...common,
        expiresAt: later(now, KEPT_DAYS * DAY_MS),
      }),
    );
    if (turn !== null) {
      const life = bot.keepsQuestions ? KEPT_DAYS * DAY_MS : TURN_MINUTES * MINUTE_MS;
      const expiresAt = later(now, life);
      await bot.state.saveTurn({ ...common, ...turn, answerId: id, expiresAt });
    }
    return id;
  } catch (error) {
    bot.log.error({ err: error }, 'an answer could not be kept: it is shown without buttons');
    return null;
  }
}

/** True while a question can be followed up. */
export function isRecent(createdAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(createdAt) <= TURN_MINUTES * MINUTE_MS;
}

function newId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

function later(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
