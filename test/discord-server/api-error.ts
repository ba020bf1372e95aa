// Discord's refusals: HTTP status, code, message, and for an invalid form the tree that names each field.

import type { Json } from './json.js';

const KNOWN = {
  0: [404, '404: Not Found'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10011: [404, 'Unknown Role'],
  10013: [404, 'Unknown User'],
  10014: [404, 'Unknown Emoji'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  20028: [429, 'The write action you are performing on the channel has hit the write rate limit.'],
  40001: [401, '401: Unauthorized'],
  40005: [413, 'Request entity too large'],
  40062: [429, 'Service resource is being rate limited.'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40094: [400, 'Interaction has reached the maximum number of follow-up messages.'],
  50001: [403, 'Missing Access'],
  50003: [403, 'Cannot execute action on a DM channel'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50013: [403, 'Missing Permissions'],
  50016: [400, 'Provided too few or too many messages to delete.'],
  50024: [400, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50035: [400, 'Invalid Form Body'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  160002: [400, 'Cannot reply without permission to read message history'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [400, 'Thread is locked'],
  200000: [400, 'Message was blocked by automatic moderation'],
  240000: [400, 'Message blocked by harmful links filter'],
} as const satisfies Readonly<Record<number, readonly [number, string]>>;

/** The codes this server answers with. */
export type ApiErrorCode = keyof typeof KNOWN;

/** A refusal in Discord's own form. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: Json | null;

  constructor(code: ApiErrorCode, errors: Json | null = null) {
    const [status, message] = KNOWN[code];
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code === 40001 ? 0 : code;
    this.errors = errors;
  }

  /** The body as it goes over the wire. */
  toJson(): Json {
    const base = { message: this.message, code: this.code };
    return this.errors === null ? base : { ...base, errors: this.errors };
  }
}

/** A sum of texts above the undocumented byte ceiling, which Discord answers with a plain 500. */
export class ServerFault extends Error {
  constructor() {
    super('Internal Server Error');
    this.name = 'ServerFault';
  }
}
