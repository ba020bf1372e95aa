// What the gateway tells when something happens, each with the intent that asks for it.

import { GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Core } from './core.js';
import { asText, type Json } from './json.js';
import { gatewayMessage } from './message-payload.js';
import type { Channel, Guild, StoredMessage } from './model.js';
import { channelJson, guildCreateJson, memberJson, userJson } from './payloads.js';
import { isThread } from './world.js';

interface Told {
  readonly event: GatewayDispatchEvents;
  readonly inGuild: number;
  readonly inDm: number;
  readonly data: (intents: number) => Json;
}

const { Guilds, GuildMembers, GuildMessages, DirectMessages } = GatewayIntentBits;

/** Whether the bot hears of what happens in a channel at all. */
function isHeard({ world }: Core, { guildId, recipientIds }: Channel): boolean {
  if (guildId === null) return recipientIds.length === 1;
  return world.guilds.get(guildId)?.hasBot === true;
}

function tell(core: Core, channel: Channel, { event, inGuild, inDm, data }: Told): void {
  core.changes.tell();
  if (!isHeard(core, channel)) return;
  const intent = channel.guildId === null ? inDm : inGuild;
  core.gateway.dispatch({ event, guildId: channel.guildId, intent, data });
}

/** MESSAGE_CREATE or MESSAGE_UPDATE; an ephemeral message is told to nobody. */
export function tellMessage(core: Core, message: StoredMessage, isNew: boolean): void {
  core.changes.tell();
  const channel = core.world.channels.get(message.channelId);
  if (message.visibleTo !== null || channel === undefined) return;
  tell(core, channel, {
    event: isNew ? GatewayDispatchEvents.MessageCreate : GatewayDispatchEvents.MessageUpdate,
    inGuild: GuildMessages,
    inDm: DirectMessages,
    data: (intents) => gatewayMessage(core.world, message, intents),
  });
}

export function tellDeleted(core: Core, message: StoredMessage): void {
  core.changes.tell();
  const channel = core.world.channels.get(message.channelId);
  if (message.visibleTo !== null || channel === undefined) return;
  const place = { channel_id: channel.id, guild_id: channel.guildId ?? undefined };
  tell(core, channel, {
    event: GatewayDispatchEvents.MessageDelete,
    inGuild: GuildMessages,
    inDm: DirectMessages,
    data: () => ({ id: message.id, ...place }),
  });
}

interface ReactionEvent {
  readonly message: StoredMessage;
  readonly userId: string;
  readonly emoji: string;
  readonly isAdded: boolean;
}

export function tellReaction(core: Core, { message, userId, emoji, isAdded }: ReactionEvent): void {
  const channel = core.world.channel(message.channelId);
  const guild = core.world.guildOf(channel);
  const user = core.world.user(userId);
  tell(core, channel, {
    event: isAdded
      ? GatewayDispatchEvents.MessageReactionAdd
      : GatewayDispatchEvents.MessageReactionRemove,
    inGuild: GatewayIntentBits.GuildMessageReactions,
    inDm: GatewayIntentBits.DirectMessageReactions,
    data: () => ({
      user_id: userId,
      channel_id: channel.id,
      message_id: message.id,
      emoji: { id: null, name: emoji },
      message_author_id: message.author.id,
      burst: false,
      type: 0,
      ...(guild === null ? {} : { guild_id: guild.id, member: memberJson(guild, userId, user) }),
    }),
  });
}

export function tellTyping(core: Core, channel: Channel, userId: string): void {
  tell(core, channel, {
    event: GatewayDispatchEvents.TypingStart,
    inGuild: GatewayIntentBits.GuildMessageTyping,
    inDm: GatewayIntentBits.DirectMessageTyping,
    data: () => ({
      channel_id: channel.id,
      guild_id: channel.guildId ?? undefined,
      user_id: userId,
      timestamp: Math.trunc(core.now() / 1_000),
    }),
  });
}

/** What became of a channel or thread. */
export type ChannelChange = 'created' | 'updated' | 'deleted';

const CHANNEL_EVENTS = {
  created: [GatewayDispatchEvents.ChannelCreate, GatewayDispatchEvents.ThreadCreate],
  updated: [GatewayDispatchEvents.ChannelUpdate, GatewayDispatchEvents.ThreadUpdate],
  deleted: [GatewayDispatchEvents.ChannelDelete, GatewayDispatchEvents.ThreadDelete],
} as const;

export function tellChannel(core: Core, channel: Channel, change: ChannelChange): void {
  const event = CHANNEL_EVENTS[change][isThread(channel) ? 1 : 0];
  const data = channelJson(core.world, channel);
  const isNew = change === 'created' && isThread(channel);
  tell(core, channel, {
    event,
    inGuild: Guilds,
    inDm: DirectMessages,
    data: () => (isNew ? { ...data, newly_created: true } : data),
  });
}

function tellGuild(core: Core, event: GatewayDispatchEvents, data: Json): void {
  core.changes.tell();
  core.gateway.dispatch({ event, guildId: asText(data.id), intent: Guilds, data: () => data });
}

export function tellGuildCreate(core: Core, guild: Guild): void {
  tellGuild(core, GatewayDispatchEvents.GuildCreate, guildCreateJson(core.world, guild));
}

/** GUILD_DELETE: the bot was removed, or the guild is out of reach for a while. */
export function tellGuildDelete(core: Core, guild: Guild, isOutage: boolean): void {
  const data = isOutage ? { id: guild.id, unavailable: true } : { id: guild.id };
  tellGuild(core, GatewayDispatchEvents.GuildDelete, data);
}

export function tellMember(core: Core, guild: Guild, userId: string): void {
  core.changes.tell();
  const data = {
    ...memberJson(guild, userId),
    guild_id: guild.id,
    user: userJson(core.world.user(userId)),
  };
  core.gateway.dispatch({
    event: GatewayDispatchEvents.GuildMemberUpdate,
    guildId: guild.id,
    intent: GuildMembers,
    data: () => data,
  });
}
