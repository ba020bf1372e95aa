// In: a channel and a message of it. Out: up to a hundred messages before it, newest first. Reading may be tried
// again as often as there is time: it changes nothing. What comes back is handed on and never logged.

import { setTimeout as sleepFor } from 'node:timers/promises';
import { Routes, type APIMessage, type REST } from 'discord.js';
import type { Log } from '../../shared/log.js';
import type { DeliveryFailure } from './delivery.js';
import { describeDiscordError, SENTENCES } from './describe-discord-error.js';
import { keepTrying, type Clock, type Pauses, type Tried } from './keep-trying.js';

/** Messages of one page: the most that Discord gives at once. */
export const HISTORY_PAGE = 100;

export type HistoryPage =
  | { readonly ok: true; readonly messages: readonly APIMessage[] }
  | { readonly ok: false; readonly failure: DeliveryFailure };

export interface ChannelHistory {
  /** The page before a message, newest first; the newest page where none is named. */
  before(channelId: string, messageId: string | null): Promise<HistoryPage>;
}

export interface ChannelHistoryParts {
  /** Signed in. */
  readonly rest: Pick<REST, 'get'>;
  readonly log: Log;
  /** Told where Discord no longer takes the token. */
  readonly onUnauthorized?: () => void;
  readonly clock?: Clock;
}

/** Milliseconds for one page: whoever asked looks at "thinking" meanwhile. */
const PAGE_MS = 20_000;

const PAUSES: Pauses = { firstMs: 250, growth: 2, mostMs: 4_000 };

const MACHINE: Clock = {
  now: Date.now,
  sleep: (milliseconds) => sleepFor(milliseconds),
  random: Math.random,
};

/** Opens the history of channels. */
export function openChannelHistory(parts: ChannelHistoryParts): ChannelHistory {
  const { rest, log, onUnauthorized, clock = MACHINE } = parts;
  return {
    before: async (channelId, messageId) => {
      const query = new URLSearchParams({ limit: String(HISTORY_PAGE) });
      if (messageId !== null) query.set('before', messageId);
      const route = Routes.channelMessages(channelId);
      const patience = {
        until: clock.now() + PAGE_MS,
        attemptMs: PAGE_MS,
        repeatableMs: PAGE_MS,
        pauses: PAUSES,
      };
      const tried = await keepTrying(
        (signal) => rest.get(route, { query, signal }),
        patience,
        clock,
      );
      if (tried.kind === 'done' && isMessages(tried.value)) {
        return { ok: true, messages: tried.value };
      }
      const failure = failureOf(tried);
      const { code, discordCode, status } = failure;
      const facts = { channel: channelId, code, discordCode, status, cause: causeOf(tried) };
      log.warn(facts, 'a channel could not be read');
      if (code === 'unauthorized') onUnauthorized?.();
      return { ok: false, failure };
    },
  };
}

/** What went wrong, for the log: never an address or a word that was read. */
function causeOf(tried: Tried): string | null {
  if (tried.kind !== 'failed') return tried.kind === 'done' ? 'no list of messages' : null;
  if (tried.error.kind === 'defect') return tried.error.where;
  return tried.error.kind === 'trouble' ? tried.error.trouble.cause : null;
}

function failureOf(tried: Tried): DeliveryFailure {
  if (tried.kind === 'failed' && tried.error.kind === 'refused') {
    const { discordCode, status } = tried.error.refusal;
    return describeDiscordError({ discordCode, status, isTokenRoute: false });
  }
  const status =
    tried.kind === 'failed' && tried.error.kind === 'trouble' ? tried.error.trouble.status : null;
  return { code: 'unavailable', discordCode: null, status, text: SENTENCES.unavailable };
}

function isMessages(value: unknown): value is readonly APIMessage[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null);
}
