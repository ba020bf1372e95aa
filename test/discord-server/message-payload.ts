// Messages in the form in which Discord sends them, and what the gateway leaves out of them.

import { GatewayIntentBits, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { Json } from './json.js';
import type { Attachment, MessageInteraction, StoredMessage } from './model.js';
import { memberJson, userJson } from './payloads.js';
import { usersNamed } from './pings.js';
import { textsOf } from './visible-text.js';
import type { World } from './world.js';

/** A message as REST shows it, with the one it replies to. */
export function messageJson(world: World, message: StoredMessage): Json {
  return { ...plainMessage(world, message), ...reference(world, message, plainMessage) };
}

/** A message as MESSAGE_CREATE and MESSAGE_UPDATE tell it: blank where the bot may not read it. */
export function gatewayMessage(world: World, message: StoredMessage, intents: number): Json {
  const show = (one: StoredMessage): Json => {
    const whole = plainMessage(world, one);
    return mayRead(world, one, intents)
      ? whole
      : { ...whole, content: '', embeds: [], components: [], attachments: [] };
  };
  const channel = world.channels.get(message.channelId);
  const guild = message.guildId === null ? undefined : world.guilds.get(message.guildId);
  return {
    ...show(message),
    ...reference(world, message, (_, one) => show(one)),
    channel_type: channel?.type,
    ...(guild === undefined
      ? {}
      : { guild_id: guild.id, member: memberJson(guild, message.author.id) }),
  };
}

function mayRead(world: World, message: StoredMessage, intents: number): boolean {
  return (
    (intents & GatewayIntentBits.MessageContent) !== 0 ||
    message.guildId === null ||
    message.author.id === world.bot.id ||
    mentionedIds(world, message).includes(world.bot.id)
  );
}

/** The users a message mentions; the author of what it replies to only where that pings. */
export function mentionedIds(world: World, message: StoredMessage): readonly string[] {
  const pinged = message.pings.flatMap((ping) => usersNamed(ping));
  const named = textsOf(message).flatMap(usersNamed);
  return [...new Set([...named, ...pinged])].filter((id) => world.users.has(id));
}

function plainMessage(world: World, message: StoredMessage): Json {
  const mentioned = mentionedIds(world, message);
  return {
    id: message.id,
    channel_id: message.channelId,
    author: userJson(message.author),
    content: message.content,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    mention_everyone: message.pings.some((ping) => ping.startsWith('@')),
    mentions: mentioned.map((id) => userJson(world.user(id))),
    mention_roles: message.pings.flatMap((ping) => /^<@&(\d+)>$/.exec(ping)?.[1] ?? []),
    attachments: message.attachments.map(attachmentJson),
    embeds: message.embeds,
    components: message.components,
    pinned: message.isPinned,
    type: typeOf(message),
    flags: flagsOf(message),
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.interaction === null ? {} : answered(world, message.interaction)),
    ...(message.reactions.length === 0 ? {} : { reactions: reactions(message) }),
  };
}

function typeOf({ interaction, replyTo }: StoredMessage): MessageType {
  if (interaction?.type === 2) return MessageType.ChatInputCommand;
  return replyTo === null ? MessageType.Default : MessageType.Reply;
}

function flagsOf({ flags, isLoading, visibleTo }: StoredMessage): number {
  const loading = isLoading ? MessageFlags.Loading : 0;
  return flags | loading | (visibleTo === null ? 0 : MessageFlags.Ephemeral);
}

function answered(world: World, { id, type, user, owners }: MessageInteraction): Json {
  return {
    application_id: world.applicationId,
    webhook_id: world.applicationId,
    interaction_metadata: {
      id,
      type,
      user: userJson(user),
      authorizing_integration_owners: owners,
    },
  };
}

function reactions({ reactions: all }: StoredMessage): Json[] {
  return all.map(({ emoji, userIds }) => ({
    emoji: { id: null, name: emoji },
    count: userIds.length,
    count_details: { burst: 0, normal: userIds.length },
    burst_colors: [],
    me: false,
    me_burst: false,
  }));
}

export function attachmentJson(attachment: Attachment): Json {
  return {
    id: attachment.id,
    filename: attachment.name,
    size: attachment.data.length,
    url: attachment.url,
    proxy_url: attachment.url,
    content_type: attachment.contentType,
    ...(attachment.description === null ? {} : { description: attachment.description }),
  };
}

type Show = (world: World, message: StoredMessage) => Json;

function reference(world: World, message: StoredMessage, show: Show): Json {
  if (message.replyTo === null) return {};
  const target = world.message(message.replyTo);
  const place = { channel_id: message.channelId, guild_id: message.guildId ?? undefined };
  return {
    message_reference: { type: 0, message_id: message.replyTo, ...place },
    referenced_message: target === null ? null : show(world, target),
  };
}
