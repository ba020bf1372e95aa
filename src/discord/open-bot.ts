// The Discord face, wired: a client, the way out, the queue, the limits and the watchdog around an answerer
// and a state store. In: these two and the settings. Out: a bot that listens, and a way to end it in order.

import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Client, ClientOptions } from 'discord.js';
import type { Answerer } from '../answering/answerer.js';
import { errorReply } from '../replies/error-reply.js';
import type { OpenMetrics } from '../health/metrics.js';
import type { Settings } from '../settings.js';
import type { ReadableError } from '../shared/errors.js';
import type { Log } from '../shared/log.js';
import type { Coordination } from '../store/coordination.js';
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
import type { DeliveryLimits } from './delivery/rest-delivery.js';
import { openSeenIds } from './delivery/seen-ids.js';
import { listen, type Ears } from './events.js';
import { inviteLink } from './invite-link.js';
import { logIn } from './open-client.js';
import { openLine, type Line } from './open-line.js';
import { rememberSharing } from './remember-sharing.js';
import { SHARED_BY_ALL } from './scope-for.js';
import { registerCommands, showRegistration } from './registration.js';
import { openClaims } from './sharding/claims.js';
import { openShardPresence, type ShardPresence } from './sharding/presence.js';
import { shardStates, type ShardState } from './sharding/shard-states.js';

export interface BotOptions {
  readonly settings: Pick<Settings, 'discord' | 'keepQuestions'>;
  readonly token: string;
  readonly answerer: Answerer;
  /** Processes behind it, which is how many questions are searched at once; one unless given. */
  readonly answerers?: number;
  readonly state: StateStore;
  /** What all processes of the bot agree through; whoever opened it closes it. */
  readonly coordination: Coordination;
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
  /** The shards of this process. */
  readonly shards: () => readonly ShardState[];
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
  const { log, say, metrics } = options;
  let isStopping = false;
  const line = openLine(options);
  const { client } = line;
  const parts = botParts(options, line, () => isStopping);
  const presence = presenceOf(options, client);
  const { coordination } = options;
  const onTaken = metrics.eventTakenElsewhere;
  const claims = openClaims({ coordination, presence, isStopping: parts.isStopping, onTaken });
  const seen = openSeenIds({ now: () => performance.now() });
  const ears = listen(client, parts, { seen, claims });
  metrics.watchShards(() => shardStates(client));
  // Shards are let in one after the other: those that hear already say so.
  await presence.start();
  await logIn(client, { token: options.token }).catch(async (error: unknown) => {
    line.watchdog.stop();
    await presence.leave();
    throw error;
  });
  await presence.beat();
  await within(introduce(client, options), INTRODUCE_MS);
  say(`Verbatim is online as ${client.user?.tag ?? 'a bot'}${ofShards(options)}.`);
  return {
    isReady: () => isConnected(client) && !isStopping,
    shards: () => shardStates(client),
    counts: () => parts.ledger.counts(),
    stop: async (graceMs = GRACE_MS) => {
      isStopping = true;
      await presence.leave();
      const isDone = await isIdle(ears, graceMs);
      if (!isDone) log.warn({ inFlight: ears.inFlight }, 'ended with questions in flight');
      await parts.curating?.follower.stop();
      line.watchdog.stop();
      await client.destroy();
      return isDone;
    },
  };
}

/** Whether all that is in flight came to its end in time. */
async function isIdle(ears: Ears, graceMs: number): Promise<boolean> {
  const idle = ears.idle().then(() => true);
  return (await within(idle, graceMs)) === true;
}

/** The client calls itself ready from its first session on, also while a connection is lost. */
function isConnected(client: Client): boolean {
  return client.isReady() && shardStates(client).every(({ isReady }) => isReady);
}

function presenceOf({ coordination, log }: BotOptions, client: Client): ShardPresence {
  return openShardPresence({
    coordination,
    processId: randomUUID(),
    heard: () => shardStates(client).flatMap(({ shard, isReady }) => (isReady ? [shard] : [])),
    onError: (error) => {
      log.warn({ err: error }, 'it could not be told to others which shards are heard here');
    },
  });
}

function ofShards({ settings }: BotOptions): string {
  const { shards } = settings.discord;
  if (shards === null || shards.own.length === shards.count) return '';
  return ` with ${shards.own.length} of ${shards.count} shards`;
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
    collections: rememberSharing(
      options.collections ?? options.curating?.parts.sources ?? SHARED_BY_ALL,
      () => performance.now(),
    ),
    limits: openRateLimits(options.coordination, tuning.limits),
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

function curatingHere(options: BotOptions, line: Line) {
  const { curating: desk, log, metrics, coordination, tuning } = options;
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
    coordination,
    onUnauthorized,
    onRefused,
    ...followEveryMs,
  });
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
