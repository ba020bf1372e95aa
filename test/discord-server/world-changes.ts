// What a test changes in the world while the bot looks on: every change is told over the gateway.

import { CHANNEL } from './kinds.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Core } from './core.js';
import {
  tellChannel,
  tellDeleted,
  tellGuildCreate,
  tellGuildDelete,
  tellMember,
} from './events.js';
import type { Channel, Guild, StoredMessage, User } from './model.js';

interface GuildWish {
  readonly owner: User;
  readonly members?: readonly User[];
  readonly hasBot?: boolean;
  readonly locale?: string;
  /** One that this shard of so many hears of. */
  readonly shard?: readonly [shard: number, shards: number];
}

export class WorldChanges {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  addUser(name: string, locale = 'en-US'): User {
    return this.#core.world.addUser(name, { locale });
  }

  /** A guild with a channel "general" in it. */
  addGuild(name: string, wish: GuildWish): { readonly guild: Guild; readonly general: Channel } {
    const guild = this.#core.world.addGuild(name, wish);
    const general = this.#core.world.addChannel({ guild, name: 'general' });
    if (guild.hasBot) tellGuildCreate(this.#core, guild);
    return { guild, general };
  }

  addChannel(guild: Guild, name: string): Channel {
    const channel = this.#core.world.addChannel({ guild, name });
    tellChannel(this.#core, channel, 'created');
    return channel;
  }

  addThread(parent: Channel, name: string, owner: User = this.#core.world.bot): Channel {
    const type = CHANNEL.PublicThread;
    const thread = this.#core.world.addChannel({ type, parent, name, ownerId: owner.id });
    tellChannel(this.#core, thread, 'created');
    return thread;
  }

  /** A DM of people among themselves, in which only a user-installed app can be used. */
  addGroupDm(people: readonly User[]): Channel {
    return this.#core.world.addChannel({ type: CHANNEL.GroupDM, recipients: people });
  }

  addMember(guild: Guild, user: User, roles: readonly string[] = []): void {
    guild.members.set(user.id, roles);
    tellMember(this.#core, guild, user.id);
  }

  /** A role with these permissions; give it with `setRoles`. */
  addRole(guild: Guild, name: string, permissions = 0n): string {
    return this.#core.world.addRole(guild, name, permissions);
  }

  setRoles(guild: Guild, user: User, roles: readonly string[]): void {
    this.addMember(guild, user, roles);
  }

  /** Takes permissions in a channel from somebody; from the bot where nobody is named. */
  deny(channel: Channel, permissions: bigint, user: User = this.#core.world.bot): void {
    const known = channel.overwrites.get(user.id);
    this.#core.world.overwrite(channel, {
      id: user.id,
      isMember: true,
      allow: 0n,
      deny: permissions | (known?.deny ?? 0n),
    });
    tellChannel(this.#core, channel, 'updated');
  }

  /** The bot sees the channel and cannot write in it: 50013. */
  makeUnwritable(channel: Channel): void {
    const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
    this.deny(channel, SendMessages | SendMessagesInThreads);
  }

  /** The channel is hidden from the bot, 50001, or from whom is named. */
  hide(channel: Channel, user: User = this.#core.world.bot): void {
    this.deny(channel, PermissionFlagsBits.ViewChannel, user);
  }

  /** The person takes no private messages from the bot any more: 50007. */
  closeDm(user: User): void {
    this.#core.world.closedDms.add(user.id);
  }

  archive(thread: Channel): void {
    thread.isArchived = true;
    tellChannel(this.#core, thread, 'updated');
  }

  lock(thread: Channel): void {
    thread.isLocked = true;
    tellChannel(this.#core, thread, 'updated');
  }

  deleteChannel(channel: Channel): void {
    this.#core.world.channels.delete(channel.id);
    tellChannel(this.#core, channel, 'deleted');
  }

  deleteMessage(message: StoredMessage): void {
    this.#core.world.removeMessage(message);
    tellDeleted(this.#core, message);
  }

  /** The bot is removed from a guild. */
  kickBot(guild: Guild): void {
    guild.hasBot = false;
    guild.members.delete(this.#core.world.bot.id);
    tellGuildDelete(this.#core, guild, false);
  }

  /** The bot is added to a guild (again). */
  inviteBot(guild: Guild): void {
    guild.hasBot = true;
    guild.members.set(this.#core.world.bot.id, []);
    tellGuildCreate(this.#core, guild);
  }

  /** An outage of one guild begins or ends. */
  setAvailable(guild: Guild, isAvailable: boolean): void {
    guild.isAvailable = isAvailable;
    if (isAvailable) tellGuildCreate(this.#core, guild);
    else tellGuildDelete(this.#core, guild, true);
  }
}
