// Many questions in the same moment, the real bot against the bare library. Both have a Discord of their own,
// wait while the other one works, and take turns, so that whatever else the machine does falls on both.

import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { openBareSite, openSite, type DiscordSite, type Stood } from './discord-site.js';
import { shippedQuestions } from './shipped-corpus.js';
import { percentile } from './statistics.js';
import { endedSince, loadNow, stoodFigures } from './wait-figures.js';

/** Rounds of the small burst: one alone says little of a 99th percentile. */
const ROUNDS = 3;
const SMALL = 300;
const LARGE = 1_000;
const WARM_UP = 40;

/** 300 and 1,000 questions at once. */
export const benchDiscordBurst: Benchmark = {
  name: 'discord-burst',
  description: `${SMALL} and ${LARGE} questions at once, the bot against the bare library`,
  aims: {
    'at300.ack.p99Ms': 'below 750',
    'at300.lateAcks': '0',
    'at1000.ack.p99Ms': 'below 1,500',
    'at1000.lateAcks': '0',
    'at300.loopWhileAnswering.p99Ms': 'below 20, of which 10 are the timer',
    'at1000.loopWhileAnswering.p99Ms': 'below 20, of which 10 are the timer',
  },
  run: async (context) => {
    const project = await openSite(context);
    try {
      const bare = await openBareSite(context);
      try {
        return await measure({ project, bare }, context);
      } finally {
        await bare.stop();
      }
    } finally {
      await project.stop();
    }
  },
};

interface Rivals {
  readonly project: DiscordSite;
  readonly bare: DiscordSite;
}

async function measure(rivals: Rivals, { progress }: BenchmarkContext): Promise<Figures> {
  const { project, bare } = rivals;
  const known = await shippedQuestions();
  const burst = (site: DiscordSite, size: number): Promise<Stood> => {
    const questions = Array.from({ length: size }, (_, i) => known[i % known.length] ?? '');
    return site.ask({ pace: { kind: 'at_once' }, questions });
  };
  progress('discord-burst: warming up');
  for (const site of [project, bare]) await burst(site, WARM_UP);
  const before = await project.outcomes();
  const loadBefore = loadNow();
  const rounds = { project: [] as Stood[], bare: [] as Stood[] };
  for (let round = 1; round <= ROUNDS; round += 1) {
    progress(`discord-burst: ${SMALL} at once, round ${round} of ${ROUNDS}`);
    rounds.bare.push(await burst(bare, SMALL));
    rounds.project.push(await burst(project, SMALL));
  }
  progress(`discord-burst: ${LARGE} at once`);
  const bareLarge = await burst(bare, LARGE);
  const large = await burst(project, LARGE);
  return {
    load: { before: loadBefore, after: loadNow() },
    at300: stoodFigures(rounds.project),
    bareAt300: stoodFigures(rounds.bare),
    at1000: stoodFigures([large]),
    bareAt1000: stoodFigures([bareLarge]),
    ackP99OverBare: {
      at300: ackP99(rounds.project) / ackP99(rounds.bare),
      at1000: ackP99([large]) / ackP99([bareLarge]),
    },
    ended: endedSince(before, await project.outcomes()),
  };
}

function ackP99(rounds: readonly Stood[]): number {
  const acks = rounds.flatMap(({ waits }) => waits.flatMap(({ ackMs }) => ackMs ?? []));
  return percentile(acks, 0.99);
}
