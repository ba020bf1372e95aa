// The Discord face, wired into a process: the answerer in a child, the sources of servers with their keeper, the state,
// health and metrics, and the bot over them. It runs until a signal, which ends it in order, or until it can no longer hear Discord, which
// ends it with an error so that whoever started it starts it again.

import { leaveOnSignals } from './console/process-ends.js';
import { refreshBeside } from './console/refresh-beside.js';
import { writeError, type CommandContext } from './console/run-command.js';
import { openBot, type Bot } from './discord/open-bot.js';
import { deafShards } from './discord/sharding/shard-states.js';
import { openMetrics, type OpenMetrics } from './health/metrics.js';
import { serveHealth, type HealthServer, type Readiness } from './health/serve-health.js';
import type { AnswererPool } from './answering/answerer-pool.js';
import { copyBeside } from './copy-beside.js';
import { answerersOf, openAnswererBeside } from './open-answerer-beside.js';
import { openCoordinating } from './open-coordinating.js';
import { openStores } from './open-stores.js';
import { runCurating, type RunningCurating } from './run-curating.js';
import { describeFailure } from './shared/errors.js';
import { isStoreAway } from './shared/is-away.js';
import type { Log } from './shared/log.js';
import { readVersion } from './shared/version.js';
import type { Coordination } from './store/coordination.js';
import type { StateStore } from './store/state-store.js';
import { watchDatabase, type DatabaseWatch } from './watch-database.js';

/** Milliseconds between two removals of what has expired. */
const SWEEP_MS = 60_000;

/** The id of no answer: looking it up tells whether the database answers. */
const NO_ANSWER = 'none';

/** Milliseconds between the end of everything here and the end of the process. */
const LINGER_MS = 500;

export interface BotStart extends CommandContext {
  readonly token: string;
  /** The script that refreshes a stale index; null where it is fresh. */
  readonly refreshScript: string | null;
}

/** Runs the bot until it is told to end; rejects with why where it ends by itself. */
export async function runBot(start: BotStart): Promise<void> {
  const ending = openEnding(start.log);
  const parts = await openParts(start);
  try {
    const health = await openHealth(start, parts);
    try {
      await serve(start, parts, ending);
    } finally {
      await health?.close();
    }
  } finally {
    await parts.answerer.close();
    await parts.sourcing.close();
    parts.stopSweeping();
    parts.database.stop();
    parts.copying.stop();
    await parts.state.close();
    await parts.coordination.close();
    ending.stop();
    doNotLinger();
  }
}

interface RunParts {
  readonly metrics: OpenMetrics;
  readonly state: StateStore;
  readonly coordination: Coordination;
  readonly stopSweeping: () => void;
  readonly database: DatabaseWatch;
  readonly copying: { readonly stop: () => void };
  readonly answerer: AnswererPool;
  /** Null where no collection can be changed. */
  readonly sourcing: RunningCurating;
  /** Null until the bot is online. */
  bot: Bot | null;
}

async function openParts({ settings, log }: BotStart): Promise<RunParts> {
  const metrics = openMetrics({ version: readVersion() });
  const kept = await openStores(settings).openState(() => new Date());
  const coordination = await openCoordinating({ settings, log, metrics, say: writeError });
  const isShared = settings.databaseUrl !== null;
  const database = watchDatabase({ isShared, log, probe: () => kept.answer(NO_ANSWER) });
  metrics.watchDatabase(() => database.isAway);
  const state = database.guard(kept);
  const onRestart = metrics.answererRestarted;
  const answerer = openAnswererBeside({ settings, log, onTrouble: writeError, onRestart });
  metrics.watchAnswerers(() => answerer.health.answerers);
  metrics.watchIndex(async () => Date.parse((await answerer.status()).builtAt) / 1000);
  return {
    metrics,
    state,
    coordination,
    stopSweeping: sweepNowAndThen({ state, coordination }, log),
    database,
    copying: copyBeside({ settings, log }),
    answerer,
    sourcing: await runCurating({ settings, log, metrics, say: writeError }),
    bot: null,
  };
}

/** Connects, and answers until the end is near; then everything that is in flight is answered. */
async function serve(start: BotStart, parts: RunParts, ending: Ending): Promise<void> {
  const opening = openBot({
    ...start,
    ...parts,
    answerers: answerersOf(start.settings),
    curating: parts.sourcing.desk,
    collections: parts.database.guard(parts.sourcing.desk.parts.sources),
    version: readVersion(),
    say: writeError,
    onFatal: ending.fail,
  });
  try {
    parts.bot = await Promise.race([opening, ending.ended.then(() => null)]);
    if (parts.bot === null) return;
    const { refreshScript } = start;
    const refresh = refreshScript === null ? null : refreshBeside(refreshScript, writeError);
    await ending.ended.finally(() => refresh?.stop());
  } finally {
    // A login that is under way ends within seconds, one way or the other.
    const bot = await opening.catch(() => null);
    await bot?.stop();
  }
}

interface Ending {
  /** Settles when the process is to end; rejects where it ends for a fault. */
  readonly ended: Promise<void>;
  readonly fail: (error: unknown) => void;
  readonly stop: () => void;
}

/** Ends at a signal, and at what nobody caught; a promise that nobody waited for is logged, no more. */
function openEnding(log: Log): Ending {
  let isTold = false;
  let isEnding = false;
  let end: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const ended = new Promise<void>((resolve, rejectIt) => {
    end = resolve;
    reject = rejectIt;
  });
  // Whoever races with it hears of it; nobody else has to.
  ended.catch(() => undefined);
  const forgetSignals = leaveOnSignals(() => {
    if (isTold) return false;
    isTold = true;
    isEnding = true;
    writeError('Ending: what is in flight is answered first.');
    end();
    return true;
  });
  const fail = (error: unknown): void => {
    // Why it ends is told at the end, once; what breaks on the way there is told here.
    if (isEnding) logFailure(log, error, 'failed while ending');
    isEnding = true;
    reject(error);
  };
  const onRejection = (reason: unknown): void => {
    logFailure(log, reason, 'a promise was left to fail');
  };
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', fail);
  return {
    ended,
    fail,
    stop: () => {
      forgetSignals();
      process.off('unhandledRejection', onRejection);
      process.off('uncaughtException', fail);
    },
  };
}

function logFailure(log: Log, error: unknown, message: string): void {
  const { detail, text } = describeFailure(error);
  log.error({ detail: detail ?? text }, message);
}

/** What was left behind, such as a delivery that is tried for minutes, does not hold the process. */
function doNotLinger(): void {
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

async function openHealth({ settings }: BotStart, parts: RunParts): Promise<HealthServer | null> {
  const { httpHost: host, httpPort: port } = settings;
  if (port === null) return null;
  const { metrics } = parts;
  const isReady = (): Readiness => readiness(parts);
  return serveHealth({ host, port, version: readVersion(), isReady, metrics });
}

const AWAY =
  'the database is away: questions are answered from this machine’s copy, and nothing can be kept';

function readiness({ bot, answerer, database }: RunParts): Readiness {
  if (bot?.isReady() !== true) {
    const why = bot === null ? 'not connected to Discord' : (deafShards(bot.shards()) ?? 'ending');
    return { ready: false, why };
  }
  const { state } = answerer.health;
  if (state !== 'ready') return { ready: false, why: `searching is ${state}` };
  if (database.isAway) return { ready: true, why: AWAY };
  return { ready: true, why: 'questions are answered' };
}

/** Removes what has expired, at once and then regularly; gives back what stops it. */
function sweepNowAndThen(
  { state, coordination }: Pick<RunParts, 'state' | 'coordination'>,
  log: Log,
): () => void {
  const sweep = (): void => {
    const swept = Promise.all([state.sweep(new Date()), coordination.sweep()]);
    swept.catch((error: unknown) => {
      // That it is away is told once; the next sweep does what this one could not.
      if (isStoreAway(error)) return;
      log.error({ err: error }, 'what has expired could not be removed');
    });
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
