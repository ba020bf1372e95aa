// Who acts and from where, as plain data: all that commands, presses and messages need to know of Discord.

export interface Caller {
  readonly userId: string;
  /** From the interaction or message alone, never from a custom_id; null in direct messages. */
  readonly guildId: string | null;
  /** The channel, the thread or the direct message. */
  readonly channelId: string;
  /** The channel that a thread belongs to, where Discord tells it; absent elsewhere. */
  readonly parentId?: string;
  /**
   * What they may do here, as Discord's bits, read from this one interaction; absent in direct messages and for
   * what is no interaction.
   */
  readonly permissions?: bigint;
}
