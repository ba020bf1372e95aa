// The world at the start: four people, two guilds with the bot and one without, and what READY says of them.

import { CHANNEL } from './kinds.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { GatewaySession } from './gateway-session.js';
import { asText, asTexts, type Json } from './json.js';
import type { Channel, Guild, User } from './model.js';
import { guildCreateJson, memberJson, userJson } from './payloads.js';
import { shardOf } from './snowflake.js';
import type { World } from './world.js';

export interface Inhabitants {
  readonly users: Readonly<Record<'asker' | 'reader' | 'admin' | 'stranger', User>>;
  readonly guilds: Readonly<Record<'home' | 'away' | 'foreign', Guild>>;
  readonly channels: Readonly<
    Record<'general' | 'news' | 'awayGeneral' | 'foreignGeneral', Channel>
  >;
  readonly thread: Channel;
}

/** Fills an empty world. */
export function inhabit(world: World): Inhabitants {
  const [asker, reader, admin, stranger] = ['Asa', 'Rea', 'Ada', 'Sten'].map((name) =>
    world.addUser(name),
  ) as [User, User, User, User];
  const home = world.addGuild('Home', { owner: admin, members: [asker, reader] });
  const away = world.addGuild('Away', { owner: stranger, members: [reader] });
  const foreign = world.addGuild('Foreign', { owner: reader, members: [asker], hasBot: false });
  const pings = world.addRole(home, 'Bots', PermissionFlagsBits.MentionEveryone);
  home.members.set(world.bot.id, [pings]);
  const general = world.addChannel({ guild: home, name: 'general' });
  const parent = general;
  return {
    users: { asker, reader, admin, stranger },
    guilds: { home, away, foreign },
    channels: {
      general,
      news: world.addChannel({ guild: home, name: 'news' }),
      awayGeneral: world.addChannel({ guild: away, name: 'general' }),
      foreignGeneral: world.addChannel({ guild: foreign, name: 'general' }),
    },
    thread: world.addChannel({
      type: CHANNEL.PublicThread,
      parent,
      name: 'a thread',
      ownerId: asker.id,
    }),
  };
}

/** READY for a session, and the guilds of its shard. */
export function readyPayload(
  world: World,
  session: GatewaySession,
  origin: string,
): { readonly ready: Json; readonly guilds: Json[] } {
  const [shard, shards] = session.shard;
  const own = [...world.guilds.values()].filter(
    ({ id, hasBot }) => hasBot && shardOf(id, shards) === shard,
  );
  const isToldOfGuilds = (session.intents & 1) !== 0;
  return {
    ready: {
      v: 10,
      user: userJson(world.bot),
      guilds: own.map(({ id }) => ({ id, unavailable: true })),
      application: { id: world.applicationId, flags: 0 },
      resume_gateway_url: origin.replace('http', 'ws'),
      shard: session.shard,
    },
    guilds: isToldOfGuilds
      ? own.filter(({ isAvailable }) => isAvailable).map((guild) => guildCreateJson(world, guild))
      : [],
  };
}

/** The answer to a request for members (op 8): all that fit, in one chunk. */
export function membersChunk(world: World, request: Json): Json {
  const guild = world.guild(asText(request.guild_id));
  const wanted = asTexts(request.user_ids);
  const ids = [...guild.members.keys()].filter((id) => wanted.length === 0 || wanted.includes(id));
  return {
    guild_id: guild.id,
    members: ids.map((id) => memberJson(guild, id, world.user(id))),
    chunk_index: 0,
    chunk_count: 1,
    not_found: wanted.filter((id) => !guild.members.has(id)),
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
  };
}
