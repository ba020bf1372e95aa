// What `sources.yaml` lists, and what follows from it for the indexes.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../src/settings.js';
import { syncListedSources } from '../src/sync-listed-sources.js';
import { fakeCurating } from './support/curating-fakes.js';
import { originalOf } from './support/source-builders.js';
import { temporaryFolder } from './support/temporary-folder.js';

const FEED = '- feed: https://news.example.org/rss.xml\n';

function site() {
  const folder = temporaryFolder();
  const settings = parseSettings({ CORPUS_DIR: 'corpus', DATA_DIR: 'data' }, folder);
  mkdirSync(settings.corpusDir);
  const parts = fakeCurating();
  return {
    parts,
    settings,
    write: async (text: string) => {
      writeFileSync(join(settings.corpusDir, 'sources.yaml'), text);
      await syncListedSources(parts, settings);
    },
    /** Kinds and payloads of the jobs of a collection, the newest first. */
    jobs: async (collection = 'default') =>
      (await parts.jobs.jobs(collection)).map(({ kind, payload }) => [kind, payload]),
  };
}

describe('the sources that are listed', () => {
  it('are kept, and a feed that is new asks for nothing: it is due by itself', async () => {
    const { parts, write, jobs } = site();
    await write(FEED);
    const [source] = await parts.sources.sources('default');
    expect(source?.place).toBe('https://news.example.org/rss.xml');
    expect(await jobs()).toEqual([]);
  });

  it('are fetched again where they are listed in another way', async () => {
    const { parts, write, jobs } = site();
    await write(FEED);
    await write(`${FEED}  outlet: Example News\n`);
    const [source] = await parts.sources.sources('default');
    expect(source?.outlet).toBe('Example News');
    expect(await jobs()).toEqual([['refresh', { sources: [source?.id] }]]);
  });

  it('leave the index of their collection when they leave the list', async () => {
    const { parts, write, jobs } = site();
    await write(`${FEED}  collection: world\n`);
    const [source] = await parts.sources.sources('world');
    const facts = { collection: 'world', sourceId: source?.id ?? '' };
    await parts.sources.putOriginal(originalOf('A page.', facts));
    await write('[]\n');
    expect(await parts.sources.originals('world')).toEqual([]);
    expect([await jobs('world'), await jobs()]).toEqual([[['publish', {}]], []]);
  });

  it('have a folder indexed that is new to the list', async () => {
    const { write, jobs } = site();
    await write('- folder: ../archive\n  collection: world\n');
    expect([await jobs('world'), await jobs()]).toEqual([[['publish', {}]], []]);
  });

  it('stay as they were while the folder of the list is away', async () => {
    const { parts, settings, write } = site();
    await write(FEED);
    rmSync(settings.corpusDir, { recursive: true });
    await syncListedSources(parts, settings);
    expect(await parts.sources.sources('default')).toHaveLength(1);
  });
});
