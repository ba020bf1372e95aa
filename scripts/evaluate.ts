// npm run evaluate -- DIR [--json]
// npm run evaluate -- --questions FILE [--corpus DIR] [--json]
// npm run evaluate -- --summaries FILE [--json]

import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runCommand, writeJson, writeResult } from '../src/console/run-command.js';
import { showProgress } from '../src/console/show-progress.js';
import { runEvaluation } from '../src/run-evaluation.js';
import { runSummaryEvaluation } from '../src/run-summary-evaluation.js';
import { evaluationTable } from '../src/evaluation/evaluation-table.js';

interface Options {
  readonly questions?: string;
  readonly corpus?: string;
  readonly summaries?: string;
  readonly json?: boolean;
}

await runCommand(async ({ settings, log }) => {
  const call = defineCall('evaluate', 'Measures retrieval on a data set or a question file.')
    .argument('[dir]', 'a data set: corpus.jsonl, queries.jsonl, qrels.tsv')
    .option('--questions <file>', 'labelled questions over a corpus folder')
    .option('--corpus <dir>', 'the corpus of the questions, instead of CORPUS_DIR')
    .option('--summaries <file>', 'articles with human highlights: lines of {id, text, highlights}')
    .option('--json', 'print the figures as JSON');
  const parsed = parseCall(call);
  const options = parsed.opts<Options>();
  const progress = showProgress();
  const { questions, corpus, summaries } = options;
  const shared = { settings, onProgress: progress.update };
  const evaluation: Promise<object> =
    summaries === undefined
      ? runEvaluation({ ...shared, log, dataSet: parsed.args[0], questions, corpus })
      : runSummaryEvaluation({ ...shared, file: summaries });
  const result = await evaluation.finally(progress.stop);
  if (options.json === true) writeJson(result);
  else writeResult(evaluationTable(result));
});
