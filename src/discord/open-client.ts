// In: how to reach Discord, and the token. Out: a client that is logged in, or one sentence about why not,
// always within seconds: the library's own login never settles where the gateway does not answer. No
// privileged intent is asked for unless the operator wants it: a message's text reaches us where it mentions
// the bot or is a direct one.

import {
  Client,
  Events,
  GatewayIntentBits,
  Options,
  Partials,
  type ClientOptions,
  type RESTOptions,
} from 'discord.js';
import { describeFailure, type ReadableError } from '../shared/errors.js';
import type { Log } from '../shared/log.js';
import type { Shards } from '../shared/shards.js';
import { describeConnectionError, fatalClose, unreachable } from './connection-errors.js';
import { EndableStrategy } from './gateway-strategy.js';
import { readSignal } from './gateway-signals.js';
import { openSharedIdentify, type SharedIdentify } from './sharding/shared-identify.js';
import { openTurnClock, type TurnClock } from './sharding/turn-clock.js';

export interface OpenClientOptions {
  readonly rest: Partial<RESTOptions>;
  readonly log: Log;
  /** Asks for the Message Content intent, without which Discord gives no texts of a channel. */
  readonly messageContent?: boolean;
  /** What this process hears; everything, split as Discord recommends, unless given. */
  readonly shards?: Shards | null;
  /** How new sessions are shared out among processes; among the shards of this one unless given. */
  readonly identify?: Omit<SharedIdentify, 'onWait'>;
  /** Only for tests: for instance no pause between two identifies. */
  readonly ws?: ClientOptions['ws'];
}

/**
 * Milliseconds to wait for servers that were announced and do not come. Questions that arrive meanwhile wait
 * with us, and have to be acknowledged within 3 s.
 */
const WAIT_FOR_GUILDS_MS = 1_500;

/** Kept objects of a kind that is looked up again soon, if ever. */
const FEW = 100;

/**
 * Nothing is read from these caches: interactions and messages bring what they need. discord.js does not
 * allow servers, channels, roles and permissions to be left out, which are as many as there are.
 */
const CACHES = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildSoundboardSoundManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
} as const;

/** A client that knows that it was destroyed; whatever is still going on inside it looks here. */
class BotClient extends Client {
  isDestroyed = false;
  /** How long its shards have waited for their turn to begin a session. */
  turns: TurnClock | null = null;
  strategy: EndableStrategy | null = null;

  override async destroy(): Promise<void> {
    this.isDestroyed = true;
    await super.destroy();
  }
}

/** Opens a client; `logIn` connects it. One client logs in once. */
export function openClient(options: OpenClientOptions): Client {
  const { rest, log, ws, identify, messageContent = false } = options;
  const turns = openTurnClock();
  const isSelf = ({ id }: { readonly id: string }): boolean => id === client.user?.id;
  const client: BotClient = new BotClient({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    waitGuildTimeout: WAIT_FOR_GUILDS_MS,
    makeCache: Options.cacheWithLimits({
      ...CACHES,
      GuildMemberManager: { maxSize: FEW, keepOverLimit: isSelf },
      UserManager: { maxSize: FEW, keepOverLimit: isSelf },
    }),
    rest,
    ...shardOptions(options.shards ?? null),
    ws: {
      ...throttled(identify, turns),
      buildStrategy: (manager) => {
        client.strategy = new EndableStrategy(manager, () => client.isDestroyed);
        return client.strategy;
      },
      ...ws,
    },
  });
  client.turns = turns;
  attend(client, log);
  return client;
}

function throttled(
  identify: OpenClientOptions['identify'],
  { note: onWait }: TurnClock,
): NonNullable<ClientOptions['ws']> {
  if (identify === undefined) return {};
  return {
    buildIdentifyThrottler: (manager) => openSharedIdentify(manager, { ...identify, onWait }),
  };
}

/**
 * Always both, because discord.js reads what is left out from variables of the environment that have our names and
 * another form.
 */
function shardOptions(shards: Shards | null): Pick<ClientOptions, 'shards' | 'shardCount'> {
  // The count of what Discord recommends is not known yet; what stands here is replaced.
  if (shards === null) return { shards: 'auto', shardCount: Number.MAX_SAFE_INTEGER };
  return { shards: [...shards.own], shardCount: shards.count };
}

function attend(client: BotClient, log: Log): void {
  client.on(Events.Debug, (line) => {
    if (readSignal(line)?.kind === 'closing') client.strategy?.endClosing();
  });
  // An error event without a listener ends the process; a listener that rejects ends up here as well.
  client.on(Events.Error, (error) => {
    const { text, detail } = describeFailure(error);
    log.error({ detail: detail ?? text }, 'error in the Discord client');
  });
  client.on(Events.ShardError, (error, shard) => {
    log.warn({ shard, detail: error.message }, 'trouble with the gateway connection');
  });
  client.on(Events.Warn, (message) => {
    log.warn({ detail: message }, 'warning of the Discord client');
  });
}

export interface LogInOptions {
  readonly token: string;
  readonly timeoutMs?: number;
}

/**
 * Milliseconds for a login; a second or two is usual. With loading the program, a start that fails is over
 * within ten seconds.
 */
const LOG_IN_MS = 6_000;

/** Milliseconds that waiting for turns may add: of a hundred shards, one after the other. */
const MOST_WAIT_MS = 10 * 60_000;

/**
 * Logs a client in; settles once Discord has taken it. A client that was refused is destroyed.
 *
 * @throws ReadableError `discord_token_refused`, `discord_intents_refused` or `discord_unreachable`
 */
export async function logIn(client: Client, options: LogInOptions): Promise<void> {
  const { token, timeoutMs = LOG_IN_MS } = options;
  const seen = watchLogIn(client);
  const restore = limitRequests(client, timeoutMs);
  const login = client.login(token);
  try {
    await within(login, {
      ms: () => timeoutMs + Math.min(waitedMs(client), MOST_WAIT_MS),
      error: () => tooLate(client, seen.attempts(), timeoutMs),
    });
    restore();
  } catch (error) {
    await client.destroy();
    throw seen.fatal() ?? describeConnectionError(error, client.rest.options.api);
  } finally {
    seen.stop();
  }
}

interface LogInWatch {
  /** Connections to the gateway that were begun. */
  readonly attempts: () => number;
  /** What Discord closed the connection with for good, or null. */
  readonly fatal: () => ReadableError | null;
  readonly stop: () => void;
}

function watchLogIn(client: Client): LogInWatch {
  let attempts = 0;
  let fatal: ReadableError | null = null;
  const onDisconnect = ({ code }: { readonly code: number }): void => {
    fatal = fatalClose(code);
  };
  const onDebug = (message: string): void => {
    if (readSignal(message)?.kind === 'connecting') attempts += 1;
  };
  client.on(Events.ShardDisconnect, onDisconnect);
  client.on(Events.Debug, onDebug);
  return {
    attempts: () => attempts,
    fatal: () => fatal,
    stop: () => {
      client.off(Events.ShardDisconnect, onDisconnect);
      client.off(Events.Debug, onDebug);
    },
  };
}

/** Keeps requests from outliving the login; gives back what puts things as they were. */
function limitRequests({ rest }: Client, timeoutMs: number): () => void {
  const { timeout, retries, rejectOnRateLimit } = rest.options;
  const deadline = performance.now() + timeoutMs;
  rest.options.timeout = Math.min(timeout, timeoutMs);
  rest.options.retries = 0;
  rest.options.rejectOnRateLimit = ({ retryAfter }) => performance.now() + retryAfter > deadline;
  return () => {
    Object.assign(rest.options, { timeout, retries, rejectOnRateLimit });
  };
}

function tooLate(client: Client, attempts: number, timeoutMs: number): ReadableError {
  const seconds = `${timeoutMs / 1_000} s`;
  if (attempts === 0) {
    return unreachable(`Discord did not answer at ${client.rest.options.api} within ${seconds}.`);
  }
  const tried = attempts === 1 ? '1 connection was' : `${attempts} connections were`;
  return unreachable(
    `Discord's gateway did not let the bot in within ${seconds}; ${tried} attempted.`,
  );
}

/** Timers may be a moment early. */
const TIMER_SLACK_MS = 10;

/** Time in which a client waited for its turn and nothing was wrong. */
function waitedMs(client: Client): number {
  return client instanceof BotClient ? (client.turns?.waitedMs() ?? 0) : 0;
}

/** What the work gives, or an error of the caller's once the time is up; the work's own end is then nobody's. */
async function within<T>(
  work: Promise<T>,
  { ms, error }: { readonly ms: () => number; readonly error: () => Error },
): Promise<T> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const look = (): void => {
      const left = started + ms() - performance.now();
      if (left <= TIMER_SLACK_MS) reject(error());
      else timer = setTimeout(look, left);
    };
    look();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
