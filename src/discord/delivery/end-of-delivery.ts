// In: how trying ended. Out: what the caller is told, and one line in the log: Discord's code and status, which
// fields it refused, and never a token, an address or a word of what was said.

import { describeFailure } from '../../shared/errors.js';
import type { Log } from '../../shared/log.js';
import type { Delivered, DeliveryFailure, FailureCode } from './delivery.js';
import { describeDiscordError, SENTENCES } from './describe-discord-error.js';
import type { Tried } from './keep-trying.js';
import type { RestError } from './read-rest-error.js';

/** What a delivery does. */
export type Operation = 'acknowledge' | 'edit' | 'remove' | 'send' | 'delete_message' | 'type';

/** What is known of a delivery beside what it says. */
export interface DeliveryFacts {
  readonly operation: Operation;
  /** True for the routes of interactions, which carry a token of their own. */
  readonly isTokenRoute: boolean;
  /** Ids for the log. */
  readonly about: Readonly<Record<string, string>>;
  /** Where in Discord's answer the message's id is; null where it tells none. */
  readonly messageId: (value: unknown) => string | null;
  /** True where a refusal says that what was wanted is so already. */
  readonly isDone: (discordCode: number, wasRepeated: boolean) => boolean;
}

/** How a delivery ended, with what the log says of a failure. */
export type DeliveryEnd =
  | Extract<Delivered, { ok: true }>
  | { readonly ok: false; readonly failure: DeliveryFailure; readonly cause: string | null };

/** Names how it ended. */
export function endOfDelivery(facts: DeliveryFacts, tried: Tried): DeliveryEnd {
  if (tried.kind === 'done') return { ok: true, messageId: facts.messageId(tried.value) };
  if (tried.kind === 'late') return failed(isFirst(facts) ? 'ack_timeout' : 'expired', 'late');
  const { error, wasRepeated } = tried;
  if (error.kind === 'trouble') {
    const { isTimeout, cause, status } = error.trouble;
    return failed(isTimeout && isFirst(facts) ? 'ack_timeout' : 'unavailable', cause, status);
  }
  if (error.kind === 'defect') return defect('unknown', error.where);
  return refused(facts, error, wasRepeated);
}

/** Tells the log of a failure, once. */
export function logFailure(log: Log, facts: DeliveryFacts, end: DeliveryEnd & { ok: false }): void {
  const { operation, about } = facts;
  const { code, discordCode, status, text } = end.failure;
  const line = { operation, ...about, code, discordCode, status, cause: end.cause, text };
  if (code === 'invalid_body' || code === 'unknown') log.error(line, 'not delivered');
  else log.warn(line, 'not delivered');
}

function refused(
  facts: DeliveryFacts,
  error: Extract<RestError, { kind: 'refused' }>,
  wasRepeated: boolean,
): DeliveryEnd {
  const { discordCode, status, fields } = error.refusal;
  if (discordCode !== null && facts.isDone(discordCode, wasRepeated)) {
    return { ok: true, messageId: null };
  }
  const { isTokenRoute, operation } = facts;
  const failure = describeDiscordError({ discordCode, status, isTokenRoute });
  if (failure.code !== 'invalid_body') return { ok: false, failure, cause: null };
  const where = `${operation}: ${[discordCode ?? status, ...fields].join(', ')}`;
  return { ...defect('invalid_body', where), failure: { ...failure, text: referenceTo(where) } };
}

function defect(code: FailureCode, where: string): DeliveryEnd & { ok: false } {
  return {
    ok: false,
    failure: { code, discordCode: null, status: null, text: referenceTo(where) },
    cause: where,
  };
}

/** The sentence for a defect of ours; its reference stands in the log beside the cause. */
function referenceTo(where: string): string {
  return describeFailure(where).text;
}

function failed(code: FailureCode, cause: string, status: number | null = null): DeliveryEnd {
  return {
    ok: false,
    failure: { code, discordCode: null, status, text: SENTENCES[code] },
    cause,
  };
}

function isFirst(facts: DeliveryFacts): boolean {
  return facts.operation === 'acknowledge';
}
