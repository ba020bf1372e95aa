// In: a question from whichever way in. Out: its card and how it ended, after the answer's record and the turn
// are kept.

import type { EarlierTurn } from '../../answering/earlier-turn.js';
import { ask } from '../../replies/ask.js';
import type { Filter } from '../../store/knowledge-store.js';
import type { AnswerRecord, Turn } from '../../store/state-store.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import { NOT_KEPT, type Card } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { scopeFor } from '../scope-for.js';
import { isRecent, keepAnswer } from './keep-answer.js';
import type { QuestionOutcome } from './question-ledger.js';

/** Citations shown at most unless told: the whole answer fits a phone's screen. */
const DEFAULT_SHOWN = 3;

export interface AskedQuestion {
  readonly caller: Caller;
  readonly question: string;
  readonly filter?: Filter;
  /** Citations asked for; null: those that support the answer. */
  readonly sources: number | null;
  readonly isPrivate: boolean;
  readonly about: 'question' | 'message';
  /** The answer that this question follows; null: the asker's last one here. */
  readonly follows: string | null;
}

export interface Answered {
  readonly card: Card;
  readonly outcome: QuestionOutcome;
}

/** Answers a question and keeps what its buttons need. */
export async function answerQuestion(asked: AskedQuestion, bot: BotParts): Promise<Answered> {
  const { caller, question, filter, sources, about, isPrivate } = asked;
  const collection = await scopeFor(caller, bot);
  const earlier = about === 'message' ? null : await earlierTurn(asked, bot);
  const request = {
    ...{ question, explain: true, collection },
    ...(sources === null ? { most: DEFAULT_SHOWN } : { limit: sources }),
  };
  const {
    answer,
    found,
    reply,
    searched,
    turn: next,
  } = await ask(bot.answerer, filter === undefined ? request : { ...request, filter }, {
    earlier,
    about,
    now: bot.now(),
  });
  // Also where nothing was found: that is the question a voter most wants to add.
  const turn = about === 'question' ? keptTurn(next) : null;
  const given = { caller, collection, isPrivate, answer, found, searched, turn };
  const answerId = await keepAnswer(given, bot);
  return {
    card: renderCard(reply, answerId === null ? NOT_KEPT : { kind: 'answer', answerId, isPrivate }),
    outcome: answer.outcome === 'answer' ? 'answered' : 'refused',
  };
}

/** What its answer showed is in the answer's record. */
function keptTurn(turn: EarlierTurn | null): Pick<Turn, 'question' | 'seen'> | null {
  if (turn === null) return null;
  const { question, seen } = turn;
  return seen.length === 0 ? { question } : { question, seen };
}

/** The turn that a question may continue: only one that this person can see, and not an old one. */
async function earlierTurn(asked: AskedQuestion, bot: BotParts): Promise<EarlierTurn | null> {
  const { userId, channelId } = asked.caller;
  const { state, log, now } = bot;
  try {
    const turn =
      asked.follows === null
        ? await state.lastTurn(channelId, userId)
        : await state.turn(asked.follows);
    if (turn?.conversation !== channelId) return null;
    // How a question was read is shown with its answer: a private one stands in no public answer.
    if (turn.isPrivate && (turn.asker !== userId || !asked.isPrivate)) return null;
    if (!isRecent(turn.createdAt, now())) return null;
    const record = await state.answer(turn.answerId);
    return { question: turn.question, seen: turn.seen ?? [], cited: shownIn(record) };
  } catch (error) {
    log.warn({ err: error }, 'the earlier question could not be read');
    return null;
  }
}

/** What an answer showed, in the order it was shown. */
function shownIn(record: AnswerRecord | null): EarlierTurn['cited'] {
  return (record?.found ?? [])
    .filter(({ shownAs }) => shownAs !== null)
    .sort((a, b) => (a.shownAs ?? 0) - (b.shownAs ?? 0));
}
