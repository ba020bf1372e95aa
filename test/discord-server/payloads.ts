// People, guilds and channels in the form in which Discord sends them.

import { CHANNEL } from './kinds.js';

import type { Json } from './json.js';
import type { Channel, Guild, Role, User } from './model.js';
import { isThread, type World } from './world.js';

const JOINED_AT = '2024-01-01T00:00:00.000000+00:00';

export function userJson(user: User): Json {
  return {
    id: user.id,
    username: user.username,
    discriminator: '0',
    global_name: user.displayName,
    avatar: null,
    bot: user.isBot,
    public_flags: 0,
  };
}

export function roleJson({ id, name, permissions, isMentionable }: Role): Json {
  return {
    id,
    name,
    permissions: String(permissions),
    mentionable: isMentionable,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    position: 0,
    flags: 0,
  };
}

/** A member; where a message carries it, without the user. */
export function memberJson(guild: Guild, userId: string, user?: User): Json {
  const member = {
    roles: guild.members.get(userId) ?? [],
    nick: null,
    avatar: null,
    joined_at: JOINED_AT,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
  };
  return user === undefined ? member : { ...member, user: userJson(user) };
}

export function channelJson(world: World, channel: Channel): Json {
  const base = { id: channel.id, type: channel.type, last_message_id: channel.lastMessageId };
  if (channel.guildId === null) {
    const recipients = channel.recipientIds.map((id) => userJson(world.user(id)));
    return { ...base, recipients };
  }
  const named = {
    ...base,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    flags: 0,
    rate_limit_per_user: 0,
  };
  return isThread(channel)
    ? { ...named, ...threadFields(channel) }
    : { ...named, ...fields(channel) };
}

function fields(channel: Channel): Json {
  return {
    position: 0,
    nsfw: false,
    topic: null,
    permission_overwrites: [...channel.overwrites.values()].map(
      ({ id, isMember, allow, deny }) => ({
        id,
        type: isMember ? 1 : 0,
        allow: String(allow),
        deny: String(deny),
      }),
    ),
  };
}

function threadFields(channel: Channel): Json {
  return {
    owner_id: channel.ownerId,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    thread_metadata: {
      archived: channel.isArchived,
      locked: channel.isLocked,
      auto_archive_duration: 1_440,
      archive_timestamp: JOINED_AT,
      create_timestamp: JOINED_AT,
    },
  };
}

/** A guild as the REST routes show it. */
export function guildJson(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    roles: [...guild.roles.values()].map(roleJson),
    emojis: [],
    stickers: [],
    features: [],
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
  };
}

/** A guild as GUILD_CREATE tells it: with members, channels and threads. */
export function guildCreateJson(world: World, guild: Guild): Json {
  const channels = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id);
  const members = [...guild.members.keys()].map((id) => memberJson(guild, id, world.user(id)));
  return {
    ...guildJson(guild),
    joined_at: JOINED_AT,
    large: false,
    unavailable: false,
    member_count: members.length,
    members,
    channels: channels
      .filter((channel) => !isThread(channel))
      .map((each) => channelJson(world, each)),
    threads: channels.filter(isThread).map((channel) => channelJson(world, channel)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function applicationJson(world: World): Json {
  return {
    id: world.applicationId,
    name: world.bot.displayName,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    bot: userJson(world.bot),
    owner: null,
    team: null,
    verify_key: '0'.repeat(64),
    flags: 0,
    integration_types_config: { '0': {}, '1': {} },
  };
}

/** Whether a channel is the DM of one person with the bot. */
export function isBotDm({ type, recipientIds }: Channel): boolean {
  return type === CHANNEL.DM && recipientIds.length === 1;
}
