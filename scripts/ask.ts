// npm run ask -- "question" [--after --before --outlet --phrase --without --collection]
//                           [--limit N] [--json] [--explain]
// npm run ask -- --batch

import { askBatch, batchLine } from '../src/console/ask-batch.js';
import { readAskCall } from '../src/console/ask-call.js';
import { faceOf } from '../src/console/face.js';
import { endWhenUnread } from '../src/console/process-ends.js';
import { readLines } from '../src/console/read-lines.js';
import { renderReply } from '../src/console/render-reply.js';
import { runCommand, writeError, writeJson, writeResult } from '../src/console/run-command.js';
import { openAnswerer } from '../src/open-answerer.js';
import { ask } from '../src/replies/ask.js';
import { explanationReply } from '../src/replies/explanation-reply.js';

await runCommand(async ({ settings, log }) => {
  endWhenUnread(process.stdout);
  const { request, explain, json } = readAskCall();
  const answerer = await openAnswerer({ settings, log, onNotice: writeError });
  const onDefect = (detail: string): void => {
    log.error({ detail }, 'defect');
  };
  try {
    if (request === null) {
      const results = askBatch(readLines(process.stdin), { answerer, explain, onDefect });
      for await (const result of results) writeResult(batchLine(result));
    } else if (json) {
      writeJson(await answerer.answer(request));
    } else {
      const { answer, reply } = await ask(answerer, request);
      const replies = explain ? [reply, explanationReply(answer)] : [reply];
      const face = faceOf(process.stdout);
      writeResult(replies.map((shown) => renderReply(shown, face).join('\n')).join('\n\n'));
    }
  } finally {
    await answerer.close();
  }
});
