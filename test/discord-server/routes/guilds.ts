// Guilds, channels and members, as the bot may read them.

import { ApiError } from '../api-error.js';
import type { Core } from '../core.js';
import type { Reply } from '../http.js';
import { channelJson, guildJson, memberJson, roleJson } from '../payloads.js';
import type { ApiRequest, Route } from '../router.js';
import { isThread } from '../world.js';
import { reach } from './access.js';

type Act = (core: Core, request: ApiRequest) => unknown;

export function guildRoutes(core: Core): readonly Route[] {
  const on = (path: string, act: Act): Route => ({
    method: 'GET',
    path,
    handle: (request): Reply => ({ status: 200, body: act(core, request) }),
  });
  return [
    on('/guilds/:guild', ({ world }, { params }) => guildJson(world.guild(params.guild ?? ''))),
    on('/guilds/:guild/channels', (_, request) => channelsOf(core, request, false)),
    on('/guilds/:guild/threads/active', (_, request) => ({
      threads: channelsOf(core, request, true),
      members: [],
    })),
    on('/guilds/:guild/roles', ({ world }, { params }) =>
      [...world.guild(params.guild ?? '').roles.values()].map(roleJson),
    ),
    on('/guilds/:guild/members/:user', member),
    on('/channels/:channel', ({ world }, { params }) =>
      channelJson(world, reach(core, params.channel ?? '')),
    ),
    {
      method: 'DELETE',
      path: '/users/@me/guilds/:guild',
      handle: ({ params }) => {
        core.world.guild(params.guild ?? '').hasBot = false;
        return { status: 204 };
      },
    },
  ];
}

function channelsOf({ world }: Core, { params }: ApiRequest, isForThreads: boolean): unknown[] {
  const guild = world.guild(params.guild ?? '');
  return [...world.channels.values()]
    .filter((channel) => channel.guildId === guild.id && isThread(channel) === isForThreads)
    .filter(({ isArchived }) => !isArchived)
    .map((channel) => channelJson(world, channel));
}

function member({ world }: Core, { params }: ApiRequest): unknown {
  const guild = world.guild(params.guild ?? '');
  const user = world.user(params.user === '@me' ? world.bot.id : (params.user ?? ''));
  if (!guild.members.has(user.id)) throw new ApiError(10007);
  return memberJson(guild, user.id, user);
}
