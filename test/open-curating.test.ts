// Curating over its real parts: what the wiring itself decides.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openCurating } from '../src/open-curating.js';
import { parseSettings } from '../src/settings.js';
import { silentLog } from '../src/shared/log.js';
import { temporaryFolder } from './support/temporary-folder.js';

it('drops nothing of what sources.yaml named while the corpus folder is away', async () => {
  const folder = temporaryFolder();
  const corpus = join(folder, 'corpus');
  mkdirSync(corpus);
  writeFileSync(join(corpus, 'sources.yaml'), '- feed: https://news.example.org/rss.xml\n');
  const settings = parseSettings({ CORPUS_DIR: corpus, DATA_DIR: join(folder, 'data') }, folder);
  const curating = await openCurating({ settings, log: silentLog });
  onTestFinished(() => curating.close());
  await curating.syncSources();
  expect(await curating.parts.sources.sources('default')).toHaveLength(1);
  rmSync(corpus, { recursive: true });
  await curating.syncSources();
  expect(await curating.parts.sources.sources('default')).toHaveLength(1);
});
