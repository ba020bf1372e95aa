// Whether the bot grows as it answers: ten thousand questions through the whole of it, its memory looked at now
// and then while nothing is in flight. It takes many minutes, so it runs only when it is named.

import { readFile } from 'node:fs/promises';
import type { Benchmark, Figures } from './benchmark.js';
import { openSite, type DiscordSite } from './discord-site.js';
import { shippedQuestions } from './shipped-corpus.js';
import { percentile, slope } from './statistics.js';
import { endedSince, loadNow } from './wait-figures.js';

const QUESTIONS = 10_000;
/** Caches fill and code is compiled during these. */
const WARM_UP = 1_000;
/** Questions between two looks. */
const STEP = 500;
const IN_FLIGHT = 50;

/** Memory over 10,000 questions. */
export const benchDiscordMemory: Benchmark = {
  name: 'discord-memory',
  description: `memory over ${QUESTIONS} questions through the whole bot; takes many minutes`,
  slow: true,
  run: async (context) => {
    const site = await openSite(context);
    try {
      const before = await site.outcomes();
      const loadBefore = loadNow();
      const looks = await askAndLook(site, context.progress);
      return {
        ...figuresOf(looks),
        ended: endedSince(before, await site.outcomes()),
        load: { before: loadBefore, after: loadNow() },
      };
    } finally {
      await site.stop();
    }
  },
};

/** Megabytes after so many questions. */
interface Look {
  readonly asked: number;
  readonly resident: number;
  readonly heap: number;
  /** Of the answering process; null where the system does not tell. */
  readonly answering: number | null;
}

async function askAndLook(site: DiscordSite, progress: (line: string) => void): Promise<Look[]> {
  const known = await shippedQuestions();
  let asked = 0;
  const ask = async (count: number): Promise<void> => {
    const questions = Array.from({ length: count }, (_, i) => known[(asked + i) % known.length]);
    const pace = { kind: 'in_flight', questions: IN_FLIGHT } as const;
    await site.ask({ pace, questions: questions.map((question = '') => question) });
    asked += count;
  };
  const look = async (): Promise<Look> => {
    const memory = await site.memory();
    return { asked, ...memory, answering: await megabytesOf(await childOf(site.pid)) };
  };
  await ask(WARM_UP);
  const looks = [await look()];
  while (asked < WARM_UP + QUESTIONS) {
    await ask(STEP);
    const now = await look();
    looks.push(now);
    const { resident, heap } = now;
    progress(`discord-memory: ${asked}: ${resident.toFixed(0)} MB, heap ${heap.toFixed(1)} MB`);
  }
  return looks;
}

function figuresOf(looks: readonly Look[]): Figures {
  const answering = looks.flatMap(({ asked, answering: value }) =>
    value === null ? [] : [{ asked, value }],
  );
  const of = (name: 'resident' | 'heap'): Figures =>
    growth(looks.map((look) => ({ asked: look.asked, value: look[name] })));
  return {
    questions: QUESTIONS,
    looks: looks.length,
    resident: of('resident'),
    heap: of('heap'),
    answeringProcess: answering.length === looks.length ? growth(answering) : null,
  };
}

interface Point {
  readonly asked: number;
  readonly value: number;
}

/** How a value grew over all, and over the second half, when nothing is new any more. */
function growth(points: readonly Point[]): Figures {
  const values = points.map(({ value }) => value);
  const half = points.slice(Math.floor(points.length / 2));
  return {
    firstMegabytes: values[0] ?? null,
    lastMegabytes: values.at(-1) ?? null,
    mostMegabytes: percentile(values, 1),
    megabytesAThousand: slopeOf(points) * 1_000,
    megabytesAThousandInSecondHalf: slopeOf(half) * 1_000,
  };
}

function slopeOf(points: readonly Point[]): number {
  return slope(points.map(({ asked, value }) => [asked, value]));
}

/** The first child of a process, or null where the system does not tell. */
async function childOf(pid: number): Promise<number | null> {
  const path = `/proc/${pid}/task/${pid}/children`;
  const text = await readFile(path, 'utf8').catch(() => '');
  const [first = ''] = text.split(' ');
  return first === '' ? null : Number(first);
}

async function megabytesOf(pid: number | null): Promise<number | null> {
  if (pid === null) return null;
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
}
