// A steady stream of questions, more than most servers ever ask: what each of them waits when there are others.

import type { Benchmark } from './benchmark.js';
import { openSite } from './discord-site.js';
import { shippedQuestions } from './shipped-corpus.js';
import { endedSince, loadNow, waitFigures } from './wait-figures.js';

const A_SECOND = 20;
const SECONDS = 15;
const WARM_UP = 40;

/** 20 questions a second for 15 seconds. */
export const benchDiscordSteady: Benchmark = {
  name: 'discord-steady',
  description: `${A_SECOND} questions a second for ${SECONDS} s, through the whole bot`,
  aims: {
    'ack.p99Ms': 'below 300',
    lateAcks: '0',
    'loop.p99Ms': 'below 20, of which 10 are the timer',
  },
  run: async (context) => {
    const known = await shippedQuestions();
    const questions = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => known[i % known.length] ?? '');
    const site = await openSite(context);
    try {
      context.progress('discord-steady: warming up');
      await site.ask({ pace: { kind: 'in_flight', questions: 2 }, questions: questions(WARM_UP) });
      const before = await site.outcomes();
      const loadBefore = loadNow();
      context.progress(`discord-steady: ${SECONDS} s`);
      const stood = await site.ask({
        pace: { kind: 'by_second', questions: A_SECOND },
        questions: questions(A_SECOND * SECONDS),
      });
      return {
        load: { before: loadBefore, after: loadNow() },
        ...waitFigures(stood.waits),
        answersPerSecond: stood.waits.length / stood.seconds,
        loop: { ...stood.loopAtFirst },
        ended: endedSince(before, await site.outcomes()),
      };
    } finally {
      await site.stop();
    }
  },
};
