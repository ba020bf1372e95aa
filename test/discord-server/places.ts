// Where a person uses the app, and what an interaction says of that place.

import { InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Core } from './core.js';
import type { Json } from './json.js';
import type { Channel, User } from './model.js';
import { channelJson, isBotDm, memberJson, userJson } from './payloads.js';
import { guildPermissions, has } from './permissions.js';
import { isThread, type World } from './world.js';

/** A channel, and how the app comes to be there. */
export interface Place {
  readonly channel: Channel;
  /** The person installed the app for themselves; implied where the bot is no member. */
  readonly isUserInstalled?: boolean;
  /** False: USE_EXTERNAL_APPS is off, so that what a user-installed app replies is hidden. */
  readonly allowsExternalApps?: boolean;
}

/** The fields of an interaction that its place determines. */
export function placeJson({ world }: Core, { channel, ...place }: Place, user: User): Json {
  const guild = world.guildOf(channel);
  const shownChannel = {
    ...channelJson(world, channel),
    permissions: String(world.permissionsIn(channel, user.id)),
  };
  const common = {
    channel: shownChannel,
    channel_id: channel.id,
    context: contextOf(channel),
    authorizing_integration_owners: ownersOf({ channel, ...place }, guild?.hasBot ?? false, user),
    app_permissions: String(appPermissions(world, channel)),
    locale: user.locale,
    entitlements: [],
    attachment_size_limit: 10 * 1_024 * 1_024,
  };
  if (guild === null) return { ...common, user: userJson(user) };
  const member = {
    ...memberJson(guild, user.id, user),
    permissions: String(world.permissionsIn(channel, user.id)),
  };
  return {
    ...common,
    member,
    guild_id: guild.id,
    guild_locale: guild.locale,
    guild: { id: guild.id, locale: guild.locale, features: [] },
  };
}

/** What the app may do: where its bot is no member, and in DMs, Discord names the same few every time. */
function appPermissions(world: World, channel: Channel): bigint {
  if (world.guildOf(channel)?.hasBot === true) {
    return world.permissionsIn(channel, world.bot.id);
  }
  const { AttachFiles, EmbedLinks, MentionEveryone, UseExternalEmojis } = PermissionFlagsBits;
  const everywhere = AttachFiles | EmbedLinks | MentionEveryone;
  return isBotDm(channel) ? everywhere | UseExternalEmojis : everywhere;
}

/** Refuses what somebody does where they cannot be, or cannot write. */
export function checkPresence({ world }: Core, { place, user }: Offered, isWriting: boolean): void {
  const { channel } = place;
  const permissions = world.permissionsIn(channel, user.id);
  const { SendMessages, SendMessagesInThreads, ViewChannel } = PermissionFlagsBits;
  if (!world.channels.has(channel.id) || !has(permissions, ViewChannel)) {
    throw new Error(`${user.displayName} does not see this channel.`);
  }
  const needed = isThread(channel) ? SendMessagesInThreads : SendMessages;
  if (isWriting && !has(permissions, needed)) {
    throw new Error(`${user.displayName} cannot write in this channel.`);
  }
}

/** Who the app belongs to in a place: '0' the guild (or '0' in its DM), '1' the user. */
export function ownersOf(
  { channel, isUserInstalled = false }: Place,
  hasBot: boolean,
  user: User,
): Readonly<Record<string, string>> {
  if (isBotDm(channel)) return isUserInstalled ? { '1': user.id } : { '0': '0' };
  if (channel.guildId === null || !hasBot) return { '1': user.id };
  return isUserInstalled ? { '1': user.id } : { '0': channel.guildId };
}

export function contextOf(channel: Channel): InteractionContextType {
  if (channel.guildId !== null) return InteractionContextType.Guild;
  return isBotDm(channel) ? InteractionContextType.BotDM : InteractionContextType.PrivateChannel;
}

/** Refuses what Discord's client would not offer this person in this place. */
export function checkOffered(core: Core, command: Json, { place, user }: Offered): void {
  const guild = core.world.guildOf(place.channel);
  const name = String(command.name);
  const context = contextOf(place.channel);
  const contexts = command.contexts;
  if (Array.isArray(contexts) && !contexts.includes(context)) {
    throw new Error(`/${name} is not offered in context ${context}.`);
  }
  const owners = ownersOf(place, guild?.hasBot ?? false, user);
  const types = command.integration_types;
  const installed = owners['1'] === undefined ? 0 : 1;
  if (Array.isArray(types) && !types.includes(installed)) {
    throw new Error(`/${name} is not offered by integration type ${installed}.`);
  }
  const wanted = command.default_member_permissions;
  if (guild === null || typeof wanted !== 'string') return;
  const held = guildPermissions(guild, user.id);
  if (wanted === '0' ? guild.ownerId !== user.id : (held & BigInt(wanted)) !== BigInt(wanted)) {
    throw new Error(`/${name} is hidden from ${user.displayName}: permissions are missing.`);
  }
}

interface Offered {
  readonly place: Place;
  readonly user: User;
}
