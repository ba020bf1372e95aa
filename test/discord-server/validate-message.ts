// A message payload as Discord accepts it, on every surface: sent, replied, followed up, edited.

import { MessageFlags } from 'discord-api-types/v10';
import { ApiError } from './api-error.js';
import { Issues, join } from './issues.js';
import { asJson, asKey, asList, asNumber, asObjects, asText, asTexts, type Json } from './json.js';
import { LIMITS } from './limits.js';
import type { StoredMessage, UploadedFile } from './model.js';
import { checkComponents } from './validate-components.js';

/** The way a payload came. */
export type Surface = 'channel' | 'callback' | 'webhook' | 'edit';

interface MessageCheck {
  readonly surface: Surface;
  readonly files: readonly UploadedFile[];
  /** What is edited: what the payload leaves out stays as it is. */
  readonly previous: StoredMessage | null;
  /** Where the fields lie in the body: a callback has them in `data`. */
  readonly path?: string;
}

const COMMON = ['content', 'embeds', 'components', 'allowed_mentions', 'flags', 'attachments'];
// The client always sends the last two, also where Discord ignores them.
const SENT = [...COMMON, 'poll', 'tts', 'nonce', 'enforce_nonce'];
const FIELDS: Readonly<Record<Surface, readonly string[]>> = {
  channel: [...SENT, 'message_reference', 'sticker_ids'],
  callback: SENT,
  webhook: [...SENT, 'username', 'avatar_url', 'thread_name', 'applied_tags'],
  edit: [...COMMON, 'poll', 'tts', 'enforce_nonce', 'nonce'],
};

const LEGACY = ['content', 'embeds', 'poll', 'sticker_ids'] as const;

/** Whether a message is, or by this payload becomes, one of components only. */
export function isV2(payload: Json, previous: StoredMessage | null): boolean {
  const flags = asNumber(payload.flags) | (previous?.flags ?? 0);
  return (flags & MessageFlags.IsComponentsV2) !== 0;
}

/** Throws Discord's refusal of a message it would not take. */
export function checkMessage(payload: Json, check: MessageCheck): void {
  const issues = new Issues();
  issues.fields(payload, '', FIELDS[check.surface]);
  issues.text(payload.content, 'content', { max: LIMITS.content });
  issues.integer(payload.flags, 'flags', { max: 2 ** 31 - 1 });
  issues.boolean(payload.tts, 'tts');
  checkNonce(payload, issues);
  checkMentions(payload.allowed_mentions, issues);
  checkEmbeds(payload.embeds, issues);
  checkAttachments(payload, check, issues);
  if (isV2(payload, check.previous)) checkLegacyFields(payload, check, issues);
  checkComponents(payload.components, {
    issues,
    isV2: isV2(payload, check.previous),
    fileNames: new Set([
      ...check.files.map(({ name }) => name),
      ...(check.previous?.attachments ?? []).map(({ name }) => name),
    ]),
  });
  issues.settle();
  if (isEmpty(payload, check)) throw new ApiError(50006);
}

function checkNonce(payload: Json, issues: Issues): void {
  issues.text(asKey(payload.nonce), 'nonce', { max: LIMITS.nonce });
}

function checkMentions(value: unknown, issues: Issues): void {
  if (value === undefined || value === null) return;
  const allowed = asJson(value);
  const path = 'allowed_mentions';
  issues.fields(allowed, path, ['parse', 'users', 'roles', 'replied_user']);
  const parse = asTexts(allowed.parse);
  if (parse.some((kind) => !['users', 'roles', 'everyone'].includes(kind))) {
    const message = "Value must be one of ('everyone', 'users', 'roles').";
    issues.add(join(path, 'parse'), 'BASE_TYPE_CHOICES', message);
  }
  for (const kind of ['users', 'roles']) {
    const ids = asList(allowed[kind]);
    issues.count(ids.length, join(path, kind), { max: 100 });
    if (parse.includes(kind) && ids.length > 0) {
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      issues.add(path, 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  }
}

function checkEmbeds(value: unknown, issues: Issues): void {
  const embeds = asObjects(value);
  const { embeds: limits, embedFields } = LIMITS;
  issues.count(asList(value).length, 'embeds', { max: limits.count });
  let total = 0;
  embeds.forEach((embed, n) => {
    const path = join('embeds', n);
    const check = (name: string, text: unknown, max: number): void => {
      issues.text(text, join(path, name), { max });
      total += asText(text).length;
    };
    check('title', embed.title, limits.title);
    check('description', embed.description, limits.description);
    check('footer.text', asJson(embed.footer).text, limits.footer);
    check('author.name', asJson(embed.author).name, limits.author);
    const fields = asObjects(embed.fields);
    issues.count(fields.length, join(path, 'fields'), { max: embedFields.count });
    fields.forEach((field, m) => {
      check(`fields.${m}.name`, field.name, embedFields.name);
      check(`fields.${m}.value`, field.value, embedFields.value);
    });
  });
  if (total > limits.total) {
    const message = `Embed size exceeds maximum size of ${limits.total}`;
    issues.add('embeds', 'MAX_EMBED_SIZE_EXCEEDED', message);
  }
}

function checkAttachments(payload: Json, { files, previous }: MessageCheck, issues: Issues): void {
  issues.count(files.length, 'files', { max: LIMITS.files.count });
  if (files.some(({ data }) => data.length > LIMITS.files.each)) throw new ApiError(40005);
  const known = new Set([
    ...files.map(({ field }) => /^files\[(\d+)\]$/.exec(field)?.[1] ?? field),
    ...(previous?.attachments ?? []).map(({ id }) => id),
  ]);
  asObjects(payload.attachments).forEach((attachment, n) => {
    const id = String(attachment.id);
    const path = join('attachments', n);
    if (!known.has(id)) {
      issues.add(join(path, 'id'), 'ATTACHMENT_NOT_FOUND', 'No file has this id.');
    }
    issues.text(attachment.description, join(path, 'description'), { max: LIMITS.altText });
  });
}

/** Content, embeds, polls and stickers cannot be in a message of components, nor stay in one. */
function checkLegacyFields(payload: Json, { previous }: MessageCheck, issues: Issues): void {
  for (const name of LEGACY) {
    const value = payload[name];
    const kept = name === 'content' || name === 'embeds' ? previous?.[name] : undefined;
    const effective = value === undefined ? kept : value;
    if (isFilled(effective)) {
      const message = `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
      issues.add(name, 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
    }
  }
}

function isFilled(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return typeof value === 'string' || Array.isArray(value) ? value.length > 0 : true;
}

function isEmpty(payload: Json, { previous, files }: MessageCheck): boolean {
  const value = (name: 'content' | 'embeds' | 'components'): unknown =>
    payload[name] === undefined ? previous?.[name] : payload[name];
  const kept = payload.attachments === undefined ? (previous?.attachments ?? []) : [];
  return (
    asText(value('content')).trim() === '' &&
    [value('embeds'), value('components'), payload.sticker_ids].every(
      (list) => asList(list).length === 0,
    ) &&
    !isFilled(payload.poll) &&
    files.length + kept.length + asList(payload.attachments).length === 0
  );
}
