// A build that finds nothing changed: what every start pays. It must neither load the model nor publish
// anything; hashing the model's files is shown apart, because it is the larger part.

import { buildIndex } from '../build-index.js';
import { modelFromSettings } from '../model-from-settings.js';
import type { Benchmark } from './benchmark.js';
import { median, percentile, timed, total } from './statistics.js';

const RUNS = 10;

/** A rebuild of the shipped corpus with nothing changed. */
export const benchRebuild: Benchmark = {
  name: 'rebuild',
  description: 'a rebuild with nothing changed',
  aims: { medianSeconds: 'below 0.5', embeddedPassages: '0' },
  run: async (context) => {
    const settings = await context.shippedIndex();
    const rebuilds: number[] = [];
    const hashings: number[] = [];
    const embedded: number[] = [];
    let documents = 0;
    for (let run = 1; run <= RUNS; run += 1) {
      context.progress(`rebuild: run ${run} of ${RUNS}`);
      hashings.push((await timed(() => modelFromSettings(settings))) / 1000);
      const started = performance.now();
      const report = await buildIndex({ settings });
      rebuilds.push((performance.now() - started) / 1000);
      embedded.push(report.embeddedPassages);
      documents = report.unchanged;
    }
    return {
      runs: RUNS,
      unchangedDocuments: documents,
      embeddedPassages: total(embedded),
      medianSeconds: median(rebuilds),
      p95Seconds: percentile(rebuilds, 0.95),
      hashingModelSeconds: median(hashings),
    };
  },
};
