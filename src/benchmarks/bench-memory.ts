// The most memory that answering and building ever hold, each in a process of its own, beside what node
// holds that does nothing.

import { join } from 'node:path';
import type { Benchmark } from './benchmark.js';
import { runJob } from './run-process.js';
import { shippedQuestions, shippedSettings } from './shipped-corpus.js';
import { median } from './statistics.js';

const RUNS = 3;
const QUESTIONS = 100;

/** Peak memory of a process that answers and of one that builds. */
export const benchMemory: Benchmark = {
  name: 'memory',
  description: `peak memory of a process that answers ${QUESTIONS} questions and of one that builds`,
  run: async (context) => {
    const settings = await context.shippedIndex();
    const known = await shippedQuestions();
    const questions = Array.from({ length: QUESTIONS }, (_, i) => known[i % known.length] ?? '');
    const idle: number[] = [];
    const answering: number[] = [];
    const building: number[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      context.progress(`memory: run ${run} of ${RUNS}`);
      const empty = shippedSettings(settings, join(context.folder, `memory-${run}`));
      idle.push((await runJob({ kind: 'idle' })).peakMegabytes);
      answering.push((await runJob({ kind: 'answer', settings, questions })).peakMegabytes);
      building.push((await runJob({ kind: 'build', settings: empty })).peakMegabytes);
    }
    return {
      runs: RUNS,
      idlePeakMegabytes: median(idle),
      answerPeakMegabytes: median(answering),
      buildPeakMegabytes: median(building),
    };
  },
};
