// npm run export-feedback

import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runCommand, writeError, writeResult } from '../src/console/run-command.js';
import { exportFeedback } from '../src/export-feedback.js';
import { exportSummary } from '../src/feedback/export-summary.js';

const FORMAT = `
Writes JSON lines in the form of a question file, so that they can join it:
  npm run --silent export-feedback > FILE, then npm run evaluate -- --questions FILE

  thumbs up            "answerable": true, with the file and the sentence that was shown as [1]
  "should have found"  "answerable": null, "needs": "evidence": add where it stands
  other thumbs down    "answerable": null, "needs": "review": say whether the corpus answers it
  thumbs up on a refusal needs a review as well

Lines whose "answerable" is null are left out by the evaluation, by name. To complete one, set
"answerable" to true (with "source" and "evidence") or to false.

Only feedback whose question was kept can be exported; stderr says what was left out. Ids stay the
same from export to export, and nobody is named.`;

await runCommand(async ({ settings }) => {
  parseCall(
    defineCall('export-feedback', 'Writes what people said of answers as questions.').addHelpText(
      'after',
      FORMAT,
    ),
  );
  const exported = await exportFeedback(settings, () => new Date());
  for (const line of exported.lines) writeResult(JSON.stringify(line));
  writeError(exportSummary(exported));
});
