// node dist/scripts/fit-confidence.js --set DIR --foreign DIR --questions FILE [--corpus DIR] [--most N]
// Prints the weights for src/answering/outcome.ts; DECISIONS.md says which sets they rest on.

import { defineCall, parseCall, wholeNumber } from '../src/console/parse-call.js';
import { runCommand, writeJson } from '../src/console/run-command.js';
import { confidenceRows } from '../src/evaluation/confidence-rows.js';
import { isRight } from '../src/evaluation/evaluate-questions.js';
import { fitConfidence, type KnownAnswer } from '../src/evaluation/fit-confidence.js';
import { observeWithForeign, runEvaluation } from '../src/run-evaluation.js';

interface Options {
  readonly set: string;
  readonly foreign: string;
  readonly questions: string;
  readonly corpus?: string;
  readonly most: number;
}

await runCommand(async ({ settings, log }) => {
  const call = defineCall('fit-confidence', 'Fits the confidence model.')
    .requiredOption(
      '--set <dir>',
      'a data set whose queries are asked; every second article of it takes part',
    )
    .requiredOption('--foreign <dir>', 'a data set whose queries the first cannot answer')
    .requiredOption('--questions <file>', 'labelled questions that give the scale')
    .option('--corpus <dir>', 'the corpus of the questions, instead of CORPUS_DIR')
    .option('--most <n>', 'queries taken from each set', wholeNumber(1, 100_000), 1_000);
  const options = parseCall(call).opts<Options>();
  const frame = { settings, log, dataSet: undefined, questions: undefined, corpus: options.corpus };
  const { set, observed } = await observeWithForeign({ ...frame, dataSet: options.set }, options);
  const labelled: KnownAnswer[] = [];
  await runEvaluation({
    ...frame,
    questions: options.questions,
    onAsked: (item) => labelled.push({ features: item.features, right: isRight(item) }),
  });
  const { direction, scale } = confidenceRows(observed, set);
  writeJson(fitConfidence({ direction, scale: [...labelled, ...scale(labelled.length)] }));
});
