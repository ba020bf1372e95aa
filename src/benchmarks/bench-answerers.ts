// What a second answering process costs and brings, and what remembered answers save. In turn: so many processes take
// questions that were never asked before, twice as many at once; then one takes a stream in which few questions are
// asked often, as people do.

import { readFileSync } from 'node:fs';
import PQueue from 'p-queue';
import type { AnswererPool } from '../answering/answerer-pool.js';
import { AnswerCache } from '../answering/answer-cache.js';
import { openAnswerer } from '../open-answerer.js';
import { openAnswererBeside } from '../open-answerer-beside.js';
import type { Settings } from '../settings.js';
import { silentLog } from '../shared/log.js';
import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { threadTimes, timeBetween, type ThreadTime } from './scheduled-time.js';
import { startRandom } from './seeded-random.js';
import { shippedQuestions } from './shipped-corpus.js';
import { median, medianRatio, timed, total } from './statistics.js';
import { loadNow } from './wait-figures.js';

const ROUNDS = 4;
const QUESTIONS_A_ROUND = 60;
/** Of each process, as the bot asks them. */
const AT_ONCE = 2;
const STREAM = 600;
/** Questions that the stream is drawn from, the n-th as often as 1/n. */
const KNOWN = 300;
const SEED = 1;
const READY_WITHIN_MS = 120_000;

/** Processes and remembered answers. */
export const benchAnswerers: Benchmark = {
  name: 'answerers',
  description: 'two answering processes against one, their memory, and remembered answers',
  slow: true,
  aims: { 'recalled.costShareOfAMiss': 'below 0.01' },
  run: async (context) => {
    const settings = await context.shippedIndex();
    const before = loadNow();
    const pools = { one: await openPool(settings, 1), two: await openPool(settings, 2) };
    try {
      const processes = await measurePools(pools, context);
      const recalled = await measureRecalled(settings, context);
      return { load: { before, after: loadNow() }, processes, recalled };
    } finally {
      await pools.one.close();
      await pools.two.close();
    }
  },
};

async function openPool(settings: Settings, count: number): Promise<AnswererPool> {
  const quiet = { onTrouble: () => undefined, log: silentLog };
  const pool = openAnswererBeside({ settings, count, ...quiet });
  const started = performance.now();
  while (pool.health.answerers.some(({ state }) => state !== 'ready')) {
    if (performance.now() - started > READY_WITHIN_MS) throw new Error('no process is ready');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return pool;
}

interface Pools {
  readonly one: AnswererPool;
  readonly two: AnswererPool;
}

async function measurePools({ one, two }: Pools, { progress }: BenchmarkContext): Promise<Figures> {
  const known = await shippedQuestions();
  const variants = [one, two].map((pool) => ({ pool, wall: [] as number[], free: [] as number[] }));
  let asked = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(`answerers: round ${round} of ${ROUNDS}`);
    for (const { pool, wall, free } of round % 2 === 0 ? variants : [...variants].reverse()) {
      const questions = Array.from({ length: QUESTIONS_A_ROUND }, () => {
        asked += 1;
        return `${known[asked % known.length] ?? ''} ${asked}`;
      });
      const spent = await askAll(pool, questions);
      // The first round warms up.
      if (round === 0) continue;
      wall.push(spent.wallMs);
      free.push(spent.freeMs);
    }
  }
  const [first, second] = variants;
  if (first === undefined || second === undefined) throw new Error('two pools are measured');
  return {
    questions: ROUNDS * QUESTIONS_A_ROUND,
    timesOnTheWall: medianRatio(first.wall, second.wall),
    timesOnFreeCores: medianRatio(first.free, second.free),
    megabytes: { one: memoryOf(one), two: memoryOf(two) },
  };
}

async function askAll(pool: AnswererPool, questions: readonly string[]) {
  const pids = pool.health.answerers.flatMap(({ pid }) => pid ?? []);
  const before = pids.map((pid) => threadTimes(pid));
  const queue = new PQueue({ concurrency: AT_ONCE * pids.length });
  const wallMs = await timed(() =>
    queue.addAll(
      questions.map((question) => async () => {
        await pool.sources({ question, explain: true });
      }),
    ),
  );
  const spent = pids.map((pid, i): readonly ThreadTime[] => {
    const [start, end] = [before[i], threadTimes(pid)];
    return start && end ? timeBetween(start, end) : [];
  });
  // Its main thread does nine tenths of a process's work: what that worked is what a core of its own would have taken.
  return { wallMs, freeMs: Math.max(...spent.map(([main]) => main?.worked ?? NaN)) };
}

/** Megabytes of each process that no other one holds; null where the system does not tell. */
function memoryOf(pool: AnswererPool): number | null {
  try {
    const kilobytes = pool.health.answerers.map(({ pid }) => {
      const text = readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
      const own = [...text.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map(([, kb]) => Number(kb));
      return total(own);
    });
    return total(kilobytes) / kilobytes.length / 1_024;
  } catch {
    return null;
  }
}

async function measureRecalled(
  settings: Settings,
  { log, progress }: BenchmarkContext,
): Promise<Figures> {
  progress('answerers: a stream in which few questions are asked often');
  const cache = new AnswerCache();
  const answerer = await openAnswerer({ settings, log, cache });
  const known = await shippedQuestions();
  const draw = zipf(KNOWN, startRandom(SEED));
  const misses: number[] = [];
  const hits: number[] = [];
  try {
    for (let n = 0; n < STREAM; n += 1) {
      const place = draw();
      const question = `${known[place % known.length] ?? ''} ${place}`;
      const started = performance.now();
      const { answer } = await answerer.sources({ question, explain: true });
      const into = answer.timings.isRecalled === true ? hits : misses;
      into.push(performance.now() - started);
    }
    const { entries, bytes } = cache.size;
    const costMs = await measureKeeping(answerer, known);
    return {
      hitRate: hits.length / STREAM,
      hitP50Ms: median(hits),
      missP50Ms: median(misses),
      keepingMs: costMs,
      costShareOfAMiss: costMs / median(misses),
      kilobytesEach: bytes / entries / 1_024,
    };
  } finally {
    await answerer.close();
  }
}

/** Milliseconds that remembering a full answer takes by itself. */
async function measureKeeping(
  answerer: Awaited<ReturnType<typeof openAnswerer>>,
  [question = '']: readonly string[],
): Promise<number> {
  const sources = await answerer.sources({ question, explain: true });
  const cache = new AnswerCache();
  const corpus = {};
  const spent: number[] = [];
  for (let n = 0; n < 400; n += 1) {
    const asked = [['sources', n], question, question, []];
    spent.push(await timed(() => cache.recall(corpus, asked, () => Promise.resolve(sources))));
  }
  return median(spent);
}

/** Draws places from 0, the n-th as often as 1/n. */
function zipf(size: number, random: () => number): () => number {
  const weights = Array.from({ length: size }, (_, i) => 1 / (i + 1));
  const sum = total(weights);
  return () => {
    let left = random() * sum;
    const place = weights.findIndex((weight) => (left -= weight) < 0);
    return Math.max(0, place);
  };
}
