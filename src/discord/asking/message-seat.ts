// The seat of somebody who wrote a message: a mention, a reply, a direct message. Typing is shown while they
// wait; the answer is a reply that pings nobody, and its nonce is the message's own id, so that it is sent
// once however often the message is seen.

import type { Card } from '../cards/card.js';
import type { Delivered, Delivery } from '../delivery/delivery.js';
import type { Seat } from './take-question.js';
import { within } from './within.js';

/** An answer within this needs no typing. */
const TYPING_AFTER_MS = 300;
/** Discord shows typing for 10 s. */
const TYPING_AGAIN_MS = 8_000;

export interface MessageSeatOptions {
  readonly channelId: string;
  readonly messageId: string;
  readonly delivery: Delivery;
}

/** Seats somebody who wrote a message. */
export function messageSeat({ channelId, messageId, delivery }: MessageSeatOptions): Seat {
  const send = (card: Card): Promise<Delivered> =>
    delivery.send({ channelId, card, replyTo: messageId, nonce: messageId });
  return {
    tellsOnce: true,
    refuse: send,
    serve: async (work, estimateMs) => {
      let card = estimateMs <= TYPING_AFTER_MS ? await within(work, TYPING_AFTER_MS) : null;
      while (card === null) {
        // Typing is a courtesy: where it fails, the answer will say why.
        void delivery.type(channelId);
        card = await within(work, TYPING_AGAIN_MS);
      }
      return send(card);
    },
  };
}
