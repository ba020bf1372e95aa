// node dist/scripts/write-dashboard.js: makes packaging/grafana-dashboard.json of the panels in src/packaging.

import { writeFile } from 'node:fs/promises';
import { runWithoutSettings, writeResult } from '../src/console/run-command.js';
import { dashboardOf } from '../src/packaging/dashboard.js';
import { ROWS } from '../src/packaging/panels.js';

const FILE = 'packaging/grafana-dashboard.json';

await runWithoutSettings(async () => {
  await writeFile(FILE, `${JSON.stringify(dashboardOf(ROWS), null, 2)}\n`);
  writeResult(FILE);
});
