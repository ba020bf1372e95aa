// Who may do what where: roles of the guild, then the channel's overwrites, as Discord computes it.

import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Guild } from './model.js';

/** Every permission there is. */
export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce(
  (all, bit) => all | bit,
  0n,
);

/** What everybody may do in a new guild. */
export const ORDINARY_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps;

/** What a member may do in the guild, before any channel changes it. */
export function guildPermissions(guild: Guild, userId: string): bigint {
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  const roles = guild.members.get(userId);
  if (roles === undefined) return 0n;
  const held = [guild.id, ...roles].map((id) => guild.roles.get(id)?.permissions ?? 0n);
  const all = held.reduce((sum, permissions) => sum | permissions, 0n);
  return has(all, PermissionFlagsBits.Administrator) ? ALL_PERMISSIONS : all;
}

/** What a member may do in a channel; pass the parent for a thread. */
export function channelPermissions(guild: Guild, channel: Channel, userId: string): bigint {
  const base = guildPermissions(guild, userId);
  if (base === ALL_PERMISSIONS || base === 0n) return base;
  const held = new Set(guild.members.get(userId));
  const overwrites = [...channel.overwrites.values()];
  const everyone = overwrites.filter(({ id }) => id === guild.id);
  const roles = overwrites.filter(({ id, isMember }) => !isMember && held.has(id));
  const own = overwrites.filter(({ id, isMember }) => isMember && id === userId);
  return [everyone, roles, own].reduce((permissions, group) => {
    const deny = group.reduce((sum, item) => sum | item.deny, 0n);
    const allow = group.reduce((sum, item) => sum | item.allow, 0n);
    return (permissions & ~deny) | allow;
  }, base);
}

/** Whether all bits of a permission are set. */
export function has(permissions: bigint, wanted: bigint): boolean {
  return (permissions & wanted) === wanted;
}
