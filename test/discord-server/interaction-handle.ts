// What a person gets back for what they did: waits for the answer as they would, and says it plainly.

import { RESPONSE } from './kinds.js';

import type { Core } from './core.js';
import type { InteractionRecord } from './interaction-book.js';
import { asObjects, asText, type Json } from './json.js';
import type { Component, StoredMessage, User } from './model.js';
import type { Place } from './places.js';
import { withIds } from './validate-components.js';

/** The first callback of an interaction. */
export interface Response {
  readonly type: number;
  readonly data: Json;
}

/** A modal as it opened. */
export interface Modal {
  readonly customId: string;
  readonly title: string;
  readonly components: readonly Component[];
}

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** How long an answer may take in a test after its acknowledgement, in milliseconds. */
const ANSWER_MS = 20_000;

export class InteractionHandle {
  readonly user: User;
  readonly place: Place;
  readonly #core: Core;
  readonly #record: InteractionRecord;

  constructor(core: Core, record: InteractionRecord, { user, place }: Sender) {
    this.#core = core;
    this.#record = record;
    this.user = user;
    this.place = place;
  }

  get id(): string {
    return this.#record.id;
  }

  get token(): string {
    return this.#record.token;
  }

  get sentAt(): number {
    return this.#record.sentAt;
  }

  /** The message the component or modal belongs to. */
  get sourceMessageId(): string | null {
    return this.#record.messageId;
  }

  /** Accepted callbacks: 0 or 1. */
  get acks(): number {
    return this.#record.callback === null ? 0 : 1;
  }

  /** Callbacks that arrived, refused ones too. */
  get attempts(): readonly { at: number; type: number; code: number | null }[] {
    return this.#record.attempts;
  }

  /** Milliseconds from the interaction to its accepted callback, or null. */
  get ackMs(): number | null {
    const { callback, sentAt } = this.#record;
    return callback === null ? null : callback.at - sentAt;
  }

  /** The accepted callback; "did not respond" where none came in time. */
  async response(): Promise<Response> {
    const { changes } = this.#record;
    const timeoutMs = this.#core.book.times.ackWindowMs + 50;
    const what = 'an interaction response (The application did not respond)';
    return changes.until(() => this.#record.callback, { what, timeoutMs });
  }

  /** The message that answers: at once where it was sent so, after a defer once it is filled. */
  async message(timeoutMs = ANSWER_MS): Promise<StoredMessage> {
    const { type } = await this.response();
    const before = this.#deferredUpdate(type);
    return this.#record.changes.until(
      () => {
        const message = this.current();
        if (message === null || message.isLoading) return null;
        return before !== null && message === before ? null : message;
      },
      { what: 'the message that answers an interaction', timeoutMs },
    );
  }

  /** After "deferred update" the source message as it was, so that its change is waited for. */
  #deferredUpdate(type: number): StoredMessage | null {
    if (type !== RESPONSE.DeferredMessageUpdate) return null;
    return this.#record.source;
  }

  /** `@original` as it stands, or null. */
  current(): StoredMessage | null {
    const { originalId } = this.#record;
    return originalId === null ? null : this.#core.world.message(originalId);
  }

  /** The follow-ups that still exist. */
  followUps(): readonly StoredMessage[] {
    return this.#record.followUpIds
      .map((id) => this.#core.world.message(id))
      .filter((message) => message !== null);
  }

  /** Waits for as many follow-ups. */
  async followUp(count = 1, timeoutMs = ANSWER_MS): Promise<StoredMessage> {
    const what = `follow-up ${count} of an interaction`;
    const look = (): StoredMessage | undefined => this.followUps()[count - 1];
    return this.#record.changes.until(look, { what, timeoutMs });
  }

  /** The modal the answer opened. */
  async modal(): Promise<Modal> {
    const { type, data } = await this.response();
    if (type !== RESPONSE.Modal) {
      throw new Error(`The answer is of type ${type}, not a modal.`);
    }
    return {
      customId: asText(data.custom_id),
      title: asText(data.title),
      components: withIds(data.components),
    };
  }

  /** The choices the answer offers. */
  async choices(): Promise<readonly Choice[]> {
    const { type, data } = await this.response();
    if (type !== RESPONSE.ApplicationCommandAutocompleteResult) {
      throw new Error(`The answer is of type ${type}, not autocomplete.`);
    }
    return asObjects(data.choices) as unknown as readonly Choice[];
  }
}

interface Sender {
  readonly user: User;
  readonly place: Place;
}
