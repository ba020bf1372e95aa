// One machine at 1,000, 10,000 and 100,000 passages, for each kind of store that the settings allow, side by side: what
// a question takes, what building and starting take, memory and files, and how they grow. Stores stay below DATA_DIR,
// so that only the first run waits for them: half an hour on one core.

import { loadModel } from '../embeddings/transformers-model.js';
import { modelFromSettings } from '../model-from-settings.js';
import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { buildScale } from './build-scale.js';
import { measureScale } from './measure-scale.js';
import { runAsk, runJob } from './run-process.js';
import { scaleSides, type ScaleSide } from './scale-place.js';
import { scaleTexts } from './scale-texts.js';
import { median } from './statistics.js';

const QUESTIONS = 320;
const STARTS = 3;
const MEMORY_QUESTIONS = 100;

/** A benchmark of these sizes. */
function scaleBenchmark(name: string, sizes: readonly number[]): Benchmark {
  return {
    name,
    description: `${sizes.join(', ')} passages: questions, building, starting, memory; stores stay in DATA_DIR`,
    slow: true,
    aims: Object.fromEntries(
      sizes.flatMap((size) => [
        [`embedded.passages${size}.asking.recallAt10`, 'at least 0.98'],
        [`embedded.passages${size}.asking.asked.aboveEmbedding.p95Ms`, 'at most 50'],
        [`embedded.passages${size}.starting.askAnswerShownMs`, 'below 2000'],
      ]),
    ),
    run: async (context) => {
      const sides = scaleSides(context.settings);
      const figures: Record<string, Record<string, Figures>> = {};
      for (const size of sizes) {
        for (const side of sides) {
          const known = figures[side.name] ?? {};
          figures[side.name] = {
            ...known,
            [`passages${size}`]: await measureSize(context, side, size),
          };
        }
      }
      return figures;
    },
  };
}

/** Three sizes; the largest takes most of it. */
export const benchScale = scaleBenchmark('scale', [1_000, 10_000, 100_000]);

/** The two that take minutes. */
export const benchScale10k = scaleBenchmark('scale-10k', [1_000, 10_000]);

async function measureSize(
  context: BenchmarkContext,
  side: ScaleSide,
  size: number,
): Promise<Figures> {
  const { settings, progress } = context;
  const place = side.at(size);
  progress(`scale: ${side.name}, ${size} passages`);
  const texts = await scaleTexts(size);
  const building = await buildScale({ context, place, texts });
  const description = await modelFromSettings(settings);
  const embedder = await loadModel(description, { threads: 1 });
  const questions = texts.questions.slice(0, QUESTIONS);
  try {
    progress('scale: asking');
    const asking = await measureScale({ place, embedder, questions });
    progress('scale: starting');
    const starting = await measureStarts(place.settings, questions);
    return {
      ...{ documents: texts.documents.length, writtenDocuments: texts.written },
      ...{ building, asking, starting, bytes: await place.bytes() },
    };
  } finally {
    await embedder.close();
  }
}

async function measureStarts(
  settings: BenchmarkContext['settings'],
  questions: readonly string[],
): Promise<Figures> {
  const [question = ''] = questions;
  const model = await modelFromSettings(settings);
  const shown: number[] = [];
  const opening: number[] = [];
  for (let run = 0; run < STARTS; run += 1) {
    const asked = await runAsk(question, { settings, model });
    shown.push(asked.firstOutputMs ?? asked.wallMs);
    const { steps } = await runJob({ kind: 'start', settings, question });
    if (steps !== null) opening.push(steps.openMs);
  }
  const asking = questions.slice(0, MEMORY_QUESTIONS);
  const { peakMegabytes } = await runJob({ kind: 'answer', settings, questions: asking });
  return {
    askAnswerShownMs: median(shown),
    openMs: median(opening),
    answeringPeakMegabytes: peakMegabytes,
  };
}
