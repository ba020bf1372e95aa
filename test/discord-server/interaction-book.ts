// Interactions that were sent to the bot, and what came back for each: the window, the token's life, the one answer.

import { ApiError } from './api-error.js';
import type { Json } from './json.js';
import type { StoredMessage, User } from './model.js';
import { Signal } from './signal.js';

export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly user: User;
  readonly channelId: string;
  readonly guildId: string | null;
  readonly owners: Readonly<Record<string, string>>;
  /** The payload's `data`. */
  readonly data: Json;
  /** The message of a component, or of the component that opened the modal. */
  readonly messageId: string | null;
  /** That message as it was when the interaction was sent. */
  readonly source: StoredMessage | null;
  /** Replies are hidden whether the bot wants it or not: USE_EXTERNAL_APPS is off. */
  readonly isForcedEphemeral: boolean;
  readonly sentAt: number;
  /** Every callback that arrived, refused ones too. */
  readonly attempts: CallbackAttempt[];
  callback: AcceptedCallback | null;
  /** The message `@original` stands for. */
  originalId: string | null;
  readonly followUpIds: string[];
  readonly changes: Signal;
}

interface CallbackAttempt {
  readonly at: number;
  readonly type: number;
  readonly code: number | null;
}

interface AcceptedCallback {
  readonly type: number;
  readonly data: Json;
  readonly at: number;
}

type NewInteraction = Omit<
  InteractionRecord,
  'sentAt' | 'attempts' | 'callback' | 'originalId' | 'followUpIds' | 'changes' | 'token' | 'id'
>;

interface Times {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly ackWindowMs: number;
  readonly tokenLifeMs: number;
}

export class InteractionBook {
  readonly #byId = new Map<string, InteractionRecord>();
  readonly #byToken = new Map<string, InteractionRecord>();
  readonly times: Times;

  constructor(times: Times) {
    this.times = times;
  }

  open(given: NewInteraction): InteractionRecord {
    const id = this.times.nextId();
    const record: InteractionRecord = {
      ...given,
      id,
      token: `aW50ZXJhY3Rpb246${Buffer.from(id).toString('base64url')}`,
      sentAt: this.times.now(),
      attempts: [],
      callback: null,
      originalId: null,
      followUpIds: [],
      changes: new Signal(),
    };
    this.#byId.set(record.id, record);
    this.#byToken.set(record.token, record);
    return record;
  }

  get all(): readonly InteractionRecord[] {
    return [...this.#byId.values()];
  }

  get(id: string): InteractionRecord | null {
    return this.#byId.get(id) ?? null;
  }

  /** The interaction a callback is for, or Discord's refusal. */
  awaiting(id: string, token: string, at: number): InteractionRecord {
    const record = this.#byId.get(id);
    if (record?.token !== token) throw new ApiError(10062);
    if (record.callback !== null) throw new ApiError(40060);
    if (at - record.sentAt > this.times.ackWindowMs) throw new ApiError(10062);
    return record;
  }

  /** The interaction whose token a webhook request carries, or Discord's refusal. */
  answered(token: string, at: number): InteractionRecord {
    const record = this.#byToken.get(token);
    if (record === undefined) throw new ApiError(50027);
    if (record.callback === null) throw new ApiError(10015);
    if (at - record.sentAt > this.times.tokenLifeMs) throw new ApiError(50027);
    return record;
  }
}

/** Whether the app is only there because the person installed it. */
export function isUserInstalled({ owners }: Pick<InteractionRecord, 'owners'>): boolean {
  return owners['1'] !== undefined && owners['0'] === undefined;
}
