// npm run evaluate -- DIR | --questions FILE [--corpus DIR] | --all [--sets DIR]
//   [--json] [--report FILE] [--sample N] [--without NAMES] [--set NAME=VALUE] [--ablate]
// npm run evaluate -- --summaries FILE [--json]

import { defineCall, parseCall, wholeNumber } from '../src/console/parse-call.js';
import { runCommand, writeError, writeJson, writeResult } from '../src/console/run-command.js';
import { showProgress } from '../src/console/show-progress.js';
import { evaluationTable } from '../src/evaluation/evaluation-table.js';
import { DEFAULT_SETS } from '../src/evaluation/find-targets.js';
import { parseConstant, parsePieces, type Variant } from '../src/evaluation/variant.js';
import { yardstickTable } from '../src/evaluation/yardstick-table.js';
import { chooseTargets } from '../src/run-evaluation.js';
import { runSummaryEvaluation } from '../src/run-summary-evaluation.js';
import type { Settings } from '../src/settings.js';
import { runYardstick } from '../src/run-yardstick.js';
import { writeReport } from '../src/write-report.js';

interface Options {
  readonly questions?: string;
  readonly corpus?: string;
  readonly all?: boolean;
  readonly sets: string;
  readonly summaries?: string;
  readonly json?: boolean;
  readonly report?: string;
  readonly sample: number;
  readonly without?: Variant['without'];
  readonly set?: Variant['constants'];
  readonly ablate?: boolean;
}

await runCommand(async ({ settings, log }) => {
  const call = defineCall('evaluate', 'Measures retrieval on data sets and question files.')
    .argument('[dir]', 'a data set: corpus.jsonl, queries.jsonl, qrels.tsv')
    .option('--questions <file>', 'labelled questions over a corpus folder')
    .option('--corpus <dir>', 'the corpus of the questions, instead of CORPUS_DIR')
    .option('--all', 'every data set, the seeds and our own questions in one table')
    .option('--sets <dir>', 'where --all looks for data sets', DEFAULT_SETS)
    .option('--summaries <file>', 'articles with human highlights: lines of {id, text, highlights}')
    .option('--json', 'print the figures as JSON')
    .option('--report <file>', 'write an HTML page with curves as well')
    .option('--sample <n>', 'ask every n-th query only', wholeNumber(1, 100_000), 1)
    .option('--without <names>', 'parts switched off, with commas between', parsePieces)
    .option('--set <name=value>', 'a constant set otherwise; may be repeated', parseConstant)
    .option('--ablate', 'measure again without each part, and show what changes');
  const parsed = parseCall(call);
  const { all = false, ablate = false, json = false, ...options } = parsed.opts<Options>();
  if (options.summaries !== undefined) return evaluateSummaries(settings, options.summaries, json);
  const [dataSet] = parsed.args;
  const { targets, missing } = await chooseTargets({ settings, all, dataSet, ...options });
  missing.forEach(writeError);
  const progress = showProgress();
  const variant = { without: options.without ?? [], constants: options.set ?? {} };
  const yardstick = await runYardstick({
    ...{ settings, log, targets, missing, variant, sample: options.sample, isAblated: ablate },
    ...(all ? { onSet: writeError, onFailure: writeError } : {}),
    onProgress: progress.update,
  }).finally(progress.stop);
  const [single] = all || ablate ? [] : yardstick.sets;
  if (json) writeJson(single ?? yardstick);
  else writeResult(single === undefined ? yardstickTable(yardstick) : evaluationTable(single));
  if (options.report !== undefined) await writeReport(options.report, yardstick);
  if (yardstick.failed.length > 0) process.exitCode = 1;
});

async function evaluateSummaries(settings: Settings, file: string, json: boolean): Promise<void> {
  const progress = showProgress();
  const evaluation = runSummaryEvaluation({ settings, file, onProgress: progress.update });
  const result = await evaluation.finally(progress.stop);
  if (json) writeJson(result);
  else writeResult(evaluationTable(result));
}
