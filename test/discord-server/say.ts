// What people write: plain messages, replies, with or without a ping, with files.

import type { Upload } from './command-options.js';
import { write } from './compose.js';
import type { Core } from './core.js';
import type { StoredMessage, User } from './model.js';
import { checkPresence, type Place } from './places.js';

export interface Saying {
  readonly replyTo?: StoredMessage;
  /** Whether the reply pings who is replied to; it does where nothing is said. */
  readonly pingsReply?: boolean;
  readonly uploads?: readonly Upload[];
}

interface Writer {
  readonly user: User;
  readonly place: Place;
}

interface Said extends Saying {
  readonly content: string;
}

/** Stores what a person writes, and tells the bot as far as it may know. */
export function say(core: Core, { user, place }: Writer, said: Said): StoredMessage {
  checkPresence(core, { user, place }, true);
  const { content, replyTo = null, pingsReply = true, uploads = [] } = said;
  const parse = ['users', 'roles', 'everyone'];
  return write(core, {
    channel: place.channel,
    author: user,
    payload: { content, allowed_mentions: { parse, replied_user: pingsReply } },
    files: uploads.map(({ name, data, contentType }, n) => ({
      field: `files[${n}]`,
      name,
      contentType: contentType ?? 'text/plain; charset=utf-8',
      data: Buffer.from(data),
    })),
    replyTo,
  });
}
