// In: an interaction as the gateway brings it. Out: the channels that it shows to who acts: where they are, and
// those that an option names, each with what they may do there as Discord computed it. A channel that Discord
// did not show is none of these, whatever id was sent.

import type { APIInteraction, ChannelType } from 'discord.js';

export interface ShownChannel {
  readonly id: string;
  /** Null where Discord does not say. */
  readonly guildId: string | null;
  /** Null where Discord does not say. */
  readonly type: ChannelType | null;
  readonly name: string;
  /** The channel that a thread belongs to. */
  readonly parentId: string | null;
  /** What the person who acts may do there, as Discord's bits; none where it does not say. */
  readonly permissions: bigint;
}

export interface ShownChannels {
  readonly here: ShownChannel;
  /** Channels that were given as options. */
  readonly named: readonly ShownChannel[];
  /** What the bot may do here, as Discord's bits. */
  readonly ownPermissions: bigint;
}

/** What is read of a channel; its fields come from outside. */
interface ChannelData {
  readonly id: string;
  readonly type?: ChannelType;
  readonly name?: string | null;
  readonly guild_id?: string;
  readonly parent_id?: string | null;
  readonly permissions?: string;
}

/** Reads the channels of an interaction. */
export function readChannels(data: APIInteraction): ShownChannels {
  const here = data.channel;
  if (here === undefined) throw new Error('an interaction names no channel');
  const permissions = data.member?.permissions;
  return {
    here: shown({ ...here, ...(permissions === undefined ? {} : { permissions }) }),
    named: Object.values(resolvedChannels(data)).map(shown),
    ownPermissions: bitsOf(data.app_permissions),
  };
}

function resolvedChannels({ data }: APIInteraction): Readonly<Record<string, ChannelData>> {
  const resolved = data !== undefined && 'resolved' in data ? data.resolved : undefined;
  return resolved !== undefined && 'channels' in resolved ? resolved.channels : {};
}

function shown({ id, type, name, guild_id, parent_id, permissions }: ChannelData): ShownChannel {
  return {
    id,
    guildId: guild_id ?? null,
    type: type ?? null,
    name: name ?? '',
    parentId: parent_id ?? null,
    permissions: bitsOf(permissions),
  };
}

/** Discord's bits as a number; none where it does not say. */
export function bitsOf(permissions: string | undefined): bigint {
  return /^\d{1,30}$/.test(permissions ?? '') ? BigInt(permissions ?? 0) : 0n;
}
