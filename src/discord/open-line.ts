// The line to Discord: what is heard comes from the client, what is said goes through the delivery, and the watchdog
// stands beside. In: the settings, and what processes agree through. Out: a line that is not logged in yet.

import { performance } from 'node:perf_hooks';
import type { Client } from 'discord.js';
import { shareOf } from '../shared/shards.js';
import type { OpenMetrics } from '../health/metrics.js';
import type { Delivery } from './delivery/delivery.js';
import { openTokenRest, restOptions } from './delivery/open-rest.js';
import { openRequestCounts, type RequestCounts } from './delivery/request-counts.js';
import { openDelivery } from './delivery/rest-delivery.js';
import type { BotOptions } from './open-bot.js';
import { openClient } from './open-client.js';
import { openSessionStarts } from './sharding/session-starts.js';
import { openWatchdog, type Watchdog } from './watchdog.js';

export interface Line {
  readonly client: Client;
  readonly delivery: Delivery;
  readonly watchdog: Watchdog;
}

/** Opens it. */
export function openLine(options: BotOptions): Line {
  const { settings, log, metrics, coordination, tuning = {} } = options;
  const { apiUrl: api, messageContent, shards } = settings.discord;
  const share = shareOf(shards);
  const counts = countRequests(options, share);
  const starts = openSessionStarts({ log, onRemaining: metrics.sessionsLeft });
  const client = openClient({
    rest: restOptions({ api, counts, share }),
    log,
    messageContent,
    shards,
    identify: { coordination, onStarts: starts.note },
    ...(tuning.ws === undefined ? {} : { ws: tuning.ws }),
  });
  const watchdog = openWatchdog({ client, onFatal: options.onFatal, log, metrics });
  const delivery = openDelivery({
    rest: client.rest,
    tokenRest: openTokenRest({ api, counts }),
    log,
    limits: tuning.delivery ?? {},
    onRetry: metrics.requestRetried,
    onRequestOutcome: (_operation, outcome) => {
      if (outcome === 'unauthorized') watchdog.reportUnauthorized();
    },
  });
  return { client, watchdog, delivery: measured(delivery, metrics) };
}

function countRequests({ log, metrics }: BotOptions, share: number): RequestCounts {
  return openRequestCounts({
    now: () => performance.now(),
    share,
    onInvalid: (count) => {
      log.error({ count }, 'Discord refused many requests within ten minutes');
    },
    onRequest: (requestClass, isInvalid) => {
      metrics.requestEnded(requestClass);
      if (isInvalid) metrics.requestInvalid();
    },
  });
}

/** The same delivery; how long acknowledgements took is measured. */
function measured(delivery: Delivery, metrics: OpenMetrics): Delivery {
  return {
    acknowledge: async (to, what) => {
      const delivered = await delivery.acknowledge(to, what);
      if (delivered.ok) metrics.acknowledged((Date.now() - to.arrivedAt) / 1_000);
      return delivered;
    },
    edit: (to, card) => delivery.edit(to, card),
    remove: (to) => delivery.remove(to),
    send: (message) => delivery.send(message),
    deleteMessage: (channelId, messageId) => delivery.deleteMessage(channelId, messageId),
    type: (channelId) => delivery.type(channelId),
  };
}
