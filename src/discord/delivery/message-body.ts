// In: what is to be said. Out: the body of the request, as Discord's API wants it. This is the one place that
// adds flags and mentions: a card is always a Components V2 message, and it never mentions anybody.

import {
  InteractionResponseType,
  MessageFlags,
  type APICommandAutocompleteInteractionResponseCallbackData,
  type APIInteractionResponseCallbackData,
  type APIModalInteractionResponseCallbackData,
  type RESTPatchAPIInteractionOriginalResponseJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import type { RawFile } from 'discord.js';
import type { Card } from '../cards/card.js';
import type { Acknowledgement, ChannelMessage } from './delivery.js';

/** Bits of two flags. */
const PRIVATE_CARD: number = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;

/** Discord's own types want one flag where a sum of them is meant. */
interface CardData extends Omit<APIInteractionResponseCallbackData, 'flags'> {
  readonly flags?: number;
}

/** The body of a first response. */
export interface CallbackBody {
  readonly type: InteractionResponseType;
  readonly data?:
    | CardData
    | APICommandAutocompleteInteractionResponseCallbackData
    | APIModalInteractionResponseCallbackData;
}

/** The first response to an interaction. */
export function callbackBody(what: Acknowledgement): CallbackBody {
  switch (what.kind) {
    case 'reply': {
      const { card, isPrivate } = what.message;
      const data = cardData(card, isPrivate);
      return { type: InteractionResponseType.ChannelMessageWithSource, data };
    }
    case 'defer':
      // Only this one flag may be set here; the edit that fills it in brings the other.
      return {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: what.isPrivate ? { flags: MessageFlags.Ephemeral } : {},
      };
    case 'update':
      return { type: InteractionResponseType.UpdateMessage, data: cardData(what.card, false) };
    case 'quiet':
      return { type: InteractionResponseType.DeferredMessageUpdate };
    case 'choices':
      return {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: [...what.choices] },
      };
    case 'modal':
      return { type: InteractionResponseType.Modal, data: what.modal };
  }
}

/** The same first response with another card. */
export function withCard(what: Acknowledgement, card: Card): Acknowledgement {
  if (what.kind === 'reply') return { kind: 'reply', message: { ...what.message, card } };
  return what.kind === 'update' ? { kind: 'update', card } : what;
}

/** The card of a first response, or null where it has none. */
export function cardOf(what: Acknowledgement): Card | null {
  if (what.kind === 'reply') return what.message.card;
  return what.kind === 'update' ? what.card : null;
}

/** A card's files as they are uploaded beside the body, which names them by their place. */
export function filesOf(card: Card | null): { readonly files?: RawFile[] } {
  const files = (card?.files ?? []).map(({ name, base64 }) => ({
    name,
    data: Buffer.from(base64, 'base64'),
  }));
  return files.length === 0 ? {} : { files };
}

/** Without files of its own a message keeps those that it has. */
function attachmentsOf({ files = [] }: Card): { attachments?: CardData['attachments'] } {
  const attachments = files.map(({ name, description }, id) => ({
    id,
    filename: name,
    description,
  }));
  return attachments.length === 0 ? {} : { attachments };
}

/** What replaces the original response; who sees it was decided by the first response. */
export function editBody(card: Card): RESTPatchAPIInteractionOriginalResponseJSONBody {
  return {
    components: [...card.components],
    ...attachmentsOf(card),
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
  };
}

/** A message in a channel: sent twice with the same nonce, it is there once. */
export function channelBody(message: ChannelMessage): RESTPostAPIChannelMessageJSONBody {
  const { card, nonce, replyTo } = message;
  return {
    components: [...card.components],
    ...attachmentsOf(card),
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [], replied_user: false },
    nonce,
    enforce_nonce: true,
    ...(replyTo === null
      ? {}
      : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
  };
}

function cardData(card: Card, isPrivate: boolean): CardData {
  return {
    components: [...card.components],
    ...attachmentsOf(card),
    flags: isPrivate ? PRIVATE_CARD : MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
  };
}
