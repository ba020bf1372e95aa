// What the doctor says of sources.yaml and of what was added.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFiles } from '../../src/data-files.js';
import { checkSources } from '../../src/doctor/examine-sources.js';
import { parseSettings, type Settings } from '../../src/settings.js';
import type { Source, SourceState } from '../../src/sources/source.js';
import { openSqliteSourceStore } from '../../src/store/sqlite/sqlite-source-store.js';
import { NOON, sourceOf, stateOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function settingsWith(sourcesYaml: string | null): Settings {
  const folder = temporaryFolder();
  const corpus = join(folder, 'corpus');
  mkdirSync(corpus);
  if (sourcesYaml !== null) writeFileSync(join(corpus, 'sources.yaml'), sourcesYaml);
  return parseSettings({ CORPUS_DIR: corpus, DATA_DIR: join(folder, 'data') }, folder);
}

async function keep(settings: Settings, source: Source, state: Partial<SourceState>) {
  mkdirSync(settings.dataDir, { recursive: true });
  const store = openSqliteSourceStore({ path: dataFiles(settings.dataDir).sources });
  await store.putSource(source);
  await store.putState(stateOf(source, state));
  await store.close();
}

const FEED = '- feed: https://news.example.org/rss.xml\n';

describe('checkSources', () => {
  it('is content where there is nothing beside the folder', async () => {
    expect((await checkSources(settingsWith(null))).finding.ok).toBe(true);
  });

  it('names what sources.yaml lists and nobody fetched yet, and the command', async () => {
    const { finding } = await checkSources(settingsWith(FEED));
    expect(finding.text).toContain('1 of 1 source never fetched: https://news.example.org/rss.xml');
    expect(finding).toMatchObject({ ok: 'warning', remedy: 'npm run corpus -- refresh' });
  });

  it('names what fails, since when, of every collection', async () => {
    const settings = settingsWith(null);
    const problem = { code: 'http_status', text: 'The server answered 503.' };
    await keep(settings, sourceOf({ collection: 'g-1' }), { problem, failingSince: NOON });
    const { finding } = await checkSources(settings);
    expect(finding.text).toContain(`https://news.example.org/rss.xml since ${NOON}`);
    expect(finding).toMatchObject({ ok: 'warning', remedy: 'npm run corpus -- status' });
  });

  it('is content where all were read, and points to the corpus for mistakes of the file', async () => {
    const settings = settingsWith(null);
    await keep(settings, sourceOf(), {});
    expect((await checkSources(settings)).finding.text).toBe('1 source, none of which fails.');
    const wrong = (await checkSources(settingsWith('- feed: x\n'))).finding;
    expect(wrong).toMatchObject({ ok: false });
  });
});
