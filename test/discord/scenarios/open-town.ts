// The whole bot over the invented town: the real client against the double of Discord, the real pipeline with
// the fake model, the real state store. What a test changes, it hands in.

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Answerer } from '../../../src/answering/answerer.js';
import type { Document } from '../../../src/corpus/document.js';
import type { CuratingDesk } from '../../../src/discord/curating/curating.js';
import type { Limits } from '../../../src/discord/asking/rate-limits.js';
import type { SharedCollections } from '../../../src/discord/bot-parts.js';
import type { QueueOptions } from '../../../src/discord/asking/question-queue.js';
import type { DeliveryLimits } from '../../../src/discord/delivery/rest-delivery.js';
import { openBot, type Bot, type BotOptions } from '../../../src/discord/open-bot.js';
import { openMetrics, type OpenMetrics } from '../../../src/health/metrics.js';
import type { ReadableError } from '../../../src/shared/errors.js';
import { openLog } from '../../../src/shared/log.js';
import type { Shards } from '../../../src/shared/shards.js';
import type { Coordination } from '../../../src/store/coordination.js';
import { openMemoryCoordination } from '../../../src/store/memory-coordination.js';
import { openSqliteStateStore } from '../../../src/store/sqlite/sqlite-state-store.js';
import type { StateStore } from '../../../src/store/state-store.js';
import {
  startDiscordServer,
  type DiscordServer,
  type DiscordServerOptions,
} from '../../discord-server/discord-server.js';
import { openOver } from '../../support/answering-site.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { buildTown, TOWN } from './town-corpus.js';
import { checkTown } from './town-invariants.js';

export interface TownOptions {
  /** What the corpus holds; the town's own documents unless given. */
  readonly documents?: readonly Document[];
  readonly server?: DiscordServerOptions;
  /** Changes what answers; the town's own answerer is handed in. */
  readonly answerer?: (town: Answerer) => Answerer;
  readonly state?: (kept: StateStore) => StateStore;
  readonly collections?: SharedCollections;
  readonly limits?: Limits;
  readonly queue?: QueueOptions;
  readonly delivery?: Partial<DeliveryLimits>;
  readonly keepsQuestions?: boolean;
  readonly register?: boolean;
  readonly messageContent?: boolean;
  readonly now?: () => Date;
  readonly shards?: Shards;
  /** What several bots agree through; each has its own unless given. */
  readonly coordination?: Coordination;
  /** What moderators work with, over the same folder and Discord; nothing can be changed unless given. */
  readonly curating?: (site: { readonly folder: string }) => CuratingDesk;
}

export interface Town {
  readonly discord: DiscordServer;
  readonly bot: Bot;
  readonly state: StateStore;
  /** The town's own answerer. */
  readonly own: Answerer;
  readonly metrics: OpenMetrics;
  /** What the operator was told, and everything logged. */
  readonly said: readonly string[];
  readonly logged: readonly string[];
  readonly fatal: readonly ReadableError[];
  /** Where the corpus and the state lie. */
  readonly folder: string;
  /** Says that Discord is to refuse something in this test; otherwise a refusal fails it. */
  readonly expectRefusals: () => void;
  /** Ends the bot and opens another one over the same folder and the same Discord. */
  restart(): Promise<Town>;
  /** Opens another bot over the same folder and the same Discord, beside this one. */
  another(changes?: Pick<TownOptions, 'shards' | 'coordination' | 'answerer'>): Promise<Town>;
}

const NO_LIMIT = { questions: 1_000_000, seconds: 60 };

/** Nobody is limited unless a test is about limits. */
const NO_LIMITS: Limits = { person: NO_LIMIT, channel: NO_LIMIT, guild: NO_LIMIT };

/** Tests need no pause between two identifies. */
const AT_ONCE: NonNullable<BotOptions['tuning']>['ws'] = {
  buildIdentifyThrottler: () => Promise.resolve({ waitForIdentify: () => Promise.resolve() }),
};

/** Opens the town; everything is closed when the test is over. */
export async function openTown(options: TownOptions = {}): Promise<Town> {
  const folder = temporaryFolder();
  await buildTown(folder, options.documents ?? TOWN);
  const discord = await startDiscordServer(options.server);
  const written: string[] = [];
  const site: Site = { folder, discord, options, written, expectsRefusals: false };
  // Hooks run from the last one to the first: this is looked at after the bot has ended.
  onTestFinished(() => {
    checkTown(site);
  });
  onTestFinished(() => discord.stop());
  return openIn(site);
}

interface Site {
  readonly folder: string;
  readonly discord: DiscordServer;
  readonly options: TownOptions;
  /** Every line that was said or logged. */
  readonly written: string[];
  expectsRefusals: boolean;
}

async function openIn(site: Site): Promise<Town> {
  const { folder, discord, options, written } = site;
  const { answerer = same, state: changeState = same, limits = NO_LIMITS, now } = options;
  const said: string[] = [];
  const logged: string[] = [];
  const fatal: ReadableError[] = [];
  const clock = now ?? (() => new Date());
  const state = changeState(
    openSqliteStateStore({ path: join(folder, 'state.sqlite'), now: clock }),
  );
  const own = openOver(folder);
  const metrics = openMetrics({ version: '0.0.0' });
  const bot = await openBot({
    settings: {
      discord: {
        token: discord.token,
        apiUrl: discord.url,
        guildId: null,
        register: options.register ?? true,
        messageContent: options.messageContent ?? false,
        shards: options.shards ?? null,
      },
      keepQuestions: options.keepsQuestions ?? false,
    },
    token: discord.token,
    answerer: answerer(own),
    state,
    coordination: options.coordination ?? openMemoryCoordination(),
    metrics,
    ...(options.collections === undefined ? {} : { collections: options.collections }),
    version: '0.0.0',
    log: openLog({
      level: 'trace',
      secrets: [discord.token],
      write: (line) => {
        logged.push(line);
        written.push(line);
      },
    }),
    say: (line) => {
      said.push(line);
      written.push(line);
    },
    ...(options.curating === undefined ? {} : { curating: options.curating({ folder }) }),
    onFatal: (error) => void fatal.push(error),
    now: clock,
    tuning: {
      ws: AT_ONCE,
      followEveryMs: 20,
      limits,
      ...(options.queue === undefined ? {} : { queue: options.queue }),
      ...(options.delivery === undefined ? {} : { delivery: options.delivery }),
    },
  });
  let isOpen = true;
  const end = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await bot.stop(2_000);
    await state.close();
  };
  onTestFinished(end);
  const restart = async (): Promise<Town> => {
    await end();
    return openIn(site);
  };
  const another: Town['another'] = (changes = {}) =>
    openIn({ ...site, options: { ...options, ...changes } });
  const expectRefusals = (): void => {
    site.expectsRefusals = true;
  };
  const seen = { said, logged, fatal };
  return {
    ...{ discord, bot, state, own, metrics, ...seen, folder },
    ...{ expectRefusals, restart, another },
  };
}

function same<T>(value: T): T {
  return value;
}
