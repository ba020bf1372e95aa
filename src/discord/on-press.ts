// In: a press of a button, a choice in a menu, a form that was sent. Out: what it asks for, acknowledged in
// time. Nothing is remembered of the message: the custom_id and the store say everything.

import { errorReply } from '../replies/error-reply.js';
import { noticeCard } from './asking/notice-card.js';
import { within } from './asking/within.js';
import type { BotParts } from './bot-parts.js';
import { NO_CONTROLS, type Card } from './cards/card.js';
import { renderCard } from './cards/render-card.js';
import { readCustomId } from './custom-id.js';
import type { Acknowledgement, FailureCode, InteractionHandle } from './delivery/delivery.js';
import { PRESSES } from './press-list.js';
import { NotForYou, type PressCall, type PressResult } from './presses/press-handler.js';

/** Presses need no model and take milliseconds; beyond this something is slow and "thinking" is shown. */
const WAIT_MS = 1_000;

export interface Press {
  readonly handle: InteractionHandle;
  readonly customId: string;
  readonly call: Omit<PressCall, 'parts' | 'handle'>;
  /** Where the button's message stands, so that it can be deleted. */
  readonly message: { readonly channelId: string; readonly id: string } | null;
}

/** Answers a press; never rejects. */
export async function onPress(press: Press, bot: BotParts): Promise<void> {
  try {
    const known = readCustomId(press.customId);
    if (known === null) {
      const card = noticeCard('This button is from an older version. Please ask again.');
      await bot.delivery.acknowledge(press.handle, toAcknowledgement({ kind: 'private', card }));
      return;
    }
    bot.onPressed(known.action);
    const handler = PRESSES[known.action];
    const work = settle(
      () => handler.run({ ...press.call, handle: press.handle, parts: known.parts }, bot),
      bot,
    );
    const early = await within(work, WAIT_MS);
    if (early !== null) await show(early, press, bot);
    else await showLater({ work, waiting: handler.whileWaiting(known.parts) }, press, bot);
  } catch (error) {
    errorReply(error, bot.log);
  }
}

/** What a handler gives; what it refuses or fails with is a private line. */
async function settle(run: () => Promise<PressResult>, bot: BotParts): Promise<PressResult> {
  try {
    return await run();
  } catch (error) {
    const card =
      error instanceof NotForYou
        ? noticeCard(error.message)
        : renderCard(errorReply(error, bot.log), NO_CONTROLS);
    return { kind: 'private', card };
  }
}

async function show(result: PressResult, press: Press, bot: BotParts): Promise<void> {
  const { delivery } = bot;
  if (result.kind === 'remove') {
    const taken = await delivery.acknowledge(press.handle, { kind: 'quiet' });
    if (!taken.ok && !MAY_HAVE_ARRIVED.has(taken.failure.code)) return;
    await removeMessage(press, result.onRemoved, bot);
    return;
  }
  const shown = await delivery.acknowledge(press.handle, toAcknowledgement(result));
  if (shown.ok) return;
  // An acknowledgement whose answer was lost may stand there: then it can be edited.
  const hasArrived =
    MAY_HAVE_ARRIVED.has(shown.failure.code) &&
    result.kind !== 'modal' &&
    (await delivery.edit(press.handle, result.card)).ok;
  if (!hasArrived && result.kind === 'public') await result.undo();
}

const MAY_HAVE_ARRIVED: ReadonlySet<FailureCode> = new Set(['ack_timeout', 'unavailable']);

async function showLater(
  later: { readonly work: Promise<PressResult>; readonly waiting: 'private' | 'public' | 'update' },
  press: Press,
  bot: BotParts,
): Promise<void> {
  const { work, waiting } = later;
  const { delivery } = bot;
  const acknowledged = await delivery.acknowledge(
    press.handle,
    waiting === 'update' ? { kind: 'quiet' } : { kind: 'defer', isPrivate: waiting === 'private' },
  );
  const result = await work;
  const isLost = !acknowledged.ok && !MAY_HAVE_ARRIVED.has(acknowledged.failure.code);
  const card = isLost ? null : await cardOf(result, press, bot);
  const shown = card === null ? null : await delivery.edit(press.handle, card);
  if (shown?.ok !== true && result.kind === 'public') await result.undo();
}

/** What is shown after "thinking": a form cannot be opened any more, and what is removed is said to be. */
async function cardOf(result: PressResult, press: Press, bot: BotParts): Promise<Card> {
  if (result.kind === 'modal') return noticeCard('That took too long; press it again.');
  if (result.kind !== 'remove') return result.card;
  const { message } = press;
  if (message === null) return noticeCard('The message is not there any more.');
  const removed = await bot.delivery.deleteMessage(message.channelId, message.id);
  if (removed.ok) await result.onRemoved();
  return noticeCard(removed.ok ? 'The answer is deleted.' : removed.failure.text);
}

/** Removes the message of a press that was taken quietly. Where that fails it stands, and so do its buttons. */
async function removeMessage(
  { handle, message }: Press,
  onRemoved: () => Promise<void>,
  bot: BotParts,
): Promise<void> {
  let removed = await bot.delivery.remove(handle);
  if (!removed.ok && message !== null) {
    removed = await bot.delivery.deleteMessage(message.channelId, message.id);
  }
  if (removed.ok) await onRemoved();
}

function toAcknowledgement(result: Exclude<PressResult, { kind: 'remove' }>): Acknowledgement {
  if (result.kind === 'modal') return result;
  if (result.kind === 'update') return result;
  return {
    kind: 'reply',
    message: { card: result.card, isPrivate: result.kind === 'private' },
  };
}
