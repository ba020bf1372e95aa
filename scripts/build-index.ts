// npm run build-index -- [--corpus DIR] [--force] [--wait] [--json] [--report [FILE]]

import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildIndex } from '../src/build-index.js';
import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runCommand, writeError, writeJson, writeResult } from '../src/console/run-command.js';
import { showProgress } from '../src/console/show-progress.js';
import { summaryLine, type BuildReport } from '../src/indexing/build-report.js';
import { whenNoBuildRuns } from '../src/indexing/when-no-build-runs.js';
import { neverFetchedLine } from '../src/never-fetched.js';
import { writeCleaningReport } from '../src/write-cleaning-report.js';

interface Options {
  readonly corpus?: string;
  readonly force?: boolean;
  readonly wait?: boolean;
  readonly json?: boolean;
  readonly report?: string | true;
}

await runCommand(async ({ settings }) => {
  const call = defineCall('build-index', 'Brings the index up to date with the corpus.')
    .option('--corpus <dir>', 'the documents to index, instead of CORPUS_DIR')
    .option('--force', 'read and embed everything again')
    .option('--wait', 'wait for a build that is running already, instead of giving up')
    .option('--json', 'print a report of every file as JSON')
    .option(
      '--report [file]',
      'write a page about every document, report.html in DATA_DIR unless named',
    );
  const options = parseCall(call).opts<Options>();
  const progress = showProgress();
  const corpusDir = options.corpus === undefined ? settings.corpusDir : resolve(options.corpus);
  const unread = await neverFetchedLine({ ...settings, corpusDir });
  if (unread !== null) writeError(unread);
  const build = (): Promise<BuildReport> =>
    buildIndex({
      settings: { ...settings, corpusDir },
      force: options.force ?? false,
      onProgress: progress.update,
    });
  const building = options.wait === true ? whenNoBuildRuns(build, sleep) : build();
  const report = await building.finally(progress.stop);
  for (const { text } of report.rejected) writeError(`Left out ${text}`);
  if (options.report !== undefined) {
    const named = options.report === true ? join(settings.dataDir, 'report.html') : options.report;
    await writeCleaningReport(resolve(named), { report, settings });
    writeError(`The page about every document is in ${resolve(named)}`);
  }
  if (options.json === true) writeJson(report);
  else writeResult(summaryLine(report));
});
