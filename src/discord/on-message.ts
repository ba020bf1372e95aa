// In: a message that is meant for the bot: a mention, a reply that pings it, a direct message. Out: its answer
// as a reply. Everything else is not looked at: who did not speak to the bot is not answered.

import { answerQuestion } from './asking/answer-question.js';
import { messageSeat } from './asking/message-seat.js';
import { noticeCard } from './asking/notice-card.js';
import type { Way } from './asking/question-ledger.js';
import { takeQuestion } from './asking/take-question.js';
import type { BotParts } from './bot-parts.js';
import type { Caller } from './caller.js';

/** A message that is meant for the bot. */
export interface ReceivedMessage {
  readonly id: string;
  readonly way: Extract<Way, 'mention' | 'reply' | 'direct_message'>;
  readonly caller: Caller;
  /** Without the mention of the bot, trimmed. */
  readonly text: string;
  /** The answer that the message replies to, where it is one of ours. */
  readonly follows: string | null;
}

/** Answers a message; never rejects. */
export async function onMessage(message: ReceivedMessage, bot: BotParts): Promise<void> {
  const { id, way, caller, text, follows } = message;
  const { delivery } = bot;
  const seat = messageSeat({ channelId: caller.channelId, messageId: id, delivery });
  if (text === '') {
    const admission = await bot.limits.admit(caller);
    const hint = 'Write your question behind my name, or use /ask; /help tells more.';
    if (admission.ok) await seat.refuse(noticeCard(hint));
    return;
  }
  await takeQuestion(
    {
      way,
      caller,
      seat,
      run: () =>
        answerQuestion(
          {
            caller,
            question: text,
            sources: null,
            isPrivate: false,
            about: 'question',
            follows,
          },
          bot,
        ),
    },
    bot,
  );
}
