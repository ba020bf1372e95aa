// From nothing to the first answer: what somebody waits who asks one question in a terminal, and where the
// time goes. The steps come from a second process that does the same and looks at the clock in between.

import type { ModelDescription } from '../embeddings/model-files.js';
import { modelFromSettings } from '../model-from-settings.js';
import type { Settings } from '../settings.js';
import type { Benchmark, Figures } from './benchmark.js';
import type { StartSteps } from './measured-job.js';
import { runAsk, runJob, runNode } from './run-process.js';
import { shippedQuestions } from './shipped-corpus.js';
import { median } from './statistics.js';

const RUNS = 5;

/** Start-up to the first answer, and its steps. */
export const benchStart: Benchmark = {
  name: 'start',
  description: 'from starting the process to the first answer, and its steps',
  run: async (context) => {
    const settings = await context.shippedIndex();
    const model = await modelFromSettings(settings);
    const [question = ''] = await shippedQuestions();
    const subject = { settings, model, question };
    context.progress('start: warming up');
    await startOnce(subject);
    const runs: StartRun[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      context.progress(`start: run ${run} of ${RUNS}`);
      runs.push(await startOnce(subject));
    }
    return figuresOf(runs);
  },
};

interface Subject {
  readonly settings: Settings;
  readonly model: ModelDescription;
  readonly question: string;
}

interface StartRun {
  /** Node that does nothing. */
  readonly bareMs: number;
  readonly answerShownMs: number;
  readonly endedMs: number;
  readonly steps: StartSteps;
}

async function startOnce({ settings, model, question }: Subject): Promise<StartRun> {
  const bare = await runNode(['-e', '0']);
  const asked = await runAsk(question, { settings, model });
  const { steps } = await runJob({ kind: 'start', settings, question });
  if (steps === null) throw new Error('the started process gave no steps');
  return {
    bareMs: bare.wallMs,
    answerShownMs: asked.firstOutputMs ?? asked.wallMs,
    endedMs: asked.wallMs,
    steps,
  };
}

function figuresOf(runs: readonly StartRun[]): Figures {
  const middle = (value: (run: StartRun) => number): number => median(runs.map(value));
  return {
    runs: runs.length,
    bareNodeMs: middle((run) => run.bareMs),
    askAnswerShownMs: middle((run) => run.answerShownMs),
    askEndedMs: middle((run) => run.endedMs),
    steps: {
      codeMs: middle((run) => run.steps.codeMs),
      openMs: middle((run) => run.steps.openMs),
      modelMs: middle((run) => run.steps.modelMs),
      answerMs: middle((run) => run.steps.answerMs),
    },
  };
}
