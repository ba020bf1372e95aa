// npm run corpus -- add|list|remove|refresh|status|export|import|verify|share [--collection NAME] [--json]

import { readCorpusCall } from '../src/console/corpus-call.js';
import { faceOf } from '../src/console/face.js';
import { leaveOnSignals } from '../src/console/process-ends.js';
import { renderReply } from '../src/console/render-reply.js';
import { runCommand, writeError, writeJson, writeResult } from '../src/console/run-command.js';
import { runCorpus } from '../src/console/run-corpus.js';
import { showProgress } from '../src/console/show-progress.js';
import { openCurating } from '../src/open-curating.js';

const QUIET = { isQuiet: true };

await runCommand(async ({ settings, log }) => {
  const call = readCorpusCall();
  const progress = showProgress();
  const forgetSignals = leaveOnSignals(() => {
    writeError(
      'Stopped. What was fetched is kept; call it again to go on. A job that had begun goes on by itself where the bot runs.',
    );
    return false;
  });
  const curating = await openCurating({ settings, log, onBuild: progress.update });
  await curating.syncSources();
  const say = process.stderr.isTTY ? () => undefined : writeError;
  const done = await runCorpus({ ...curating, say }, call).finally(async () => {
    progress.stop();
    forgetSignals();
    await curating.close();
  });
  if (call.json) writeJson(done.json);
  else
    for (const reply of done.replies)
      renderReply(reply, faceOf(process.stdout)).forEach(writeResult);
  if (done.isWrong) process.exitCode = 1;
}, QUIET);
