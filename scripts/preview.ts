// npm run preview -- [--out FILE]

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runWithoutSettings, writeResult } from '../src/console/run-command.js';
import { allExhibits } from '../src/preview/exhibits.js';
import { drawPage } from '../src/preview/page.js';

interface Options {
  readonly out: string;
}

await runWithoutSettings(() => {
  const call = defineCall('preview', 'Draws every Discord card on one page, offline.').option(
    '--out <file>',
    'where the page goes',
    'preview.html',
  );
  const { out } = parseCall(call).opts<Options>();
  writeFileSync(out, drawPage(allExhibits()));
  writeResult(`The page is in ${resolve(out)}`);
  return Promise.resolve();
});
