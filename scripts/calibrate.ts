// npm run calibrate -- FILE [--json]
// npm run calibrate -- --reset

import { calibrateConfidence, forgetCalibration } from '../src/calibrate-confidence.js';
import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runCommand, writeError, writeJson, writeResult } from '../src/console/run-command.js';
import { ReadableError } from '../src/shared/errors.js';

const FORMAT = `
FILE holds one JSON object a line, as export-feedback writes them: {"id","question","answerable","source","evidence"}.
The fit is kept in DATA_DIR where it does better on questions it was not fitted to, and is used from the next start.`;

await runCommand(async ({ settings, log }) => {
  const call = defineCall('calibrate', 'Fits the confidence of answers to your labelled questions.')
    .argument('[file]', 'labelled questions over the corpus')
    .option('--reset', 'go back to the confidence as shipped')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', FORMAT);
  const parsed = parseCall(call);
  const { reset = false, json = false } = parsed.opts<{ reset?: boolean; json?: boolean }>();
  const [file] = parsed.args;
  if ((file === undefined) !== reset) {
    const text = 'Give either a question file or --reset.';
    throw new ReadableError({ code: 'bad_call', text, remedy: 'See: npm run calibrate -- --help' });
  }
  if (file === undefined) {
    await forgetCalibration(settings);
    writeResult('The confidence is as shipped again, from the next start on.');
    return;
  }
  const result = await calibrateConfidence({ settings, log, file, now: new Date() });
  result.skipped.forEach((name) => {
    writeError(`Left out, because nobody has labelled it yet: ${name}`);
  });
  if (json) {
    writeJson(result);
    return;
  }
  const { questions, right, brier, kept } = result;
  writeResult(
    `${questions} questions, ${right} answered rightly. Mean squared error of the confidence: ${brier.before.toFixed(3)} as shipped, ${brier.after.toFixed(3)} when fitted to the others.`,
  );
  writeResult(
    kept
      ? 'The fit is kept, and used from the next start on.'
      : 'The fit does no better, so the confidence stays as it is.',
  );
});
