// Payloads become stored messages: written anew, or changed by an edit. The form is checked before.

import { MessageFlags } from 'discord-api-types/v10';
import type { Core } from './core.js';
import { tellMessage } from './events.js';
import { asKey, asNumber, asObjects, asText, type Json } from './json.js';
import type {
  Attachment,
  Channel,
  MessageInteraction,
  StoredMessage,
  UploadedFile,
  User,
} from './model.js';
import { pingsOf } from './pings.js';
import { withIds } from './validate-components.js';
import { textsOf } from './visible-text.js';

/** A new message; `payload` is null for a deferred one. */
export interface Writing {
  readonly channel: Channel;
  readonly author: User;
  readonly payload: Json | null;
  readonly files: readonly UploadedFile[];
  readonly interaction?: MessageInteraction | null;
  readonly visibleTo?: string | null;
  readonly replyTo?: StoredMessage | null;
}

// Flags a sender may set; Discord ignores the others.
const KEPT_FLAGS =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** Stores a message and tells the gateway. */
export function write(core: Core, writing: Writing): StoredMessage {
  const { channel, author, payload, files } = writing;
  const body = payload ?? {};
  const texts = { content: asText(body.content), components: withIds(body.components) };
  const interaction = writing.interaction ?? null;
  const message: StoredMessage = {
    id: core.world.nextId(),
    channelId: channel.id,
    guildId: channel.guildId,
    author,
    ...texts,
    flags: asNumber(body.flags) & KEPT_FLAGS,
    embeds: asObjects(body.embeds),
    attachments: attach(core, { channelId: channel.id, files, body }),
    replyTo: writing.replyTo?.id ?? null,
    interaction,
    visibleTo: writing.visibleTo ?? null,
    isLoading: payload === null,
    pings: pingsOf({
      texts: textsOf(texts),
      allowed: body.allowed_mentions,
      isWebhook: interaction !== null,
      repliedTo: writing.replyTo?.author.id ?? null,
    }),
    allowedMentions: body.allowed_mentions,
    nonce: (body.nonce as string | number | null | undefined) ?? null,
    isPinned: false,
    reactions: [],
    createdAt: core.now(),
    editedAt: null,
    payload,
  };
  core.world.putMessage(message);
  tellMessage(core, message, true);
  return message;
}

interface Rewriting {
  readonly payload: Json;
  readonly files: readonly UploadedFile[];
}

/** Changes a message as an edit does: what the payload leaves out stays. */
export function rewrite(
  core: Core,
  message: StoredMessage,
  { payload, files }: Rewriting,
): StoredMessage {
  const texts = {
    content: payload.content === undefined ? message.content : asText(payload.content),
    components: payload.components === undefined ? message.components : withIds(payload.components),
  };
  const added = attach(core, { channelId: message.channelId, files, body: payload });
  const edited: StoredMessage = {
    ...message,
    ...texts,
    flags: message.flags | (asNumber(payload.flags) & KEPT_FLAGS),
    embeds: payload.embeds === undefined ? message.embeds : asObjects(payload.embeds),
    attachments: [...keptFiles(message, payload), ...added],
    isLoading: false,
    pings: pingsOf({
      texts: textsOf(texts),
      allowed: payload.allowed_mentions,
      isWebhook: message.interaction !== null,
      repliedTo: null,
    }),
    allowedMentions: payload.allowed_mentions,
    editedAt: message.isLoading ? null : core.now(),
    payload,
  };
  core.world.putMessage(edited);
  tellMessage(core, edited, false);
  return edited;
}

/** Changes a message in another way than by a payload. */
export function amend(
  core: Core,
  message: StoredMessage,
  change: Partial<StoredMessage>,
): StoredMessage {
  const amended = core.world.putMessage({ ...message, ...change });
  core.changes.tell();
  return amended;
}

function keptFiles(message: StoredMessage, payload: Json): readonly Attachment[] {
  if (payload.attachments === undefined) return message.attachments;
  const kept = new Set(asObjects(payload.attachments).map(({ id }) => id));
  return message.attachments.filter(({ id }) => kept.has(id));
}

interface Attaching {
  readonly channelId: string;
  readonly files: readonly UploadedFile[];
  readonly body: Json;
}

function attach(core: Core, { channelId, files, body }: Attaching): readonly Attachment[] {
  const described = asObjects(body.attachments);
  return files.map((file, n) => {
    const about = described.find(({ id }) => `files[${asKey(id)}]` === file.field);
    const kept = core.keepFile(channelId, file);
    const description = about?.description ?? described[n]?.description;
    return typeof description === 'string' ? { ...kept, description } : kept;
  });
}
