// What may follow an interaction's callback: editing, reading, deleting the reply, and follow-ups.

import { ApiError } from '../api-error.js';
import { rewrite, write } from '../compose.js';
import type { Core } from '../core.js';
import { tellDeleted } from '../events.js';
import type { Reply } from '../http.js';
import { isUserInstalled, type InteractionRecord } from '../interaction-book.js';
import { asJson } from '../json.js';
import { LIMITS } from '../limits.js';
import { messageJson } from '../message-payload.js';
import type { StoredMessage } from '../model.js';
import type { ApiRequest, Route } from '../router.js';
import { checkMessage } from '../validate-message.js';
import { interactionOf } from './interactions.js';
import { isEphemeral } from './messages.js';

type Act = (core: Core, record: InteractionRecord, request: ApiRequest) => Reply;

export function webhookRoutes(core: Core): readonly Route[] {
  const on = (method: string, path: string, act: Act): Route => ({
    method,
    path: `/webhooks/:application/:token${path}`,
    isOpen: true,
    handle: (request) => act(core, recordOf(core, request), request),
  });
  return [
    on('POST', '', followUp),
    on('GET', '/messages/:message', (_, record, request) =>
      show(core, target(core, record, request)),
    ),
    on('PATCH', '/messages/:message', edit),
    on('DELETE', '/messages/:message', remove),
  ];
}

function recordOf({ book, world }: Core, { params, at }: ApiRequest): InteractionRecord {
  if (params.application !== world.applicationId) throw new ApiError(10015);
  return book.answered(params.token ?? '', at);
}

function show({ world }: Core, message: StoredMessage): Reply {
  return { status: 200, body: messageJson(world, message) };
}

/** The message a path names: `@original`, or one that this interaction brought forth. */
function target({ world }: Core, record: InteractionRecord, { params }: ApiRequest): StoredMessage {
  const named = params.message ?? '';
  const id = named === '@original' ? (record.originalId ?? '') : named;
  const isOwn = id === record.originalId || record.followUpIds.includes(id);
  const message = isOwn ? world.message(id) : null;
  if (message === null) throw new ApiError(10008);
  return message;
}

function changed(core: Core, record: InteractionRecord): void {
  record.changes.tell();
  core.changes.tell();
}

function edit(core: Core, record: InteractionRecord, request: ApiRequest): Reply {
  const message = target(core, record, request);
  const { files } = request;
  const payload = asJson(request.body);
  checkMessage(payload, { surface: 'edit', files, previous: message });
  const edited = rewrite(core, message, { payload, files });
  changed(core, record);
  return show(core, edited);
}

function remove(core: Core, record: InteractionRecord, request: ApiRequest): Reply {
  const message = target(core, record, request);
  core.world.removeMessage(message);
  tellDeleted(core, message);
  changed(core, record);
  return { status: 204 };
}

function followUp(core: Core, record: InteractionRecord, request: ApiRequest): Reply {
  const { files } = request;
  const payload = asJson(request.body);
  const original = core.world.message(record.originalId ?? '');
  if (original?.isLoading === true) {
    // As Discord does: the first follow-up of a deferred reply fills it, and stays as hidden as it was.
    checkMessage(payload, { surface: 'webhook', files, previous: original });
    const edited = rewrite(core, original, { payload, files });
    changed(core, record);
    return show(core, edited);
  }
  checkMessage(payload, { surface: 'webhook', files, previous: null });
  if (isUserInstalled(record) && record.followUpIds.length >= LIMITS.followUpsOfUserInstalled) {
    throw new ApiError(40094);
  }
  const message = write(core, {
    channel: core.world.channel(record.channelId),
    author: core.world.bot,
    payload,
    files,
    interaction: interactionOf(record),
    visibleTo: isEphemeral(payload) || record.isForcedEphemeral ? record.user.id : null,
  });
  record.followUpIds.push(message.id);
  changed(core, record);
  return show(core, message);
}
