// npm run --silent noisy-questions -- --questions FILE [--noise slip|cyrillic] [--seed N] > NOISY-FILE

import { resolve } from 'node:path';
import { startRandom } from '../src/benchmarks/seeded-random.js';
import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runCommand, writeResult } from '../src/console/run-command.js';
import { readQuestions } from '../src/evaluation/data-set.js';
import { NOISES, noisyQuestions } from '../src/evaluation/noisy-questions.js';
import { ReadableError } from '../src/shared/errors.js';

interface Options {
  readonly questions: string;
  readonly noise: string;
  readonly seed: string;
}

await runCommand(async () => {
  const call = defineCall(
    'noisy-questions',
    'Puts a slip or a name in Cyrillic into each question.',
  )
    .requiredOption('--questions <file>', 'labelled questions')
    .option('--noise <kind>', NOISES.join(' or '), 'slip')
    .option('--seed <number>', 'another seed, other slips', '1');
  const options = parseCall(call).opts<Options>();
  const noise = NOISES.find((known) => known === options.noise);
  if (noise === undefined) throw unknownNoise(options.noise);
  const questions = await readQuestions(resolve(options.questions));
  const noisy = noisyQuestions(questions, noise, startRandom(Number(options.seed)));
  writeResult(noisy.map((question) => JSON.stringify(question)).join('\n'));
});

function unknownNoise(given: string): ReadableError {
  return new ReadableError({
    code: 'bad_call',
    text: `There is no noise "${given}"; there is ${NOISES.join(' and ')}.`,
  });
}
