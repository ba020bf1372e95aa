// npm run doctor -- [--json]

import { faceOf } from '../src/console/face.js';
import { defineCall, parseCall } from '../src/console/parse-call.js';
import { renderDiagnosis } from '../src/console/render-checks.js';
import { runWithoutSettings, writeJson, writeResult } from '../src/console/run-command.js';
import { diagnose } from '../src/doctor/examine.js';
import { loadSettings } from '../src/settings.js';

interface Options {
  readonly json?: boolean;
}

await runWithoutSettings(async () => {
  const call = defineCall('doctor', 'Checks the installation and says what mends it.').option(
    '--json',
    'print the findings as JSON',
  );
  const { json = false } = parseCall(call).opts<Options>();
  const diagnosis = await diagnose({ loadSettings });
  if (json) writeJson(diagnosis);
  else writeResult(renderDiagnosis(diagnosis, faceOf(process.stdout)).join('\n'));
  if (!diagnosis.ok) process.exitCode = 1;
});
