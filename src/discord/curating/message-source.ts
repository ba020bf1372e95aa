// In: a message's link, or a message itself. Out: what somebody said there as a document: their words, who, when and
// where. A message of another channel is read only where Discord, in the interaction itself, says that the asker
// may read that channel.

import type { APIMessage } from 'discord.js';
import type { HandedFile } from '../../curating/hand-in.js';
import { ReadableError } from '../../shared/errors.js';
import { mayRead } from '../catching-up/may-read.js';
import { readSpoken } from '../catching-up/spoken-message.js';
import type { ShownChannels } from '../shown-channel.js';
import type { Curator } from './may-curate.js';

export interface MessageLink {
  readonly guildId: string;
  readonly channelId: string;
  readonly messageId: string;
}

const LINK =
  /^https:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/channels\/(\d{17,20})\/(\d{17,20})\/(\d{17,20})$/;

const DAY = '2026-08-01'.length;

/** Reads a message's link; null where it is none. */
function readMessageLink(text: string): MessageLink | null {
  const [, guildId, channelId, messageId] = LINK.exec(text.trim()) ?? [];
  if (guildId === undefined || channelId === undefined || messageId === undefined) return null;
  return { guildId, channelId, messageId };
}

/**
 * Fetches the message behind a link.
 *
 * @throws ReadableError `source_refused` where it is not this server's, or may not or cannot be read
 */
export async function linkedMessage(
  { curating, guild }: Curator,
  link: string,
  channels: ShownChannels,
): Promise<APIMessage> {
  const found = readMessageLink(link);
  if (found?.guildId !== guild) throw refused('That is no link to a message of this server.');
  const { channelId, messageId } = found;
  const isShown = [channels.here, ...channels.named].some(({ id }) => id === channelId);
  if (!isShown) {
    throw refused(
      'That message stands in another channel: use this there, or name it as channel:.',
    );
  }
  const reading = mayRead({ channelId, guildId: guild, channels }, curating.ownPermissions);
  if (!reading.ok) throw refused('I cannot read that message for you.');
  // The page before the next id begins with the message itself.
  const page = await curating.history.before(channelId, String(BigInt(messageId) + 1n));
  const message = page.ok ? page.messages.find(({ id }) => id === messageId) : undefined;
  if (message === undefined) throw refused('That message is not there, or I cannot read it.');
  return message;
}

/**
 * A message as a file: its text as it is read, spoilers left out.
 *
 * @throws ReadableError `source_refused` where it is nobody's words
 */
export function messageFile(
  { collection, person, guild }: Curator,
  message: APIMessage,
): HandedFile {
  const spoken = readSpoken(message);
  if (spoken === null) {
    throw refused('That message holds no words of a person that I may read.');
  }
  const { id, channel_id: channelId } = message;
  const url = `https://discord.com/channels/${guild}/${channelId}/${id}`;
  const date = new Date(spoken.at).toISOString().slice(0, DAY);
  return {
    collection,
    person,
    name: `message-${id}.txt`,
    bytes: new TextEncoder().encode(spoken.text),
    mediaType: 'text/plain; charset=utf-8',
    url,
    stated: { author: spoken.speaker, date, url },
  };
}

function refused(text: string): ReadableError {
  return new ReadableError({ code: 'source_refused', text });
}
