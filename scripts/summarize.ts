// npm run summarize -- (--document ID | --topic TEXT) [--length short|long] [--sentences N] [--json]
//                      [--after --before --outlet --phrase --without --collection]

import { faceOf } from '../src/console/face.js';
import { endWhenUnread } from '../src/console/process-ends.js';
import { renderReply } from '../src/console/render-reply.js';
import { runCommand, writeError, writeJson, writeResult } from '../src/console/run-command.js';
import { readSummarizeCall } from '../src/console/summarize-call.js';
import { openAnswerer } from '../src/open-answerer.js';
import { summarize } from '../src/replies/summarize.js';

await runCommand(async ({ settings, log }) => {
  endWhenUnread(process.stdout);
  const { request, json } = readSummarizeCall();
  const answerer = await openAnswerer({ settings, log, onNotice: writeError });
  try {
    if (json) {
      writeJson(await answerer.summarize(request));
    } else {
      const { reply } = await summarize(answerer, request);
      writeResult(renderReply(reply, faceOf(process.stdout)).join('\n'));
    }
  } finally {
    await answerer.close();
  }
});
