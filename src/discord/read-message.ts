// In: a message as the gateway brings it. Out: what somebody says to the bot, or null where it is not meant for
// it. Only what Discord shows without a privileged intent is needed: mentions, replies that ping, direct
// messages, and our own messages that are replied to.

import { MessageType, type GatewayMessageCreateDispatchData } from 'discord.js';
import { readCustomId } from './custom-id.js';
import type { ReceivedMessage } from './on-message.js';

/** Message types that a person writes. */
const WRITTEN: ReadonlySet<MessageType> = new Set([MessageType.Default, MessageType.Reply]);

/** Reads a message; `botId` is the bot's own user. */
export function readMessage(
  data: GatewayMessageCreateDispatchData,
  botId: string,
): ReceivedMessage | null {
  const isFromMachine = data.author.bot === true || data.webhook_id !== undefined;
  if (isFromMachine || !WRITTEN.has(data.type)) return null;
  const guildId = data.guild_id ?? null;
  const isMentioned = data.mentions.some(({ id }) => id === botId);
  if (guildId !== null && !isMentioned) return null;
  const replied = data.referenced_message ?? null;
  const isReply = replied?.author.id === botId;
  return {
    id: data.id,
    way: guildId === null ? 'direct_message' : isReply ? 'reply' : 'mention',
    caller: { userId: data.author.id, guildId, channelId: data.channel_id },
    text: withoutMention(data.content, botId),
    follows: isReply ? answerIn(replied.components) : null,
  };
}

/** What is said to the bot: without its name, and without the comma that goes with it. */
function withoutMention(content: string, botId: string): string {
  return content
    .replaceAll(new RegExp(`<@!?${botId}>`, 'g'), ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,;:](?: |$))/g, '')
    .replace(/^[\s,;:]+/, '')
    .trim();
}

/** The id of the answer that a message of ours shows: the first part of any of its buttons. */
function answerIn(components: unknown): string | null {
  const found = customIds(components)
    .map((customId) => readCustomId(customId))
    .find((press) => press !== null && press.action !== 'document' && press.action !== 'forget');
  return found?.parts[0] ?? null;
}

function customIds(components: unknown): string[] {
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: unknown) => {
    if (typeof component !== 'object' || component === null) return [];
    const own = 'custom_id' in component ? [String(component.custom_id)] : [];
    const accessory = 'accessory' in component ? customIds([component.accessory]) : [];
    return [
      ...own,
      ...accessory,
      ...('components' in component ? customIds(component.components) : []),
    ];
  });
}
