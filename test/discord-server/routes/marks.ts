// What the bot puts on messages: reactions and pins.

import { PermissionFlagsBits } from 'discord-api-types/v10';
import { ApiError } from '../api-error.js';
import { amend } from '../compose.js';
import type { Core } from '../core.js';
import { tellMessage, tellReaction } from '../events.js';
import type { Reply } from '../http.js';
import type { Reaction, StoredMessage } from '../model.js';
import type { ApiRequest, Route } from '../router.js';
import { need } from './access.js';
import { seen } from './messages.js';

const DONE: Reply = { status: 204 };
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;

export function markRoutes(core: Core): readonly Route[] {
  const reaction = '/channels/:channel/messages/:message/reactions/:emoji/@me';
  return [
    { method: 'PUT', path: reaction, handle: (request) => react(core, request, true) },
    { method: 'DELETE', path: reaction, handle: (request) => react(core, request, false) },
    ...['/channels/:channel/messages/pins/:message', '/channels/:channel/pins/:message'].flatMap(
      (path) => [
        { method: 'PUT', path, handle: (request: ApiRequest) => pin(core, request, true) },
        { method: 'DELETE', path, handle: (request: ApiRequest) => pin(core, request, false) },
      ],
    ),
  ];
}

function react(core: Core, request: ApiRequest, isAdded: boolean): Reply {
  const message = seen(core, request);
  const channel = core.world.channel(message.channelId);
  if (channel.isArchived) throw new ApiError(50083);
  const emoji = request.params.emoji ?? '';
  if (!PICTURE.test(emoji) && !/^\w+:\d{17,20}$/.test(emoji)) throw new ApiError(10014);
  if (isAdded) {
    need(core, channel, PermissionFlagsBits.ReadMessageHistory);
    need(core, channel, PermissionFlagsBits.AddReactions);
  }
  setReaction(core, message, { userId: core.world.bot.id, emoji, isAdded });
  return DONE;
}

interface ReactionChange {
  readonly userId: string;
  readonly emoji: string;
  readonly isAdded: boolean;
}

/** Puts somebody's reaction on a message or takes it away, and tells it. */
export function setReaction(core: Core, message: StoredMessage, change: ReactionChange): void {
  const { userId, emoji, isAdded } = change;
  const others = message.reactions.filter((reaction) => reaction.emoji !== emoji);
  const before = message.reactions.find((reaction) => reaction.emoji === emoji)?.userIds ?? [];
  const rest = before.filter((id) => id !== userId);
  const userIds = isAdded ? [...rest, userId] : rest;
  const reactions: Reaction[] = userIds.length === 0 ? others : [...others, { emoji, userIds }];
  amend(core, message, { reactions });
  tellReaction(core, { message, userId, emoji, isAdded });
}

function pin(core: Core, request: ApiRequest, isPinned: boolean): Reply {
  const message = seen(core, request);
  need(core, core.world.channel(message.channelId), PermissionFlagsBits.ManageMessages);
  tellMessage(core, amend(core, message, { isPinned }), false);
  return DONE;
}
