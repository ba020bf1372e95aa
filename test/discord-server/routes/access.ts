// What the bot may reach: Discord's refusals for channels it cannot see, write in, or that are closed.

import { PermissionFlagsBits } from 'discord-api-types/v10';
import { ApiError } from '../api-error.js';
import type { Core } from '../core.js';
import type { Channel } from '../model.js';
import { has } from '../permissions.js';
import { isThread } from '../world.js';

/** A channel the bot can see. */
export function reach(core: Core, channelId: string): Channel {
  const channel = core.world.channel(channelId);
  const guild = core.world.guildOf(channel);
  if (guild !== null && !guild.hasBot) throw new ApiError(50001);
  if (!may(core, channel, PermissionFlagsBits.ViewChannel)) throw new ApiError(50001);
  return channel;
}

/** Refuses what the bot has no permission for. */
export function need(core: Core, channel: Channel, permission: bigint): void {
  if (!may(core, channel, permission)) throw new ApiError(50013);
}

export function may(core: Core, channel: Channel, permission: bigint): boolean {
  return has(core.world.permissionsIn(channel, core.world.bot.id), permission);
}

/** A channel the bot can write in. Discord reopens an archived thread by a message; this double refuses. */
export function reachToWrite(core: Core, channelId: string): Channel {
  const channel = reach(core, channelId);
  if (channel.recipientIds.some((id) => core.world.closedDms.has(id))) throw new ApiError(50007);
  if (channel.isLocked) throw new ApiError(160005);
  if (channel.isArchived) throw new ApiError(50083);
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  need(core, channel, isThread(channel) ? SendMessagesInThreads : SendMessages);
  return channel;
}
