// In: a channel that somebody wants to catch up with. Out: why it is not read, as one sentence, or null. The
// person's own right is asked first, and by Discord's word for it alone: what they cannot read themselves is not
// read for them, and no answer tells whether it is there.

import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { ShownChannel, ShownChannels } from '../shown-channel.js';

/** What the bot may do in a channel, as Discord's bits; null where it does not know the channel. */
export type OwnPermissions = (channelId: string) => bigint | null;

export interface Wanted {
  /** The channel that was named; null for the one where the command is used. */
  readonly channelId: string | null;
  /** Null in direct messages. */
  readonly guildId: string | null;
  readonly channels: ShownChannels;
}

export type Reading =
  | { readonly ok: true; readonly channel: ShownChannel }
  | { readonly ok: false; readonly text: string };

const READABLE: ReadonlySet<ChannelType | null> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

const { ViewChannel, ReadMessageHistory, Administrator } = PermissionFlagsBits;

/** Decides whether a channel may be read for a person. */
export function mayRead(wanted: Wanted, ownPermissions: OwnPermissions): Reading {
  const { channelId, guildId, channels } = wanted;
  if (guildId === null) return refused('Catching up works in the channels of a server only.');
  const isHere = channelId === null || channelId === channels.here.id;
  const channel = isHere ? channels.here : channels.named.find(({ id }) => id === channelId);
  if (channel === undefined || (channel.guildId ?? guildId) !== guildId) return refused(NOT_YOURS);
  if (!mayReadHistory(channel.permissions)) return refused(NOT_YOURS);
  if (!READABLE.has(channel.type)) {
    return refused('Only text channels and threads can be caught up with.');
  }
  // Discord's bits for a private thread are those of its channel: they do not tell who is in it.
  if (channel.type === ChannelType.PrivateThread && !isHere) {
    return refused('A private thread can only be caught up with from inside it.');
  }
  const own = isHere ? channels.ownPermissions : elsewhere(channel, ownPermissions);
  if (own !== null && !mayReadHistory(own)) return refused(NOT_OURS);
  return { ok: true, channel };
}

const NOT_YOURS = 'That is no channel here whose earlier messages you may read.';
const NOT_OURS =
  'I may not read the earlier messages there; a moderator can give me “View Channel” and “Read Message History”.';

/** A thread that is not known has the permissions of its channel. */
function elsewhere({ id, parentId }: ShownChannel, ownPermissions: OwnPermissions): bigint | null {
  return ownPermissions(id) ?? (parentId === null ? null : ownPermissions(parentId));
}

function mayReadHistory(permissions: bigint): boolean {
  const needed = ViewChannel | ReadMessageHistory;
  return (permissions & Administrator) !== 0n || (permissions & needed) === needed;
}

function refused(text: string): Reading {
  return { ok: false, text };
}
