// The one callback of an interaction: a reply, a defer, an update, choices or a modal, and nothing twice.

import { INTERACTION, RESPONSE } from '../kinds.js';
import { MessageFlags } from 'discord-api-types/v10';
import { ApiError } from '../api-error.js';
import { rewrite, write } from '../compose.js';
import type { Core } from '../core.js';
import type { Reply } from '../http.js';
import type { InteractionRecord } from '../interaction-book.js';
import { Issues } from '../issues.js';
import { asJson, asNumber, type Json } from '../json.js';
import { messageJson } from '../message-payload.js';
import type { MessageInteraction, StoredMessage, UploadedFile } from '../model.js';
import type { ApiRequest, Route } from '../router.js';
import { checkMessage } from '../validate-message.js';
import { checkChoices, checkModal } from '../validate-modal.js';
import { isEphemeral } from './messages.js';

export function interactionRoutes(core: Core): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/interactions/:interaction/:token/callback',
      isOpen: true,
      handle: (request) => callback(core, request),
    },
  ];
}

const { ApplicationCommand, ApplicationCommandAutocomplete, MessageComponent, ModalSubmit } =
  INTERACTION;
const {
  ApplicationCommandAutocompleteResult,
  ChannelMessageWithSource,
  DeferredChannelMessageWithSource,
  DeferredMessageUpdate,
  Modal,
  UpdateMessage,
} = RESPONSE;

/** Which answers each kind of interaction takes. */
const ANSWERS: Readonly<Record<number, readonly number[]>> = {
  [ApplicationCommand]: [ChannelMessageWithSource, DeferredChannelMessageWithSource, Modal],
  [ApplicationCommandAutocomplete]: [ApplicationCommandAutocompleteResult],
  [MessageComponent]: [
    ChannelMessageWithSource,
    DeferredChannelMessageWithSource,
    DeferredMessageUpdate,
    UpdateMessage,
    Modal,
  ],
  [ModalSubmit]: [ChannelMessageWithSource, DeferredChannelMessageWithSource],
};
const ON_A_MESSAGE: readonly number[] = [DeferredMessageUpdate, UpdateMessage];

interface Answering {
  readonly record: InteractionRecord;
  readonly type: number;
  readonly data: Json;
  readonly files: readonly UploadedFile[];
}

function callback(core: Core, request: ApiRequest): Reply {
  const { params, body, query, files, at } = request;
  const type = asNumber(asJson(body).type);
  const id = params.interaction ?? '';
  try {
    const record = core.book.awaiting(id, params.token ?? '', at);
    const data = asJson(asJson(body).data);
    const message = accept(core, { record, type, data, files }, asJson(body));
    record.callback = { type, data, at };
    note(core, id, { at, type, code: null });
    if (query.get('with_response') !== 'true') return { status: 204 };
    return { status: 200, body: described(core, record, message) };
  } catch (error) {
    note(core, id, { at, type, code: error instanceof ApiError ? error.code : 500 });
    throw error;
  }
}

function note(core: Core, id: string, attempt: InteractionRecord['attempts'][number]): void {
  const record = core.book.get(id);
  record?.attempts.push(attempt);
  record?.changes.tell();
  core.changes.tell();
}

/** Carries an answer out; the message it makes or changes, if any. */
function accept(core: Core, answering: Answering, body: Json): StoredMessage | null {
  const { record, type, data, files } = answering;
  const issues = new Issues();
  issues.fields(body, '', ['type', 'data']);
  const allowed = ANSWERS[record.type] ?? [];
  const isOnMessage = record.type === ModalSubmit && record.messageId !== null;
  if (!allowed.includes(type) && !(isOnMessage && ON_A_MESSAGE.includes(type))) {
    const message = `Value must be one of {${allowed.join(', ')}}.`;
    issues.add('type', 'BASE_TYPE_CHOICES', message);
  }
  if (type === DeferredChannelMessageWithSource) checkDefer(data, issues);
  if (type === Modal) checkModal(data, issues);
  if (type === ApplicationCommandAutocompleteResult) checkChoices(data, issues);
  issues.settle();
  if (type === ChannelMessageWithSource) {
    checkMessage(data, { surface: 'callback', files, previous: null });
    return open(core, answering, data);
  }
  if (type === DeferredChannelMessageWithSource) return open(core, answering, null);
  return ON_A_MESSAGE.includes(type) ? update(core, answering) : null;
}

/** Only EPHEMERAL may be set on a defer; that a message consists of components is said by its edit. */
function checkDefer(data: Json, issues: Issues): void {
  issues.fields(data, '', ['flags']);
  if ((asNumber(data.flags) & ~MessageFlags.Ephemeral) !== 0) {
    issues.add('flags', 'MESSAGE_FLAGS_NOT_ALLOWED', 'Only EPHEMERAL may be set on a defer.');
  }
}

function open(core: Core, { record, data, files }: Answering, payload: Json | null): StoredMessage {
  const isHidden = isEphemeral(data) || record.isForcedEphemeral;
  const message = write(core, {
    channel: core.world.channel(record.channelId),
    author: core.world.bot,
    payload,
    files,
    interaction: interactionOf(record),
    visibleTo: isHidden ? record.user.id : null,
  });
  record.originalId = message.id;
  return message;
}

function update(core: Core, { record, type, data, files }: Answering): StoredMessage {
  const message = core.world.message(record.messageId ?? '');
  if (message === null) throw new ApiError(10008);
  record.originalId = message.id;
  if (type === DeferredMessageUpdate) return message;
  checkMessage(data, { surface: 'callback', files, previous: message });
  return rewrite(core, message, { payload: data, files });
}

/** What a message says of the interaction it answers. */
export function interactionOf({ id, type, user, owners }: InteractionRecord): MessageInteraction {
  return { id, type, user, owners };
}

function described(core: Core, record: InteractionRecord, message: StoredMessage | null): Json {
  const type = record.callback?.type ?? 0;
  const about = {
    id: record.id,
    type: record.type,
    ...(message === null
      ? {}
      : {
          response_message_id: message.id,
          response_message_loading: message.isLoading,
          response_message_ephemeral: message.visibleTo !== null,
        }),
  };
  const shown = message === null ? {} : { message: messageJson(core.world, message) };
  return { interaction: about, resource: { type, ...shown } };
}
