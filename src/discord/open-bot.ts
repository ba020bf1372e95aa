// The Discord face, wired: a client, the way out, the queue, the limits and the watchdog around an answerer
// and a state store. In: these two and the settings. Out: a bot that listens, and a way to end it in order.

import { performance } from 'node:perf_hooks';
import { Status, type Client, type ClientOptions } from 'discord.js';
import type { Answerer } from '../answering/answerer.js';
import { errorReply } from '../replies/error-reply.js';
import type { OpenMetrics } from '../health/metrics.js';
import type { Settings } from '../settings.js';
import type { ReadableError } from '../shared/errors.js';
import type { Log } from '../shared/log.js';
import type { StateStore } from '../store/state-store.js';
import { openLedger, type QuestionCounts } from './asking/question-ledger.js';
import { openQueue, queueFor, type QueueOptions } from './asking/question-queue.js';
import { openRateLimits, type Limits } from './asking/rate-limits.js';
import { within } from './asking/within.js';
import type { BotParts, SharedCollections } from './bot-parts.js';
import { openCatchingUp } from './catching-up/open-catching-up.js';
import { commandData, needsMet } from './command-list.js';
import type { CuratingDesk } from './curating/curating.js';
import { openCuratingHere } from './curating/open-curating-here.js';
import type { Delivery } from './delivery/delivery.js';
import { openTokenRest, restOptions } from './delivery/open-rest.js';
import { openRequestCounts } from './delivery/request-counts.js';
import { openDelivery, type DeliveryLimits } from './delivery/rest-delivery.js';
import { openSeenIds } from './delivery/seen-ids.js';
import { listen } from './events.js';
import { inviteLink } from './invite-link.js';
import { logIn, openClient } from './open-client.js';
import { SHARED_BY_ALL } from './scope-for.js';
import { registerCommands, showRegistration } from './registration.js';
import { openWatchdog, type Watchdog } from './watchdog.js';

export interface BotOptions {
  readonly settings: Pick<Settings, 'discord' | 'keepQuestions'>;
  readonly token: string;
  readonly answerer: Answerer;
  /** Processes behind it, which is how many questions are searched at once; one unless given. */
  readonly answerers?: number;
  readonly state: StateStore;
  readonly log: Log;
  readonly metrics: OpenMetrics;
  readonly version: string;
  /** Told in one line what an operator should know. */
  readonly say: (line: string) => void;
  /** Told once, when the bot can no longer hear Discord. */
  readonly onFatal: (error: ReadableError) => void;
  /** Which collections may be searched where; one for all, and each guild's own, unless given. */
  readonly collections?: SharedCollections;
  /** The clock of records; the machine's unless given. */
  readonly now?: () => Date;
  /** What moderators work with; without it no collection can be changed in Discord. */
  readonly curating?: CuratingDesk;
  /** Only for tests and benchmarks. */
  readonly tuning?: {
    readonly followEveryMs?: number | null;
    readonly ws?: ClientOptions['ws'];
    readonly limits?: Limits;
    readonly queue?: QueueOptions;
    readonly delivery?: Partial<DeliveryLimits>;
  };
}

export interface Bot {
  readonly isReady: () => boolean;
  readonly counts: () => QuestionCounts;
  /** Takes nothing new, ends what is in flight, leaves; false where the grace was too short for that. */
  stop(graceMs?: number): Promise<boolean>;
}

/** Registering commands may take this long before the bot is online without it; it goes on beside. */
const INTRODUCE_MS = 5_000;

/** What is in flight may take this long once the process is told to end. */
const GRACE_MS = 10_000;

/**
 * Connects to Discord and listens; settles once the bot is online.
 *
 * @throws ReadableError `discord_token_refused`, `discord_intents_refused` or `discord_unreachable`
 */
export async function openBot(options: BotOptions): Promise<Bot> {
  const { log, say } = options;
  let isStopping = false;
  const line = openLine(options);
  const parts = botParts(options, line, () => isStopping);
  const ears = listen(line.client, parts, openSeenIds({ now: () => performance.now() }));
  await logIn(line.client, { token: options.token }).catch((error: unknown) => {
    line.watchdog.stop();
    throw error;
  });
  await within(introduce(line.client, options), INTRODUCE_MS);
  say(`Verbatim is online as ${line.client.user?.tag ?? 'a bot'}.`);
  return {
    isReady: () => isConnected(line.client) && !isStopping,
    counts: () => parts.ledger.counts(),
    stop: async (graceMs = GRACE_MS) => {
      isStopping = true;
      const isDone =
        (await within(
          ears.idle().then(() => true),
          graceMs,
        )) === true;
      if (!isDone) log.warn({ inFlight: ears.inFlight }, 'ended with questions in flight');
      parts.curating?.follower.stop();
      line.watchdog.stop();
      await line.client.destroy();
      return isDone;
    },
  };
}

/** The client calls itself ready from its first session on, also while the connection is lost. */
function isConnected(client: Client): boolean {
  return client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready);
}

/** The line to Discord: what is heard comes from the client, what is said goes through the delivery. */
interface Line {
  readonly client: Client;
  readonly delivery: Delivery;
  readonly watchdog: Watchdog;
}

function openLine(options: BotOptions): Line {
  const { settings, log, metrics, tuning = {} } = options;
  const { apiUrl: api } = settings.discord;
  const counts = openRequestCounts({
    now: () => performance.now(),
    onInvalid: (count) => {
      log.error({ count }, 'Discord refused many requests within ten minutes');
    },
    onRequest: (requestClass, isInvalid) => {
      metrics.requestEnded(requestClass);
      if (isInvalid) metrics.requestInvalid();
    },
  });
  const rest = restOptions({ api, counts });
  const { messageContent } = settings.discord;
  const ws = tuning.ws === undefined ? {} : { ws: tuning.ws };
  const client = openClient({ rest, log, messageContent, ...ws });
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

function botParts(options: BotOptions, line: Line, isStopping: () => boolean): BotParts {
  const { client, delivery, watchdog } = line;
  const { answerer, state, log, metrics, version, tuning = {} } = options;
  const queue = openQueue(tuning.queue ?? queueFor(options.answerers ?? 1));
  metrics.watchQueue(() => queue);
  return {
    curating: curatingHere(options, line),
    answerer,
    state,
    delivery,
    queue,
    log,
    onPressed: metrics.pressed,
    version,
    isStopping,
    collections: options.collections ?? options.curating?.parts.sources ?? SHARED_BY_ALL,
    limits: openRateLimits(tuning.limits),
    ledger: openLedger({
      log,
      onEnd: (way, outcome, milliseconds) => {
        metrics.questionEnded(way, outcome);
        if (outcome === 'answered' || outcome === 'refused') metrics.answered(milliseconds / 1_000);
      },
    }),
    now: options.now ?? (() => new Date()),
    keepsQuestions: options.settings.keepQuestions,
    catchingUp: options.settings.discord.messageContent
      ? openCatchingUp({ client, log, onUnauthorized: watchdog.reportUnauthorized })
      : null,
  };
}

function curatingHere({ curating: desk, log, metrics, tuning }: BotOptions, line: Line) {
  if (desk === undefined) return null;
  const { client, delivery, watchdog } = line;
  const onUnauthorized = watchdog.reportUnauthorized;
  const onRefused = metrics.curatingRefused;
  const every = tuning?.followEveryMs;
  const followEveryMs = every === undefined ? {} : { followEveryMs: every };
  return openCuratingHere({
    desk,
    client,
    delivery,
    log,
    onUnauthorized,
    onRefused,
    ...followEveryMs,
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

/** Registers the commands where they differ, and says how to add the bot and what is off. */
async function introduce(client: Client, { settings, say, log }: BotOptions): Promise<void> {
  const { guildId, register } = settings.discord;
  const applicationId = client.application?.id;
  if (applicationId === undefined) return;
  if (register) {
    try {
      const registration = await registerCommands({
        rest: client.rest,
        applicationId,
        guildId,
        commands: commandData(needsMet(settings.discord)),
      });
      say(showRegistration(registration, guildId));
    } catch (error) {
      // Commands that were registered before go on working.
      say(`The commands could not be registered. ${errorReply(error, log).text}`);
    }
  }
  say(`Add it to a server: ${inviteLink(applicationId)}`);
  say(settings.discord.messageContent ? CATCH_UP_ON : CATCH_UP_OFF);
}

const CATCH_UP_ON =
  'Catch-up is on: /catchup reads the messages of a channel for who may read them, and keeps none.';
const CATCH_UP_OFF =
  'Catch-up is off: messages that do not mention the bot are not read. DISCORD_MESSAGE_CONTENT=true switches it on, where Discord allows the Message Content intent.';
