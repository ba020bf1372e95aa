// In: a command that somebody used, or what they are typing into one. Out: a question that is taken to its
// end, a card that is shown at once, or suggestions. The command says what is to be done; this says how.

import { errorReply } from '../replies/error-reply.js';
import { interactionSeat } from './asking/interaction-seat.js';
import { noticeCard } from './asking/notice-card.js';
import { takeQuestion } from './asking/take-question.js';
import { within } from './asking/within.js';
import type { BotParts } from './bot-parts.js';
import type { Caller } from './caller.js';
import { NO_CONTROLS, type Card } from './cards/card.js';
import { cleanLine } from './cards/clean-text.js';
import { shortLine } from './cards/cut-text.js';
import { renderCard } from './cards/render-card.js';
import { COMMANDS } from './command-list.js';
import type { CommandCall, Typed } from './commands/command.js';
import type { InteractionHandle } from './delivery/delivery.js';
import { AUTOCOMPLETE } from './limits.js';

/** Suggestions later than this are of no use to who is typing; Discord takes none after 3,000. */
const SUGGEST_WITHIN_MS = 2_000;

export interface UsedCommand extends CommandCall {
  readonly handle: InteractionHandle;
  readonly name: string;
}

/** Carries a command out; never rejects. */
export async function onCommand(used: UsedCommand, bot: BotParts): Promise<void> {
  const { handle, caller } = used;
  const seatFor = (isPrivate: boolean) =>
    interactionSeat({ handle, channelId: caller.channelId, isPrivate, delivery: bot.delivery });
  try {
    const command = COMMANDS.find(({ name }) => name === used.name);
    if (command === undefined) {
      await seatFor(true).refuse(noticeCard('This command is from another version.'));
      return;
    }
    const work = command.plan(used, bot);
    const seat = seatFor(work.kind === 'form' || work.isPrivate);
    if (work.kind === 'question') {
      const { way, run, queue } = work;
      await takeQuestion({ way, caller, seat, run, queue }, bot);
    } else if (work.kind === 'form') {
      await bot.delivery.acknowledge(handle, { kind: 'modal', modal: work.modal });
    } else if (bot.isStopping()) {
      await seat.refuse(noticeCard('I am restarting. Please try again in a minute.'));
    } else {
      const card = shown(() => work.run(handle), bot);
      await seat.serve(card, work.takesLong === true ? Infinity : 0);
    }
  } catch (error) {
    const card = renderCard(errorReply(error, bot.log), NO_CONTROLS);
    await seatFor(true).refuse(card);
  }
}

/** A card in every case. */
async function shown(run: () => Promise<Card>, bot: BotParts): Promise<Card> {
  try {
    return await run();
  } catch (error) {
    return renderCard(errorReply(error, bot.log), NO_CONTROLS);
  }
}

export interface TypedInto extends Typed {
  readonly handle: InteractionHandle;
  readonly name: string;
  readonly caller: Caller;
}

/** Suggests values for what is being typed; never rejects, and suggests nothing where it fails. */
export async function onTyping(typed: TypedInto, bot: BotParts): Promise<void> {
  const command = COMMANDS.find(({ name }) => name === typed.name);
  const suggested = command?.complete?.(typed, bot).catch((error: unknown) => {
    errorReply(error, bot.log);
    return [];
  });
  const found = (suggested && (await within(suggested, SUGGEST_WITHIN_MS))) ?? [];
  const choices = found
    .filter(({ name, value }) => cleanLine(name) !== '' && value.length <= AUTOCOMPLETE.choice)
    .slice(0, AUTOCOMPLETE.choices)
    .map(({ name, value }) => ({ name: shortLine(name, AUTOCOMPLETE.choice), value }));
  await bot.delivery.acknowledge(typed.handle, { kind: 'choices', choices });
}
