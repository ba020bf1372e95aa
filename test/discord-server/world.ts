// The state of the double: people, guilds, channels, messages. It only holds; events are told by others.

import { CHANNEL } from './kinds.js';

import { ApiError } from './api-error.js';
import type { Channel, Guild, Overwrite, StoredMessage, User } from './model.js';
import { ALL_PERMISSIONS, channelPermissions, ORDINARY_PERMISSIONS } from './permissions.js';
import { idOnShard } from './snowflake.js';

interface NewGuild {
  readonly owner: User;
  readonly members?: readonly User[];
  /** False: a server the bot was never added to. */
  readonly hasBot?: boolean;
  readonly locale?: string;
  /** One that this shard of so many hears of. */
  readonly shard?: readonly [shard: number, shards: number];
}

interface NewChannel {
  readonly type?: number;
  readonly name?: string;
  readonly guild?: Guild;
  readonly parent?: Channel;
  readonly recipients?: readonly User[];
  readonly ownerId?: string;
  readonly id?: string;
}

/** Everything that exists, by id. */
export class World {
  readonly applicationId: string;
  readonly bot: User;
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly #messages = new Map<string, StoredMessage>();
  readonly #history = new Map<string, string[]>();
  readonly #dms = new Map<string, Channel>();
  readonly #nonces = new Map<string, string>();
  /** People who take no private messages from the bot. */
  readonly closedDms = new Set<string>();
  readonly nextId: () => string;

  constructor(nextId: () => string) {
    this.nextId = nextId;
    this.bot = this.addUser('Verbatim', { isBot: true });
    this.applicationId = this.bot.id;
  }

  addUser(displayName: string, options: { isBot?: boolean; locale?: string } = {}): User {
    const user: User = {
      id: this.nextId(),
      username: displayName.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_'),
      displayName,
      isBot: options.isBot ?? false,
      locale: options.locale ?? 'en-US',
    };
    this.users.set(user.id, user);
    return user;
  }

  addGuild(name: string, { owner, members = [], hasBot = true, locale, shard }: NewGuild): Guild {
    const next = this.nextId();
    const id = shard === undefined ? next : idOnShard(next, shard, this.guilds.size);
    const everyone = { id, name: '@everyone', permissions: ORDINARY_PERMISSIONS };
    const guild: Guild = {
      id,
      name,
      ownerId: owner.id,
      locale: locale ?? 'en-US',
      hasBot,
      isAvailable: true,
      roles: new Map([[id, { ...everyone, isMentionable: false }]]),
      members: new Map([owner, ...members].map((user) => [user.id, []])),
    };
    if (hasBot) guild.members.set(this.bot.id, []);
    this.guilds.set(id, guild);
    return guild;
  }

  addRole(guild: Guild, name: string, permissions = 0n): string {
    const id = this.nextId();
    guild.roles.set(id, { id, name, permissions, isMentionable: true });
    return id;
  }

  addChannel(options: NewChannel): Channel {
    const { type = CHANNEL.GuildText, guild, parent, recipients = [] } = options;
    const channel: Channel = {
      id: options.id ?? this.nextId(),
      type,
      guildId: guild?.id ?? parent?.guildId ?? null,
      name: options.name ?? '',
      parentId: parent?.id ?? null,
      ownerId: options.ownerId ?? null,
      recipientIds: recipients.map(({ id }) => id),
      overwrites: new Map(),
      isArchived: false,
      isLocked: false,
      lastMessageId: null,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The DM of a person with the bot, made when first needed. */
  dmWith(user: User): Channel {
    const known = this.#dms.get(user.id);
    if (known !== undefined) return known;
    const channel = this.addChannel({ type: CHANNEL.DM, recipients: [user] });
    this.#dms.set(user.id, channel);
    return channel;
  }

  overwrite(channel: Channel, overwrite: Overwrite): void {
    channel.overwrites.set(overwrite.id, overwrite);
  }

  user(id: string): User {
    const user = this.users.get(id);
    if (user === undefined) throw new ApiError(10013);
    return user;
  }

  /** A guild the bot is a member of. */
  guild(id: string): Guild {
    const guild = this.guilds.get(id);
    if (guild === undefined) throw new ApiError(10004);
    if (!guild.hasBot) throw new ApiError(50001);
    return guild;
  }

  channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (channel === undefined) throw new ApiError(10003);
    return channel;
  }

  guildOf(channel: Channel): Guild | null {
    return channel.guildId === null ? null : (this.guilds.get(channel.guildId) ?? null);
  }

  /** What somebody may do in a channel; in a DM everything, for who takes part in it. */
  permissionsIn(channel: Channel, userId: string): bigint {
    const guild = this.guildOf(channel);
    if (guild === null) {
      const isMember = this.#isWithBot(channel) && userId === this.bot.id;
      return isMember || channel.recipientIds.includes(userId) ? ALL_PERMISSIONS : 0n;
    }
    const parent = channel.parentId === null ? undefined : this.channels.get(channel.parentId);
    const holder = isThread(channel) && parent !== undefined ? parent : channel;
    return channelPermissions(guild, holder, userId);
  }

  #isWithBot({ type, recipientIds }: Channel): boolean {
    return type === CHANNEL.DM && recipientIds.length === 1;
  }

  message(id: string): StoredMessage | null {
    return this.#messages.get(id) ?? null;
  }

  /** A message of a channel, or Discord's refusal. */
  messageIn(channelId: string, id: string): StoredMessage {
    const message = this.message(id);
    if (message?.channelId !== channelId) throw new ApiError(10008);
    return message;
  }

  putMessage(message: StoredMessage): StoredMessage {
    if (!this.#messages.has(message.id)) {
      const history = this.#history.get(message.channelId) ?? [];
      this.#history.set(message.channelId, history);
      history.push(message.id);
      const channel = this.channels.get(message.channelId);
      if (channel !== undefined && message.visibleTo === null) channel.lastMessageId = message.id;
    }
    this.#messages.set(message.id, message);
    return message;
  }

  /** Remembers which message a nonce stands for in a channel. */
  keepNonce({ channelId, id }: StoredMessage, nonce: string): void {
    this.#nonces.set(`${channelId} ${nonce}`, id);
  }

  byNonce(channelId: string, nonce: string): StoredMessage | null {
    return this.message(this.#nonces.get(`${channelId} ${nonce}`) ?? '');
  }

  removeMessage(message: StoredMessage): void {
    this.#messages.delete(message.id);
    const history = this.#history.get(message.channelId) ?? [];
    const place = history.indexOf(message.id);
    if (place !== -1) history.splice(place, 1);
  }

  /** A channel's messages as somebody sees them, oldest first. */
  history(channelId: string, viewerId: string): readonly StoredMessage[] {
    return (this.#history.get(channelId) ?? [])
      .map((id) => this.message(id))
      .filter((message) => message !== null)
      .filter(({ visibleTo }) => visibleTo === null || visibleTo === viewerId);
  }

  /** All messages there are, in the order of their ids. */
  allMessages(): readonly StoredMessage[] {
    return [...this.#messages.values()];
  }
}

const THREADS: readonly number[] = [
  CHANNEL.AnnouncementThread,
  CHANNEL.PublicThread,
  CHANNEL.PrivateThread,
];

/** Whether a channel is a thread. */
export function isThread({ type }: Channel): boolean {
  return THREADS.includes(type);
}
