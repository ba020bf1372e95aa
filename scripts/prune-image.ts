// node dist/scripts/prune-image.js FOLDER [--json]: the last step of the Dockerfile's first stage.

import { resolve } from 'node:path';
import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runWithoutSettings, writeJson, writeResult } from '../src/console/run-command.js';
import { pruneCopy } from '../src/packaging/prune-copy.js';
import { layOutTable } from '../src/shared/lay-out-table.js';

await runWithoutSettings(async () => {
  const call = defineCall(
    'prune-image',
    'Takes out of an installed copy what is never opened there.',
  )
    .argument(
      '<folder>',
      'the copy: package.json, dist and node_modules without development packages',
    )
    .option('--json', 'print what was taken as JSON');
  const parsed = parseCall(call);
  const { json = false } = parsed.opts<{ readonly json?: boolean }>();
  const platform = { os: process.platform, cpu: process.arch };
  const pruned = await pruneCopy(resolve(parsed.args[0] ?? ''), platform);
  if (json) {
    writeJson(pruned);
    return;
  }
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  const rows = pruned.map(({ name, files, bytes, why }) => [
    megabytes(bytes),
    `${files} files`,
    name,
    why,
  ]);
  writeResult(layOutTable(rows, ['right', 'right', 'left', 'left']).join('\n'));
});
