// The way out: everything that is sent to Discord goes through a Delivery, which retries what may be retried,
// never sends anything twice, and gives every failure a name. Nothing here throws for what Discord does.

import type {
  APIApplicationCommandOptionChoice,
  APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type { Card } from '../cards/card.js';

/** What is needed to answer an interaction; its token lives 15 minutes. */
export interface InteractionHandle {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  /** Milliseconds since 1970, by our clock, when it arrived. */
  readonly arrivedAt: number;
}

/** A message to send: a card, seen by everyone or by one person. */
export interface Outgoing {
  readonly card: Card;
  readonly isPrivate: boolean;
}

export type Acknowledgement =
  | { readonly kind: 'reply'; readonly message: Outgoing }
  | { readonly kind: 'defer'; readonly isPrivate: boolean }
  /** The message under the pressed button is replaced. */
  | { readonly kind: 'update'; readonly card: Card }
  /** The press is taken; nothing changes. */
  | { readonly kind: 'quiet' }
  | { readonly kind: 'choices'; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly kind: 'modal'; readonly modal: APIModalInteractionResponseCallbackData };

/** Why something was not delivered. */
export type FailureCode =
  /** The interaction's token is no longer good. */
  | 'expired'
  /** Discord does not know the interaction (10062). */
  | 'unknown_interaction'
  /** No acknowledgement within our own deadline. */
  | 'ack_timeout'
  /** 50001, 50013, 160002. */
  | 'no_permission'
  /** Archived, locked. */
  | 'locked'
  /** The channel, guild or message is not there any more. */
  | 'gone'
  /** 50007. */
  | 'dm_refused'
  /** 40094. */
  | 'follow_ups_used'
  /** 200000, 240000: the server's own filter. */
  | 'filtered'
  /** 50006, 50035, 40005: a defect of ours. */
  | 'invalid_body'
  /** 401: the token was revoked. */
  | 'unauthorized'
  /** 5xx, resets, 429s until the time was up. */
  | 'unavailable'
  | 'unknown';

export type Delivered =
  /** `messageId` where Discord told it. */
  | { readonly ok: true; readonly messageId: string | null }
  | { readonly ok: false; readonly failure: DeliveryFailure };

export interface DeliveryFailure {
  readonly code: FailureCode;
  /** Discord's own code and HTTP status, for the log. */
  readonly discordCode: number | null;
  readonly status: number | null;
  /** One sentence for the person or the log. */
  readonly text: string;
}

/** A message in a channel, such as the answer to a mention. */
export interface ChannelMessage {
  readonly channelId: string;
  readonly card: Card;
  /** The message that is answered; the answer stands alone where it is gone. */
  readonly replyTo: string | null;
  /** The same for the same message however often it is sent: at most 25 characters. */
  readonly nonce: string;
}

export interface Delivery {
  /** The first response to an interaction, within 3 s of its arrival. */
  acknowledge(to: InteractionHandle, what: Acknowledgement): Promise<Delivered>;
  /** Fills in or replaces the original response. */
  edit(to: InteractionHandle, card: Card): Promise<Delivered>;
  /** Deletes the original response. */
  remove(to: InteractionHandle): Promise<Delivered>;
  send(message: ChannelMessage): Promise<Delivered>;
  deleteMessage(channelId: string, messageId: string): Promise<Delivered>;
  /** Shows that somebody is typing, for 10 s. */
  type(channelId: string): Promise<Delivered>;
}
