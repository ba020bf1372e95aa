// The seat of somebody who used a command. An answer that is promised soon is itself the acknowledgement;
// otherwise "thinking" is shown at once and edited later. An interaction that Discord has lost is answered by
// a message in the channel, unless the answer was to be private.

import type { Card } from '../cards/card.js';
import type {
  Delivered,
  Delivery,
  DeliveryFailure,
  FailureCode,
  InteractionHandle,
} from '../delivery/delivery.js';
import type { Seat } from './take-question.js';
import { within } from './within.js';

/** A promise of an answer within this is waited for: nobody sees "thinking" flash by. */
const DIRECT_WITHIN_MS = 300;
/**
 * Where the promise does not hold, "thinking" is shown after this. Discord gives up at 3,000, but what made the
 * answer late makes this late as well.
 */
const DEFER_AFTER_MS = 450;

export interface InteractionSeatOptions {
  readonly handle: InteractionHandle;
  readonly channelId: string;
  readonly isPrivate: boolean;
  readonly delivery: Delivery;
}

/** Seats somebody who used a command. */
export function interactionSeat(options: InteractionSeatOptions): Seat {
  const { handle, delivery, isPrivate } = options;
  return {
    // A command that is not acknowledged looks broken, and nobody else reads it.
    tellsOnce: false,
    refuse: (card) =>
      delivery.acknowledge(handle, { kind: 'reply', message: { card, isPrivate: true } }),
    serve: async (work, estimateMs) => {
      const early = estimateMs <= DIRECT_WITHIN_MS ? await within(work, DEFER_AFTER_MS) : null;
      const acknowledged = await delivery.acknowledge(
        handle,
        early === null
          ? { kind: 'defer', isPrivate }
          : { kind: 'reply', message: { card: early, isPrivate } },
      );
      const card = early ?? (await work);
      if (acknowledged.ok && early !== null) return acknowledged;
      const failure = acknowledged.ok ? null : acknowledged.failure;
      return finish(card, failure, options);
    },
  };
}

/** Fills in what was deferred; `failure` is how the acknowledgement failed, if it did. */
async function finish(
  card: Card,
  failure: DeliveryFailure | null,
  options: InteractionSeatOptions,
): Promise<Delivered> {
  const { handle, delivery, channelId, isPrivate } = options;
  let last = failure;
  // An acknowledgement whose answer was lost may have arrived: then there is something to edit.
  if (last === null || MAY_HAVE_ARRIVED.has(last.code)) {
    const edited = await delivery.edit(handle, card);
    if (edited.ok) return edited;
    last = edited.failure;
  }
  if (isPrivate || !isLost(last)) return { ok: false, failure: last };
  const sent = await delivery.send({ channelId, card, replyTo: null, nonce: handle.id });
  return sent.ok ? sent : { ok: false, failure: last };
}

const MAY_HAVE_ARRIVED: ReadonlySet<FailureCode> = new Set(['ack_timeout', 'unavailable']);
const LOST: ReadonlySet<FailureCode> = new Set(['unknown_interaction', 'expired', 'ack_timeout']);

/** Another process has answered it: nothing is missing. */
const ALREADY_ACKNOWLEDGED = 40060;

function isLost({ code, discordCode }: DeliveryFailure): boolean {
  return LOST.has(code) && discordCode !== ALREADY_ACKNOWLEDGED;
}
