// In: a message as Discord's history gives it. Out: what a person said in it, as it is read, or null for what is
// nobody's words: other bots, notices of Discord itself, calls of commands, files without a text.

import { MessageType, type APIMessage } from 'discord.js';

export interface SpokenMessage {
  readonly id: string;
  readonly speakerId: string;
  readonly speaker: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  /** Whom it mentions or replies to. */
  readonly addresses: readonly string[];
}

/** What stands in place of a spoiler. */
export const SPOILER = '[spoiler]';

/** Message types that a person writes. */
const WRITTEN: ReadonlySet<MessageType> = new Set([MessageType.Default, MessageType.Reply]);

/** `!play`, `?rank`, `/roll`: a call of another bot. */
const COMMAND = /^[!?/][a-z]/i;

/** Reads a message of the history. */
export function readSpoken(message: APIMessage): SpokenMessage | null {
  const { author, content, mentions } = message;
  const isFromMachine = author.bot === true || message.webhook_id !== undefined;
  if (isFromMachine || !WRITTEN.has(message.type) || COMMAND.test(content)) return null;
  const addressed = /^<@!?(\d+)>/.exec(content)?.[1];
  if (mentions.some(({ id, bot }) => id === addressed && bot === true)) return null;
  const text = readableText(message);
  if (text === '') return null;
  const replied = message.referenced_message?.author.id;
  return {
    id: message.id,
    speakerId: author.id,
    speaker: author.global_name ?? author.username,
    at: Date.parse(message.timestamp),
    text,
    addresses: [...mentions.map(({ id }) => id), ...(replied === undefined ? [] : [replied])],
  };
}

/**
 * The text as it is read, before anything of it is compared or shown. All from the first bar of a spoiler to the
 * last one is left out: code, escapes and addresses decide in Discord which bars belong together, and one that
 * were paired wrongly here would tell what its writer hid.
 */
function readableText({ content, mentions }: Pick<APIMessage, 'content' | 'mentions'>): string {
  const names = new Map(
    mentions.map(({ id, global_name, username }) => [id, global_name ?? username]),
  );
  return content
    .replace(/\|\|[\s\S]*\|\|/, SPOILER)
    .replace(/<@!?(\d{1,20})>/g, (_, id: string) => `@${names.get(id) ?? 'somebody'}`)
    .replace(/<@&\d{1,20}>/g, '@role')
    .replace(/<#\d{1,20}>/g, '#channel')
    .replace(/<a?(:\w{1,32}:)\d{1,20}>/g, '$1')
    .replace(/<(\/[^<>]{1,100}):\d{1,20}>/g, '$1')
    .trim();
}
