// Sources that cannot be listed: what is indexed of them stays, is named since when, and leaves only when the folder is
// there without the files, or when nobody lists the source any more.

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFiles } from '../../src/data-files.js';
import { openCorpus } from '../../src/open-corpus.js';
import type { BuildReport } from '../../src/indexing/build-report.js';
import { parseSettings, type Settings } from '../../src/settings.js';
import { openSqliteSourceStore } from '../../src/store/sqlite/sqlite-source-store.js';
import { buildSite, noModel, type BuildChoices, type BuildSite } from '../support/build.js';
import { failureOf } from '../support/failure-of.js';
import { FAKE_MODEL } from '../support/fake-embedder.js';
import { originalOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const prose = (of: string): string =>
  `The committee of ${of} met in the town hall and spoke for hours about the bridge that was closed.`;

interface Place {
  readonly settings: Settings;
  readonly archive: string;
  readonly site: BuildSite;
  readonly build: (choices?: BuildChoices) => Promise<BuildReport>;
  readonly files: () => Promise<string[]>;
}

function place(collection = 'default'): Place {
  const folder = temporaryFolder();
  const archive = join(folder, 'archive');
  const settings = parseSettings({ CORPUS_DIR: 'corpus', DATA_DIR: 'data' }, folder);
  mkdirSync(settings.corpusDir);
  mkdirSync(archive);
  writeFileSync(join(settings.corpusDir, 'own.md'), `# Own\n\n${prose('one')}\n`);
  writeFileSync(join(archive, 'old.md'), `# Old\n\n${prose('two')}\n`);
  writeFileSync(join(archive, 'empty.md'), '');
  const listed = [`- folder: ../archive`, `  collection: ${collection}`];
  writeFileSync(join(settings.corpusDir, 'sources.yaml'), listed.join('\n'));
  const site = buildSite({});
  return {
    settings,
    archive,
    site,
    build: async (choices = {}) =>
      site.build({ source: await openCorpus({ settings, collection }), ...choices }),
    files: () =>
      site.look(async (store) => {
        const generation = await store.current('default');
        if (generation === null) return [];
        return (await store.listDocuments(generation)).map(({ file }) => file);
      }),
  };
}

const BOTH = ['archive/old.md', 'own.md'];

describe('a folder of sources.yaml that is away', () => {
  it('keeps its documents, is named since when, and costs nothing when it is back', async () => {
    const { site, archive, build, files } = place();
    await build();
    expect(await files()).toEqual(BOTH);
    renameSync(archive, `${archive}-away`);
    const away = await build({ openEmbedder: noModel });
    expect(away).toMatchObject({ published: false, removed: 0, unchanged: 2 });
    const later = new Date('2024-06-01T00:00:00.000Z');
    for (const report of [away, await build({ openEmbedder: noModel, now: () => later })]) {
      expect(report.rejected.map(({ file }) => file)).toEqual(['archive/.', 'archive/empty.md']);
      expect(report.rejected[0]?.text).toContain('Not listed since 2024-05-01');
    }
    renameSync(`${archive}-away`, archive);
    const back = await build({ openEmbedder: noModel });
    expect(back).toMatchObject({ published: false, unchanged: 2 });
    expect(back.rejected.map(({ file }) => file)).toEqual(['archive/empty.md']);
    expect((await site.look((store) => store.leftOut('default'))).map((it) => it.isWhole)).toEqual([
      true,
    ]);
  });

  it('keeps its documents while others come and change', async () => {
    const { settings, archive, build, files } = place();
    await build();
    renameSync(archive, `${archive}-away`);
    writeFileSync(join(settings.corpusDir, 'new.md'), `# New\n\n${prose('three')}\n`);
    expect(await build()).toMatchObject({ published: true, new: 1, removed: 0 });
    expect(await files()).toEqual(['archive/old.md', 'new.md', 'own.md']);
    expect(await build({ force: true })).toMatchObject({ removed: 0, documents: 3 });
  });

  it('lets them go when it is there without them, or when it is listed no more', async () => {
    for (const settle of ['emptied', 'unlisted'] as const) {
      const { settings, archive, build, files } = place();
      await build();
      rmSync(archive, { recursive: true });
      await build();
      if (settle === 'emptied') mkdirSync(archive);
      else writeFileSync(join(settings.corpusDir, 'sources.yaml'), '');
      expect(await build()).toMatchObject({ removed: 1, rejected: [] });
      expect(await files()).toEqual(['own.md']);
    }
  });

  it('refuses another model by name, which would need its texts', async () => {
    const { archive, build, files } = place();
    await build();
    renameSync(archive, `${archive}-away`);
    const model = { ...FAKE_MODEL, fingerprint: 'fake-2' };
    const failure = await failureOf(() => build({ model }));
    expect([failure.code, failure.remedy]).toEqual([
      'corpus_missing',
      expect.stringContaining('sources.yaml'),
    ]);
    expect(await files()).toEqual(BOTH);
  });
});

describe('what else cannot be read', () => {
  it('is no empty list of sources, where the corpus folder has gone with it', async () => {
    const { settings, build, files } = place('museum');
    expect(await build()).toMatchObject({ documents: 1 });
    renameSync(settings.corpusDir, `${settings.corpusDir}-away`);
    const report = await build({ openEmbedder: noModel });
    expect(report).toMatchObject({ published: false, removed: 0 });
    expect(report.rejected[0]?.text).toMatch(/^sources\.yaml: .*Not listed since 2024-05-01/);
    expect(await files()).toEqual(['archive/old.md']);
  });

  it('is no empty corpus folder: the originals beside it wait, and the index stays', async () => {
    const { settings, build, files } = place();
    const store = openSqliteSourceStore({ path: dataFiles(settings.dataDir).sources });
    await store.putOriginal(originalOf(`<p>${prose('four')}</p>`));
    await store.close();
    await build();
    renameSync(settings.corpusDir, `${settings.corpusDir}-away`);
    expect((await failureOf(() => build())).code).toBe('corpus_missing');
    expect(await files()).toHaveLength(3);
  });

  it('is no empty list of originals: the build is refused by name', async () => {
    const { settings, build, files } = place();
    const { sources: path } = dataFiles(settings.dataDir);
    const store = openSqliteSourceStore({ path });
    await store.putOriginal(originalOf(`<p>${prose('four')}</p>`));
    await store.close();
    await build();
    for (const bytes of ['no database, '.repeat(100), '']) {
      writeFileSync(path, bytes);
      for (const beside of ['-wal', '-shm']) rmSync(path + beside, { force: true });
      expect((await failureOf(() => build())).message).toContain('sources.sqlite');
    }
    expect(await files()).toHaveLength(3);
  });
});
