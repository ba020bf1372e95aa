// What the world of the double consists of. Messages are snapshots: an edit makes a new one.

import type { Json } from './json.js';

export interface User {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly isBot: boolean;
  readonly locale: string;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  readonly isMentionable: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: string;
  /** Whether the bot is a member; elsewhere it can only be used by who installed it for themselves. */
  hasBot: boolean;
  isAvailable: boolean;
  readonly roles: Map<string, Role>;
  /** The roles of each member, without @everyone. */
  readonly members: Map<string, readonly string[]>;
}

export interface Overwrite {
  readonly id: string;
  readonly isMember: boolean;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Channel {
  readonly id: string;
  readonly type: number;
  readonly guildId: string | null;
  name: string;
  /** The channel a thread belongs to. */
  readonly parentId: string | null;
  readonly ownerId: string | null;
  /** Who takes part in a DM, the bot left out. */
  readonly recipientIds: readonly string[];
  readonly overwrites: Map<string, Overwrite>;
  isArchived: boolean;
  isLocked: boolean;
  lastMessageId: string | null;
}

/** A component as it came from the bot, with the ids Discord fills in; read by `type`. */
export interface Component {
  readonly type: number;
  readonly id: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly description?: string;
  readonly style?: number;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly content?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly value?: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly accent_color?: number | null;
  readonly emoji?: Json;
  readonly options?: readonly SelectOption[];
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly accessory?: Component;
}

export interface SelectOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly default?: boolean;
}

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly url: string;
  readonly description: string | null;
}

/** The interaction a message answers. */
export interface MessageInteraction {
  readonly id: string;
  readonly type: number;
  readonly user: User;
  /** Where the app is installed: '0' names the guild, '1' the user. */
  readonly owners: Readonly<Record<string, string>>;
}

export interface StoredMessage {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string | null;
  readonly author: User;
  readonly content: string;
  readonly flags: number;
  readonly embeds: readonly Json[];
  readonly components: readonly Component[];
  readonly attachments: readonly Attachment[];
  readonly replyTo: string | null;
  readonly interaction: MessageInteraction | null;
  /** The one person who sees an ephemeral message; null where everybody does. */
  readonly visibleTo: string | null;
  /** Deferred: "thinking", without a text yet. */
  readonly isLoading: boolean;
  /** Whom its last payload would ping: `<@id>`, `<@&id>`, `@everyone`, `@here`. */
  readonly pings: readonly string[];
  /** The payload's own field, undefined where it was left out. */
  readonly allowedMentions: unknown;
  readonly nonce: string | number | null;
  readonly isPinned: boolean;
  readonly reactions: readonly Reaction[];
  readonly createdAt: number;
  readonly editedAt: number | null;
  /** The payload as the bot sent it last; null for what people write. */
  readonly payload: Json | null;
}

export interface Reaction {
  readonly emoji: string;
  readonly userIds: readonly string[];
}

/** A file that came with a request. */
export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly data: Buffer;
}
