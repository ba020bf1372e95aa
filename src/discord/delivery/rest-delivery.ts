// In: what is to be said, to whom. Out: it is said, once, or a failure with a name. Each kind of message has
// its own time: an acknowledgement 2.5 s, an edit the life of its token, a message ten minutes.

import { setTimeout as sleepFor } from 'node:timers/promises';
import { Routes, type REST } from 'discord.js';
import PQueue from 'p-queue';
import type { Log } from '../../shared/log.js';
import type { Card } from '../cards/card.js';
import type {
  Acknowledgement,
  ChannelMessage,
  Delivered,
  Delivery,
  FailureCode,
  InteractionHandle,
} from './delivery.js';
import {
  endOfDelivery,
  logFailure,
  type DeliveryEnd,
  type DeliveryFacts,
  type Operation,
} from './end-of-delivery.js';
import { keepTrying, type Clock, type Patience, type Pauses, type Request } from './keep-trying.js';
import { lesserCard } from './lesser-card.js';
import { callbackBody, cardOf, channelBody, editBody, filesOf, withCard } from './message-body.js';

export interface DeliveryParts {
  /** Signed in: the client's own. */
  readonly rest: REST;
  /** For the routes of interactions, from openTokenRest. */
  readonly tokenRest: REST;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** From 0 up to 1. */
  readonly random?: () => number;
  readonly limits?: Partial<DeliveryLimits>;
  /** Told of each request that repeats one before it, for the metrics. */
  readonly onRetry?: () => void;
  /** Told how each delivery ended, for the metrics. */
  readonly onRequestOutcome?: (operation: Operation, outcome: 'ok' | FailureCode) => void;
}

/** All in milliseconds. */
export interface DeliveryLimits {
  /** From an interaction's arrival to the end of its first response. */
  readonly ackMs: number;
  /** One attempt at it. */
  readonly ackAttemptMs: number;
  /** From an interaction's arrival to the last edit of its response. */
  readonly tokenMs: number;
  /** For a message in a channel, and for deleting one. */
  readonly channelMs: number;
  /** How long Discord is trusted to know a nonce. */
  readonly nonceMs: number;
  readonly typingMs: number;
}

export const DELIVERY_LIMITS: DeliveryLimits = {
  // Discord's clock stops at 3 s; the rest is the way there.
  ackMs: 2_500,
  // Leaves time for a second attempt on another connection; if the first one did arrive, Discord says so.
  ackAttemptMs: 1_200,
  // 15 minutes by Discord's clock, less what an event and an edit may take on their way.
  tokenMs: 15 * 60_000 - 15_000,
  // Who asked by a message has given up by then.
  channelMs: 10 * 60_000,
  // A repeated nonce is known for "a few minutes"; after two of them a repeat might be a second message.
  nonceMs: 2 * 60_000,
  // The sign lasts 10 s: a late one is worth nothing.
  typingMs: 2_000,
};

/** Short, because all of it has to fit 2.5 s. */
const QUICK: Pauses = { firstMs: 50, growth: 3, mostMs: 400 };

/** Long in the end, because an outage takes minutes and everybody waits for its end. */
const PATIENT: Pauses = { firstMs: 250, growth: 2, mostMs: 30_000 };

/**
 * First responses on their way at the same time. Each needs a connection of its own, and a thousand of them take
 * longer to open than to use: at a tenth of a second a response, this many carry a thousand a second.
 */
const FIRST_RESPONSES = 128;

/** The message is not there, which is all that deleting it wants. */
const UNKNOWN_MESSAGE = 10008;

/** Somebody acknowledged it: an earlier attempt of ours, where there was one. */
const ALREADY_ACKNOWLEDGED = 40060;

/** Opens the way out to Discord. */
export function openDelivery(parts: DeliveryParts): Delivery {
  return new RestDelivery(parts);
}

/** One delivery: what it is, how long it is tried, and the request that says a card (or has none). */
interface Job extends DeliveryFacts {
  readonly card: Card | null;
  readonly patience: Patience;
  readonly request: (card: Card | null) => Request;
}

class RestDelivery implements Delivery {
  readonly #parts: DeliveryParts;
  readonly #clock: Clock;
  readonly #limits: DeliveryLimits;
  readonly #firstResponses = new PQueue({ concurrency: FIRST_RESPONSES });

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.#limits = { ...DELIVERY_LIMITS, ...parts.limits };
    this.#clock = {
      now: parts.now ?? Date.now,
      sleep: parts.sleep ?? ((milliseconds) => sleepFor(milliseconds)),
      random: parts.random ?? Math.random,
    };
  }

  acknowledge(to: InteractionHandle, what: Acknowledgement): Promise<Delivered> {
    // Whose question came first has waited longest, also where it was first tried to answer it at once.
    const priority = -to.arrivedAt;
    return this.#firstResponses.add(() => this.#acknowledge(to, what), { priority });
  }

  #acknowledge(to: InteractionHandle, what: Acknowledgement): Promise<Delivered> {
    const { ackMs, ackAttemptMs } = this.#limits;
    const route = Routes.interactionCallback(to.id, to.token);
    // Only a reply makes a message whose id is worth asking for.
    const query = new URLSearchParams({ with_response: String(what.kind === 'reply') });
    return this.#deliver({
      ...this.#onToken(to, 'acknowledge'),
      card: cardOf(what),
      patience: this.#patience(this.#leftOf(to, ackMs), {
        attemptMs: ackAttemptMs,
        pauses: QUICK,
      }),
      request: (card) => {
        const body = callbackBody(card === null ? what : withCard(what, card));
        const sent = { auth: false, query, body, ...filesOf(card) };
        return (signal) => this.#parts.tokenRest.post(route, { ...sent, signal });
      },
      messageId: (value) => read(value, ['resource', 'message', 'id']),
      isDone: (code, wasRepeated) => code === ALREADY_ACKNOWLEDGED && wasRepeated,
    });
  }

  edit(to: InteractionHandle, card: Card): Promise<Delivered> {
    const route = Routes.webhookMessage(to.applicationId, to.token);
    return this.#deliver({
      ...this.#onToken(to, 'edit'),
      card,
      request: (shown) => {
        const sent = { auth: false, body: editBody(shown ?? card), ...filesOf(shown ?? card) };
        return (signal) => this.#parts.tokenRest.patch(route, { ...sent, signal });
      },
    });
  }

  remove(to: InteractionHandle): Promise<Delivered> {
    const route = Routes.webhookMessage(to.applicationId, to.token);
    return this.#deliver({
      ...this.#onToken(to, 'remove'),
      request: () => (signal) => this.#parts.tokenRest.delete(route, { auth: false, signal }),
      isDone: (code) => code === UNKNOWN_MESSAGE,
    });
  }

  send(message: ChannelMessage): Promise<Delivered> {
    const { channelMs, nonceMs } = this.#limits;
    const route = Routes.channelMessages(message.channelId);
    return this.#deliver({
      ...this.#inChannel(message.channelId, 'send'),
      card: message.card,
      patience: this.#patience(channelMs, { repeatableMs: nonceMs }),
      request: (card) => {
        const body = channelBody(card === null ? message : { ...message, card });
        const sent = { body, ...filesOf(card ?? message.card) };
        return (signal) => this.#parts.rest.post(route, { ...sent, signal });
      },
    });
  }

  deleteMessage(channelId: string, messageId: string): Promise<Delivered> {
    const route = Routes.channelMessage(channelId, messageId);
    return this.#deliver({
      ...this.#inChannel(channelId, 'delete_message'),
      request: () => (signal) => this.#parts.rest.delete(route, { signal }),
      isDone: (code) => code === UNKNOWN_MESSAGE,
    });
  }

  type(channelId: string): Promise<Delivered> {
    const route = Routes.channelTyping(channelId);
    return this.#deliver({
      ...this.#inChannel(channelId, 'type'),
      patience: this.#patience(this.#limits.typingMs, { pauses: QUICK }),
      request: () => (signal) => this.#parts.rest.post(route, { signal }),
    });
  }

  async #deliver(job: Job): Promise<Delivered> {
    const { log, onRequestOutcome } = this.#parts;
    let end = await this.#try(job, job.card);
    const lesser = end.ok ? null : lesserCard(job.card, end.failure.code);
    if (lesser !== null) {
      log.info({ operation: job.operation, ...job.about }, `trying without ${lesser.without}`);
      end = await this.#try(job, lesser.card);
    }
    if (!end.ok) logFailure(log, job, end);
    onRequestOutcome?.(job.operation, end.ok ? 'ok' : end.failure.code);
    return end.ok ? end : { ok: false, failure: end.failure };
  }

  async #try(job: Job, card: Card | null): Promise<DeliveryEnd> {
    const request = job.request(card);
    let attempts = 0;
    const counted: Request = (signal) => {
      attempts += 1;
      if (attempts > 1) this.#parts.onRetry?.();
      return request(signal);
    };
    return endOfDelivery(job, await keepTrying(counted, job.patience, this.#clock));
  }

  #onToken(to: InteractionHandle, operation: Operation): Omit<Job, 'request'> {
    return {
      ...factsOf(operation),
      isTokenRoute: true,
      about: { interaction: to.id },
      patience: this.#patience(this.#leftOf(to, this.#limits.tokenMs)),
    };
  }

  #inChannel(channelId: string, operation: Operation): Omit<Job, 'request'> {
    return {
      ...factsOf(operation),
      isTokenRoute: false,
      about: { channel: channelId },
      patience: this.#patience(this.#limits.channelMs),
    };
  }

  /** What is left of an interaction's time; never more than all of it, should our clock be set back. */
  #leftOf({ arrivedAt }: InteractionHandle, milliseconds: number): number {
    return Math.min(milliseconds, arrivedAt + milliseconds - this.#clock.now());
  }

  #patience(milliseconds: number, other: Partial<Patience> = {}): Patience {
    const until = this.#clock.now() + milliseconds;
    return {
      until,
      attemptMs: milliseconds,
      repeatableMs: milliseconds,
      pauses: PATIENT,
      ...other,
    };
  }
}

/** A delivery without a card, whose answer is a message or nothing, and for which no refusal is welcome. */
function factsOf(operation: Operation) {
  return {
    operation,
    card: null,
    messageId: (value: unknown) => read(value, ['id']),
    isDone: () => false,
  };
}

/** The text at a path of Discord's answer, or null. */
function read(value: unknown, path: readonly string[]): string | null {
  const found = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
  return typeof found === 'string' ? found : null;
}
