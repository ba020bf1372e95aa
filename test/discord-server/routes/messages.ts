// Messages in channels: sending, reading, editing, deleting, typing, and the DM channel of a person.

import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { ApiError } from '../api-error.js';
import { rewrite, write } from '../compose.js';
import type { Core } from '../core.js';
import { tellDeleted, tellTyping } from '../events.js';
import type { Reply } from '../http.js';
import { asJson, asKey, asText, asTexts, isJson, type Json } from '../json.js';
import { LIMITS } from '../limits.js';
import { messageJson } from '../message-payload.js';
import type { Channel, StoredMessage } from '../model.js';
import { channelJson } from '../payloads.js';
import type { ApiRequest, Route } from '../router.js';
import { checkMessage } from '../validate-message.js';
import { may, need, reach, reachToWrite } from './access.js';

/** How long a nonce is remembered: "a few minutes". */
const NONCE_MS = 180_000;
const DONE: Reply = { status: 204 };

export function messageRoutes(core: Core): readonly Route[] {
  const on = (method: string, path: string, act: Act): Route => ({
    method,
    path: `/channels/:channel${path}`,
    handle: (request) => act(core, request),
  });
  return [
    on('POST', '/messages', send),
    on('GET', '/messages', list),
    on('POST', '/messages/bulk-delete', removeMany),
    on('GET', '/messages/:message', (_, request) => show(core, seen(core, request))),
    on('PATCH', '/messages/:message', edit),
    on('DELETE', '/messages/:message', remove),
    on('POST', '/typing', typing),
    { method: 'POST', path: '/users/@me/channels', handle: (request) => openDm(core, request) },
  ];
}

type Act = (core: Core, request: ApiRequest) => Reply;

function show({ world }: Core, message: StoredMessage): Reply {
  return { status: 200, body: messageJson(world, message) };
}

/** A message of the path that is not somebody's ephemeral one. */
export function seen(core: Core, { params }: ApiRequest): StoredMessage {
  const channel = reach(core, params.channel ?? '');
  const message = core.world.messageIn(channel.id, params.message ?? '');
  if (message.visibleTo !== null) throw new ApiError(10008);
  return message;
}

function send(core: Core, { params, body, files }: ApiRequest): Reply {
  const channel = reachToWrite(core, params.channel ?? '');
  const payload = asJson(body);
  checkMessage(payload, { surface: 'channel', files, previous: null });
  if (files.length > 0) need(core, channel, PermissionFlagsBits.AttachFiles);
  const first = sameNonce(core, channel, payload);
  if (first !== null) return show(core, first);
  const replyTo = repliedTo(core, channel, payload);
  const author = core.world.bot;
  const message = write(core, { channel, author, payload, files, replyTo });
  if (payload.enforce_nonce === true) core.world.keepNonce(message, asKey(payload.nonce));
  return show(core, message);
}

function sameNonce(core: Core, channel: Channel, payload: Json): StoredMessage | null {
  const nonce = asKey(payload.nonce);
  if (payload.enforce_nonce !== true || nonce === '') return null;
  const first = core.world.byNonce(channel.id, nonce);
  return first !== null && core.now() - first.createdAt < NONCE_MS ? first : null;
}

function repliedTo(core: Core, channel: Channel, payload: Json): StoredMessage | null {
  const reference = payload.message_reference;
  if (!isJson(reference)) return null;
  if (!may(core, channel, PermissionFlagsBits.ReadMessageHistory)) throw new ApiError(160002);
  const target = core.world.message(asText(reference.message_id));
  const isThere = target?.channelId === channel.id && target.visibleTo === null;
  if (isThere) return target;
  if (reference.fail_if_not_exists === false) return null;
  throw new ApiError(50035, {
    message_reference: {
      _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }],
    },
  });
}

function list(core: Core, { params, query }: ApiRequest): Reply {
  const channel = reach(core, params.channel ?? '');
  if (!may(core, channel, PermissionFlagsBits.ReadMessageHistory)) return { status: 200, body: [] };
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.historyPage) {
    const message = `int value should be between 1 and ${LIMITS.historyPage}.`;
    throw new ApiError(50035, { limit: { _errors: [{ code: 'NUMBER_TYPE_MAX', message }] } });
  }
  const shown = core.world.history(channel.id, '').toReversed();
  return {
    status: 200,
    body: page(shown, query, limit).map((one) => messageJson(core.world, one)),
  };
}

/** Newest first, from the place that `before`, `after` or `around` names. */
function page(
  shown: readonly StoredMessage[],
  query: URLSearchParams,
  limit: number,
): readonly StoredMessage[] {
  const [before, after, around] = ['before', 'after', 'around'].map((name) => query.get(name));
  if (typeof before === 'string') {
    return shown.filter(({ id }) => BigInt(id) < BigInt(before)).slice(0, limit);
  }
  if (typeof after === 'string') {
    return shown.filter(({ id }) => BigInt(id) > BigInt(after)).slice(-limit);
  }
  if (typeof around === 'string') {
    const place = shown.findIndex(({ id }) => BigInt(id) <= BigInt(around));
    const first = Math.max(0, place - Math.floor(limit / 2));
    return shown.slice(first, first + limit);
  }
  return shown.slice(0, limit);
}

function edit(core: Core, request: ApiRequest): Reply {
  const message = seen(core, request);
  const payload = asJson(request.body);
  const channel = core.world.channel(message.channelId);
  if (channel.isArchived) throw new ApiError(50083);
  const isOwn = message.author.id === core.world.bot.id;
  if (!isOwn) throw new ApiError(50005);
  checkMessage(payload, { surface: 'edit', files: request.files, previous: message });
  return show(core, rewrite(core, message, { payload, files: request.files }));
}

function remove(core: Core, request: ApiRequest): Reply {
  const message = seen(core, request);
  if (message.author.id !== core.world.bot.id) {
    const channel = core.world.channel(message.channelId);
    if (channel.guildId === null) throw new ApiError(50003);
    need(core, channel, PermissionFlagsBits.ManageMessages);
  }
  core.world.removeMessage(message);
  tellDeleted(core, message);
  return DONE;
}

function removeMany(core: Core, { params, body }: ApiRequest): Reply {
  const channel = reach(core, params.channel ?? '');
  need(core, channel, PermissionFlagsBits.ManageMessages);
  const ids = asTexts(asJson(body).messages);
  if (ids.length < 2 || ids.length > 100) throw new ApiError(50016);
  for (const id of ids) {
    const message = core.world.message(id);
    if (message?.channelId !== channel.id) continue;
    core.world.removeMessage(message);
    tellDeleted(core, message);
  }
  return DONE;
}

function typing(core: Core, { params }: ApiRequest): Reply {
  const channel = reachToWrite(core, params.channel ?? '');
  tellTyping(core, channel, core.world.bot.id);
  return DONE;
}

function openDm(core: Core, { body }: ApiRequest): Reply {
  const user = core.world.user(asText(asJson(body).recipient_id));
  if (user.isBot) throw new ApiError(50007);
  return { status: 200, body: channelJson(core.world, core.world.dmWith(user)) };
}

/** Whether a payload hides its message; it counts on interactions only. */
export function isEphemeral(payload: Json): boolean {
  return (Number(payload.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
