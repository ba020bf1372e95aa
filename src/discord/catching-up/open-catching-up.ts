// In: the signed-in client. Out: what catching up works with: the history, the bot's own permissions as the client
// knows them, and a queue of its own.

import type { Client } from 'discord.js';
import type { Log } from '../../shared/log.js';
import { openQueue, type QueueOptions } from '../asking/question-queue.js';
import type { CatchingUp } from '../bot-parts.js';
import { openChannelHistory } from '../delivery/channel-history.js';

/**
 * Two at once: one reads while the other is searched. Whoever would wait for more than ten before them, some
 * 30 seconds, is told that we are busy.
 */
const QUEUE: QueueOptions = { atOnce: 2, mostWaiting: 20, firstGuessMs: 3_000 };

export interface OpenCatchingUp {
  readonly client: Client;
  readonly log: Log;
  readonly onUnauthorized: () => void;
}

/** Opens what catching up works with. */
export function openCatchingUp({ client, log, onUnauthorized }: OpenCatchingUp): CatchingUp {
  return {
    history: openChannelHistory({ rest: client.rest, log, onUnauthorized }),
    ownPermissions: (channelId) => ownPermissionsOf(client, channelId),
    queue: openQueue(QUEUE),
  };
}

/** What the bot may do in a channel, as the client knows it; null where it does not know the channel. */
export function ownPermissionsOf(client: Client, channelId: string): bigint | null {
  const channel = client.channels.cache.get(channelId);
  if (channel === undefined || channel.isDMBased()) return null;
  const { me } = channel.guild.members;
  return me === null ? null : channel.permissionsFor(me).bitfield;
}
