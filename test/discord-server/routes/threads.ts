// Threads: made from a message or on their own, closed, joined and left.

import { CHANNEL } from '../kinds.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { ApiError } from '../api-error.js';
import type { Core } from '../core.js';
import { tellChannel } from '../events.js';
import type { Reply } from '../http.js';
import { Issues } from '../issues.js';
import { asJson, asNumber, asText, type Json } from '../json.js';
import type { Channel } from '../model.js';
import { channelJson } from '../payloads.js';
import type { ApiRequest, Route } from '../router.js';
import { isThread } from '../world.js';
import { need, reach, reachToWrite } from './access.js';
import { seen } from './messages.js';

const { CreatePublicThreads, ManageChannels, ManageThreads } = PermissionFlagsBits;
const THREAD_NAME = 100;
const PAUSES = [60, 1_440, 4_320, 10_080];

type Act = (core: Core, request: ApiRequest) => Reply;

export function threadRoutes(core: Core): readonly Route[] {
  const on = (method: string, path: string, act: Act): Route => ({
    method,
    path: `/channels/:channel${path}`,
    handle: (request) => act(core, request),
  });
  return [
    on('POST', '/messages/:message/threads', startFrom),
    on('POST', '/threads', start),
    on('PATCH', '', change),
    on('DELETE', '', remove),
    on('PUT', '/thread-members/@me', join),
    on('DELETE', '/thread-members/@me', join),
  ];
}

function startFrom(core: Core, request: ApiRequest): Reply {
  const message = seen(core, request);
  const parent = core.world.channel(message.channelId);
  if (core.world.channels.has(message.id)) throw new ApiError(160004);
  if (parent.type !== CHANNEL.GuildText) throw new ApiError(50024);
  const type = CHANNEL.PublicThread;
  return open(core, { parent, id: message.id, type, body: asJson(request.body) });
}

function start(core: Core, { params, body }: ApiRequest): Reply {
  const parent = reach(core, params.channel ?? '');
  if (parent.type !== CHANNEL.GuildText) throw new ApiError(50024);
  const wanted = asNumber(asJson(body).type) || CHANNEL.PrivateThread;
  return open(core, { parent, id: core.world.nextId(), type: wanted, body: asJson(body) });
}

interface Opening {
  readonly parent: Channel;
  readonly id: string;
  readonly type: number;
  readonly body: Json;
}

function open(core: Core, { parent, id, type, body }: Opening): Reply {
  need(core, parent, CreatePublicThreads);
  checkThread(body, true);
  const name = asText(body.name);
  const ownerId = core.world.bot.id;
  const thread = core.world.addChannel({ id, type, name, parent, ownerId });
  tellChannel(core, thread, 'created');
  return { status: 201, body: channelJson(core.world, thread) };
}

function checkThread(body: Json, isNew: boolean): void {
  const issues = new Issues();
  const fields = ['name', 'auto_archive_duration', 'rate_limit_per_user', 'type', 'invitable'];
  issues.fields(body, '', isNew ? fields : [...fields, 'archived', 'locked', 'flags']);
  issues.text(body.name, 'name', { min: isNew || 'name' in body ? 1 : 0, max: THREAD_NAME });
  const pause = body.auto_archive_duration;
  if (pause !== undefined && pause !== null && !PAUSES.includes(asNumber(pause))) {
    const message = `Value must be one of (${PAUSES.join(', ')}).`;
    issues.add('auto_archive_duration', 'BASE_TYPE_CHOICES', message);
  }
  issues.settle();
}

function change(core: Core, { params, body }: ApiRequest): Reply {
  const channel = reach(core, params.channel ?? '');
  const wanted = asJson(body);
  if (!isThread(channel)) {
    need(core, channel, ManageChannels);
    if (typeof wanted.name === 'string') channel.name = wanted.name;
    tellChannel(core, channel, 'updated');
    return { status: 200, body: channelJson(core.world, channel) };
  }
  checkThread(wanted, false);
  if (channel.isArchived && wanted.archived !== false) throw new ApiError(50083);
  const isOwn = channel.ownerId === core.world.bot.id && wanted.locked === undefined;
  if (!isOwn) need(core, channel, ManageThreads);
  channel.isArchived = Boolean(wanted.archived ?? channel.isArchived);
  channel.isLocked = Boolean(wanted.locked ?? channel.isLocked);
  if (typeof wanted.name === 'string') channel.name = wanted.name;
  tellChannel(core, channel, 'updated');
  return { status: 200, body: channelJson(core.world, channel) };
}

function remove(core: Core, { params }: ApiRequest): Reply {
  const channel = reach(core, params.channel ?? '');
  if (channel.guildId !== null)
    need(core, channel, isThread(channel) ? ManageThreads : ManageChannels);
  core.world.channels.delete(channel.id);
  tellChannel(core, channel, 'deleted');
  return { status: 200, body: channelJson(core.world, channel) };
}

function join(core: Core, { params }: ApiRequest): Reply {
  const channel = reachToWrite(core, params.channel ?? '');
  if (!isThread(channel)) throw new ApiError(50024);
  return { status: 204 };
}
