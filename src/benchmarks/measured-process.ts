// A process that a benchmark starts, to be measured from its first moment and alone in its memory. In: a
// MeasuredJob as the only argument. Out: a MeasuredResult on stdout.

import type { MeasuredJob, MeasuredResult, StartSteps } from './measured-job.js';
import { peakMegabytes } from './peak-memory.js';

// Each job loads what it needs and no more: what another one needs would count as its own.
async function run(job: MeasuredJob): Promise<StartSteps | null> {
  if (job.kind === 'start') return start(job);
  if (job.kind === 'answer') await answerAll(job);
  if (job.kind === 'build') {
    const { buildIndex } = await import('../build-index.js');
    await buildIndex({ settings: job.settings });
  }
  return null;
}

async function loadAnswerer() {
  const [{ openAnswerer }, { silentLog }] = await Promise.all([
    import('../open-answerer.js'),
    import('../shared/log.js'),
  ]);
  return { openAnswerer, silentLog };
}

async function answerAll(job: Extract<MeasuredJob, { kind: 'answer' }>): Promise<void> {
  const { openAnswerer, silentLog } = await loadAnswerer();
  const answerer = await openAnswerer({ settings: job.settings, log: silentLog });
  for (const question of job.questions) await answerer.answer({ question });
  await answerer.close();
}

async function start(job: Extract<MeasuredJob, { kind: 'start' }>): Promise<StartSteps> {
  const { openAnswerer, silentLog } = await loadAnswerer();
  // Counted from the start of the process.
  const loaded = performance.now();
  const answerer = await openAnswerer({ settings: job.settings, log: silentLog });
  await answerer.status();
  const opened = performance.now();
  const { timings } = await answerer.answer({ question: job.question });
  const answered = performance.now();
  await answerer.close();
  // The answerer loads the model inside its first answer, before it begins to embed and search.
  const answerMs = timings.embedMs + timings.searchMs;
  const modelMs = answered - opened - answerMs;
  return { codeMs: loaded, openMs: opened - loaded, modelMs, answerMs };
}

const steps = await run(JSON.parse(process.argv[2] ?? '') as MeasuredJob);
const result: MeasuredResult = { peakMegabytes: peakMegabytes(), steps };
process.stdout.write(`${JSON.stringify(result)}\n`);
