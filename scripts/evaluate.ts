// npm run evaluate -- DIR [--without PIECE ...] [--json]
// npm run evaluate -- --questions FILE [--corpus DIR] [--without PIECE ...] [--json]

import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runCommand, writeJson, writeResult } from '../src/console/run-command.js';
import { showProgress } from '../src/console/show-progress.js';
import { runEvaluation } from '../src/run-evaluation.js';
import { evaluationTable } from '../src/evaluation/evaluation-table.js';
import { readPieces } from '../src/retrieval/pieces.js';

interface Options {
  readonly questions?: string;
  readonly corpus?: string;
  readonly without?: readonly string[];
  readonly json?: boolean;
}

await runCommand(async ({ settings, log }) => {
  const call = defineCall('evaluate', 'Measures retrieval on a data set or a question file.')
    .argument('[dir]', 'a data set: corpus.jsonl, queries.jsonl, qrels.tsv')
    .option('--questions <file>', 'labelled questions over a corpus folder')
    .option('--corpus <dir>', 'the corpus of the questions, instead of CORPUS_DIR')
    .option('--without <piece...>', 'parts of finding and answering that are switched off')
    .option('--json', 'print the figures as JSON');
  const parsed = parseCall(call);
  const options = parsed.opts<Options>();
  const progress = showProgress();
  const result = await runEvaluation({
    settings,
    log,
    dataSet: parsed.args[0],
    questions: options.questions,
    corpus: options.corpus,
    without: readPieces(options.without ?? []),
    onProgress: progress.update,
  }).finally(progress.stop);
  if (options.json === true) writeJson(result);
  else writeResult(evaluationTable(result));
});
