// npm run bench -- [--json] [name ...]

import { BENCHMARKS } from '../src/benchmarks/benchmark-list.js';
import { figuresTable } from '../src/benchmarks/figures-table.js';
import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runCommand, writeError, writeJson, writeResult } from '../src/console/run-command.js';
import { runBenchmarks } from '../src/run-benchmarks.js';

await runCommand(async ({ settings, log }) => {
  const known = BENCHMARKS.map(({ name, description }) => `  ${name.padEnd(12)}${description}`);
  const call = defineCall('bench', 'Measures; figures and ratios, never a pass or fail.')
    .argument('[name...]', 'the benchmarks to run, instead of all but the slow ones')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', `\nBenchmarks:\n${known.join('\n')}`);
  const parsed = parseCall(call);
  const { json = false } = parsed.opts<{ readonly json?: boolean }>();
  const { machine, results } = await runBenchmarks({
    settings,
    log,
    names: parsed.args,
    progress: writeError,
    onResult: (benchmark, figures) => {
      if (!json) writeResult(`${figuresTable(benchmark, figures)}\n`);
    },
  });
  if (json) {
    writeJson({ machine, results });
    return;
  }
  const { cpus, cpuModel, memoryGigabytes, platform, node, load } = machine;
  writeResult(`${cpus} x ${cpuModel}, ${memoryGigabytes} GB, ${platform}, node ${node}`);
  writeResult(
    `load of the last minute ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after`,
  );
});
