// A delivery to a scripted Discord with everything beside it: its log, the pauses it made, how it ended. The
// clock stands still but for those pauses, so that a quarter of an hour passes in no time.

import { ComponentType, REST } from 'discord.js';
import type { Card } from '../../../src/discord/cards/card.js';
import type {
  ChannelMessage,
  Delivered,
  Delivery,
  FailureCode,
  InteractionHandle,
} from '../../../src/discord/delivery/delivery.js';
import { openTokenRest, restOptions } from '../../../src/discord/delivery/open-rest.js';
import {
  openRequestCounts,
  type RequestCounts,
} from '../../../src/discord/delivery/request-counts.js';
import { openDelivery, type DeliveryLimits } from '../../../src/discord/delivery/rest-delivery.js';
import { openLog, type Log } from '../../../src/shared/log.js';
import { startScriptedDiscord, type ScriptedDiscord } from './scripted-discord.js';

/** Must never be in the log. */
export const SECRETS = {
  bot: 'canary-of-the-bot',
  interaction: 'canary-of-the-interaction',
  text: 'canary-of-the-text',
};

/** When the interaction arrived: some moment. */
export const ARRIVED = 1_750_000_000_000;

export const INTERACTION: InteractionHandle = {
  id: '100000000000000001',
  token: SECRETS.interaction,
  applicationId: '200000000000000001',
  arrivedAt: ARRIVED,
};

export const CARD: Card = {
  components: [{ type: ComponentType.TextDisplay, content: SECRETS.text }],
};

/** The same with something that a filter of links may refuse. */
export const LINKED_CARD: Card = {
  components: [{ type: ComponentType.TextDisplay, content: '[a source](<https://example.org/>)' }],
};

export const CHANNEL = '300000000000000001';

export const MESSAGE: ChannelMessage = {
  channelId: CHANNEL,
  card: CARD,
  replyTo: '400000000000000001',
  nonce: 'nonce-1',
};

export interface DeliveringOptions {
  readonly limits?: Partial<DeliveryLimits>;
  /** Milliseconds of one request on the network. */
  readonly requestMs?: number;
  /** Milliseconds between the arrival and now. */
  readonly late?: number;
}

export interface Delivering {
  readonly discord: ScriptedDiscord;
  readonly delivery: Delivery;
  readonly counts: RequestCounts;
  readonly log: Log;
  /** The lines of the log. */
  readonly lines: string[];
  /** The pauses between attempts, in milliseconds. */
  readonly pauses: number[];
  readonly outcomes: string[];
  readonly rest: REST;
  readonly tokenRest: REST;
}

/** Opens it all; it ends with the test. */
export async function openDelivering(options: DeliveringOptions = {}): Promise<Delivering> {
  const { limits = {}, requestMs = 5_000, late = 0 } = options;
  const discord = await startScriptedDiscord();
  const lines: string[] = [];
  const pauses: number[] = [];
  const outcomes: string[] = [];
  const counts = openRequestCounts({ now: () => 0, onInvalid: () => undefined });
  const parts = { api: discord.url, counts, requestMs };
  const rest = new REST(restOptions(parts)).setToken(SECRETS.bot);
  const tokenRest = openTokenRest(parts);
  const log = openLog({ level: 'debug', write: (line) => lines.push(line) });
  const delivery = openDelivery({
    rest,
    tokenRest,
    limits,
    log,
    now: () => ARRIVED + late + pauses.reduce((sum, pause) => sum + pause, 0),
    sleep: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
    random: () => 1,
    onRequestOutcome: (operation, outcome) => outcomes.push(`${operation} ${outcome}`),
  });
  return { discord, delivery, counts, log, lines, pauses, outcomes, rest, tokenRest };
}

/** The name of the failure, or 'ok'. */
export function codeOf(delivered: Delivered): 'ok' | FailureCode {
  return delivered.ok ? 'ok' : delivered.failure.code;
}
