// A bot that is measured: a stand-in for Discord with people who ask, in one process, and the bot in another,
// with a probe inside it. In: which bot. Out: how long everybody waited, and how late the bot's event loop was.

import { createServer } from 'node:net';
import { modelFromSettings } from '../model-from-settings.js';
import { startBeside, type BesideProcess } from './beside-process.js';
import type { BenchmarkContext } from './benchmark.js';
import type {
  LoadCall,
  LoadReport,
  LoopDelay,
  ProbeCall,
  ProbeReport,
  ProcessMemory,
  Wait,
} from './load-messages.js';

const LOAD = new URL('../../test/discord-load/load.js', import.meta.url);
const BARE = new URL('../../test/discord-load/bare-bot.js', import.meta.url);
const MAIN = new URL('../main.js', import.meta.url);
const PROBE = new URL('./loop-probe.js', import.meta.url);

/** How a bot stood it. */
export interface Stood {
  readonly waits: readonly Wait[];
  /** From the first question to the last acknowledgement. */
  readonly loopAtFirst: LoopDelay;
  /** From then on, to the last answer. */
  readonly loopAfterwards: LoopDelay;
  readonly seconds: number;
}

export interface DiscordSite {
  /** The bot's process. */
  readonly pid: number;
  ask(call: Omit<LoadCall, 'kind'>): Promise<Stood>;
  memory(): Promise<ProcessMemory>;
  /** Questions so far by how they ended; empty for a bot that does not count. */
  outcomes(): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

/** Starts the real bot over the shipped index. */
export async function openSite(context: BenchmarkContext): Promise<DiscordSite> {
  const settings = await context.shippedIndex();
  const { folder: model, recipe } = await modelFromSettings(settings);
  const port = await freePort();
  return open({
    script: MAIN,
    folder: context.folder,
    port,
    environment: {
      CORPUS_DIR: settings.corpusDir,
      DATA_DIR: settings.dataDir,
      // What is measured is below DATA_DIR, whatever .env says.
      DATABASE_URL: '',
      EMBEDDING_MODEL: model,
      EMBEDDING_POOLING: recipe.pooling,
      EMBEDDING_QUERY_PREFIX: recipe.queryPrefix,
      EMBEDDING_PASSAGE_PREFIX: recipe.passagePrefix,
      HTTP_PORT: String(port),
      LOG_LEVEL: 'warn',
    },
  });
}

/** Starts a bot that does no more than its library needs. */
export function openBareSite(context: BenchmarkContext): Promise<DiscordSite> {
  return open({ script: BARE, folder: context.folder, port: null, environment: {} });
}

interface Opening {
  readonly script: URL;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where its metrics are. */
  readonly port: number | null;
}

async function open({ script, folder, environment, port }: Opening): Promise<DiscordSite> {
  const load = startBeside({ script: LOAD });
  try {
    const { url, token } = await load.next<LoadReport, 'listening'>('listening');
    const bot = startBeside({
      script,
      folder,
      flags: ['--import', PROBE.href, '--expose-gc'],
      environment: { ...environment, DISCORD_TOKEN: token, DISCORD_API_URL: url },
    });
    await bot.says('online').catch(async (error: unknown) => {
      await bot.stop();
      throw error;
    });
    return site({ load, bot, port });
  } catch (error) {
    await load.stop();
    throw error;
  }
}

interface Running {
  readonly load: BesideProcess;
  readonly bot: BesideProcess;
  readonly port: number | null;
}

function site({ load, bot, port }: Running): DiscordSite {
  return {
    pid: bot.pid,
    ask: (call) => ask(call, { load, bot, port }),
    memory: async () => {
      const report = bot.next<ProbeReport, 'memory'>('memory');
      tell(bot, { kind: 'memory' });
      return (await report).memory;
    },
    outcomes: async () => (port === null ? {} : readOutcomes(port)),
    stop: async () => {
      await bot.stop();
      await load.stop();
    },
  };
}

async function ask(call: Omit<LoadCall, 'kind'>, { load, bot }: Running): Promise<Stood> {
  await loopSince(bot);
  const startedAt = performance.now();
  const acknowledged = load.next<LoadReport, 'acknowledged'>('acknowledged');
  const answered = load.next<LoadReport, 'answered'>('answered');
  const calling: LoadCall = { kind: 'ask', ...call };
  load.tell(calling);
  await acknowledged;
  const loopAtFirst = await loopSince(bot);
  const { waits } = await answered;
  const seconds = (performance.now() - startedAt) / 1_000;
  return { waits, loopAtFirst, loopAfterwards: await loopSince(bot), seconds };
}

/** The event loop's delay since this was asked last. */
async function loopSince(bot: BesideProcess): Promise<LoopDelay> {
  const report = bot.next<ProbeReport, 'loop'>('loop');
  tell(bot, { kind: 'reset' });
  return (await report).loop;
}

function tell(bot: BesideProcess, call: ProbeCall): void {
  bot.tell(call);
}

const COUNT = /^verbatim_questions_total\{.*outcome="(\w+)".*\} (\d+)$/gm;

async function readOutcomes(port: number): Promise<Record<string, number>> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const outcomes: Record<string, number> = {};
  for (const [, outcome = '', count] of text.matchAll(COUNT)) {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + Number(count);
  }
  return outcomes;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
  });
}
