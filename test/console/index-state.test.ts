import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkIndex, showChanges } from '../../src/check-index.js';
import { openCorpusFolder } from '../../src/corpus/corpus-folder.js';
import type { RejectionCode } from '../../src/corpus/document.js';
import { dataFiles } from '../../src/data-files.js';
import { diagnose, type Check } from '../../src/doctor/examine.js';
import { checkGraph, checkIndexModel } from '../../src/doctor/examine-index.js';
import { checkDataDir, checkHnsw, checkNode } from '../../src/doctor/examine-machine.js';
import { ensureIndex } from '../../src/ensure-index.js';
import { planChanges, versionedHash } from '../../src/indexing/plan-changes.js';
import { parseSettings, type Settings } from '../../src/settings.js';
import type { Generation } from '../../src/store/knowledge-store.js';
import { openDatabase } from '../../src/store/sqlite/open-database.js';
import { MIGRATIONS } from '../../src/store/sqlite/schema.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { documentOf, versionOf } from '../support/builders.js';
import { failureOf } from '../support/failure-of.js';
import { publish } from '../support/published.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Settings of an empty folder, with files in its corpus. */
function settingsWith(files: Readonly<Record<string, string>> | null): Settings {
  const folder = temporaryFolder();
  const corpus = join(folder, 'corpus');
  if (files !== null) mkdirSync(corpus);
  for (const [name, text] of Object.entries(files ?? {})) writeFileSync(join(corpus, name), text);
  const model = { EMBEDDING_MODEL: join(folder, 'no-model') };
  return parseSettings({ CORPUS_DIR: corpus, DATA_DIR: join(folder, 'data'), ...model }, folder);
}

/** Indexes the corpus as it is now, with the fake model. */
async function index(settings: Settings): Promise<Generation> {
  const { entries } = await openCorpusFolder(settings.corpusDir).list();
  const plan = planChanges({ entries, indexed: new Map(), everything: true });
  const store = openSqliteStore(dataFiles(settings.dataDir).store);
  const indexed = plan.changes.map(({ entry, hash }) => {
    const document = documentOf(entry.file, { paragraphs: ['Some text stands here.'] });
    return { id: entry.id, hash, documents: [versionOf(document)] };
  });
  const generation = await publish(store, { entries: indexed });
  await store.close();
  return generation;
}

/** Remembers files as a build does that could read nothing of them. */
async function refuseAll(
  settings: Settings,
  files: readonly string[],
  code: RejectionCode = 'empty_document',
): Promise<void> {
  const { entries } = await openCorpusFolder(settings.corpusDir).list();
  const store = openSqliteStore(dataFiles(settings.dataDir).store);
  for (const entry of entries.filter(({ file }) => files.includes(file))) {
    const rejections = [{ file: entry.file, code, text: `${entry.file}: refused.` }];
    const since = '2024-05-01T00:00:00.000Z';
    const refusal = { entry: entry.id, hash: versionedHash(entry), source: null, since };
    await store.refuse('default', { ...refusal, rejections });
  }
  await store.close();
}

const TEXT = 'A text about an airfield, long enough to be one.\n';

describe('checkIndex', () => {
  it('tells that nothing was built yet', async () => {
    const state = await checkIndex(settingsWith({ 'a.txt': TEXT }));
    expect(state).toMatchObject({ generation: null, documents: 1, changes: { new: 1 } });
  });

  it('counts what is new, changed and removed', async () => {
    const settings = settingsWith({ 'a.txt': TEXT, 'b.txt': TEXT });
    await index(settings);
    expect(showChanges((await checkIndex(settings)).changes)).toBeNull();
    writeFileSync(join(settings.corpusDir, 'a.txt'), `${TEXT}More.\n`);
    writeFileSync(join(settings.corpusDir, 'c.txt'), TEXT);
    const changes = (await checkIndex(settings)).changes;
    expect(showChanges(changes)).toBe('1 new, 1 changed, 0 removed');
  });

  it('has a store of an earlier version brought to the present form by a build', async () => {
    const settings = settingsWith({ 'a.txt': TEXT });
    const { store: path } = dataFiles(settings.dataDir);
    const migrations = MIGRATIONS.slice(0, 2);
    openDatabase({ path, migrations, readOnly: false }).close();
    expect(await checkIndex(settings)).toMatchObject({ generation: null, changes: { new: 1 } });
  });

  it('parses nothing: a file that no build can read is new once, then known', async () => {
    const settings = settingsWith({ 'a.txt': TEXT });
    await index(settings);
    writeFileSync(join(settings.corpusDir, 'empty.txt'), '');
    expect(showChanges((await checkIndex(settings)).changes)).toBe('1 new, 0 changed, 0 removed');
    await refuseAll(settings, ['empty.txt']);
    const state = await checkIndex(settings);
    expect(showChanges(state.changes)).toBeNull();
    expect(state).toMatchObject({ documents: 1, rejections: ['empty.txt: refused.'] });
    writeFileSync(join(settings.corpusDir, 'empty.txt'), TEXT);
    expect(showChanges((await checkIndex(settings)).changes)).toBe('1 new, 0 changed, 0 removed');
  });

  it('does not call an index stale for what may pass, though a build will try it', async () => {
    const settings = settingsWith({ 'a.txt': TEXT });
    await index(settings);
    writeFileSync(join(settings.corpusDir, 'b.txt'), TEXT);
    await refuseAll(settings, ['b.txt'], 'unreadable');
    const state = await checkIndex(settings);
    expect(showChanges(state.changes)).toBeNull();
    expect(state).toMatchObject({ documents: 1, rejections: ['b.txt: refused.'] });
  });

  it.each([
    ['missing', null, 'corpus_missing'],
    ['empty', {}, 'corpus_empty'],
  ])('tells that the corpus is %s', async (_, files, code) => {
    expect((await checkIndex(settingsWith(files))).corpusError?.code).toBe(code);
  });
});

describe('a corpus without one readable file', () => {
  it('is empty once a build has read it, and every file is still named', async () => {
    const settings = settingsWith({ 'a.txt': '' });
    await refuseAll(settings, ['a.txt']);
    expect(await checkIndex(settings)).toMatchObject({
      documents: 0,
      rejections: ['a.txt: refused.'],
      corpusError: { code: 'corpus_empty' },
    });
  });
});

describe('ensureIndex', () => {
  const progress = { update: () => undefined, stop: () => undefined };

  it('refuses where there is neither an index nor a corpus', async () => {
    const settings = settingsWith(null);
    const error = await failureOf(() => ensureIndex({ settings, say: () => undefined, progress }));
    expect(error.code).toBe('corpus_missing');
  });

  it('serves the index that is there where the corpus has gone, and says so in one line', async () => {
    const settings = settingsWith({ 'a.txt': TEXT });
    await index(settings);
    const lines: string[] = [];
    const gone = { ...settings, corpusDir: join(settings.corpusDir, 'gone') };
    const isStale = await ensureIndex({
      settings: gone,
      say: (line) => lines.push(line),
      progress,
    });
    expect(isStale).toBe(false);
    expect(lines).toEqual([expect.stringContaining('Answering from the index that is there.')]);
  });
});

describe('diagnose', () => {
  const byName = (checks: readonly Check[]): Map<string, Check> =>
    new Map(checks.map((check) => [check.name, check]));

  it('names the command for what is missing, and creates nothing', async () => {
    const settings = settingsWith({ 'a.txt': TEXT });
    const { ok, checks } = await diagnose({ loadSettings: () => settings, hnsw: null });
    const found = byName(checks);
    expect(ok).toBe(false);
    expect(found.get('index')).toMatchObject({ ok: false, remedy: 'npm run build-index' });
    expect(found.get('model-files')?.ok).toBe(false);
    expect(found.get('hnsw')?.ok).toBe('warning');
    expect(found.get('corpus')).toMatchObject({ ok: true, text: '1 file can be read.' });
    expect(found.get('disk')?.ok).toBe(true);
    expect((await failureOf(() => openCorpusFolder(settings.dataDir))).code).toBe('corpus_missing');
  });

  it('finds a sound index, and one that is stale', async () => {
    const settings = settingsWith({ 'a.txt': TEXT });
    await index(settings);
    const check = async (name: string): Promise<Check | undefined> =>
      byName((await diagnose({ loadSettings: () => settings, hnsw: null })).checks).get(name);
    expect(await check('index')).toMatchObject({ ok: true });
    expect(await check('freshness')).toMatchObject({ ok: true });
    writeFileSync(join(settings.corpusDir, 'b.txt'), TEXT);
    expect(await check('freshness')).toMatchObject({
      ok: false,
      text: 'The index is stale: 1 new, 0 changed, 0 removed.',
    });
  });

  it('finds a damaged store and looks at the rest', async () => {
    const settings = settingsWith({ 'a.txt': TEXT });
    mkdirSync(settings.dataDir);
    writeFileSync(dataFiles(settings.dataDir).store, 'no database, '.repeat(100));
    const { checks } = await diagnose({ loadSettings: () => settings, hnsw: null });
    const found = byName(checks);
    expect(found.get('index')?.remedy).toContain('--force');
    expect(found.get('corpus')?.ok).toBe(true);
  });

  it('says what is wrong with the settings and checks what does not need them', async () => {
    const loadSettings = (): Settings => parseSettings({ LOG_LEVEL: 'loud', HTTP_PORT: 'x' }, '/');
    const found = byName((await diagnose({ loadSettings, hnsw: null })).checks);
    expect(found.get('settings')?.text).toMatch(/LOG_LEVEL.*HTTP_PORT/);
    expect(found.get('storage')?.ok).toBe(true);
    expect(found.has('index')).toBe(false);
  });
});

describe('the checks of the doctor', () => {
  const generation = {
    model: { name: 'old', fingerprint: 'aaaaaaaaaa', dimension: 4 },
    graph: null,
  } as Generation;

  it('compare the fingerprints of index and model', () => {
    const identity = { name: 'new', fingerprint: 'bbbbbbbbbb', dimension: 4 };
    const model = { identity } as Parameters<typeof checkIndexModel>[1];
    expect(checkIndexModel(generation, model).finding).toMatchObject({
      ok: false,
      text: expect.stringMatching(/old \(aaaaaaaa\).*new \(bbbbbbbb\)/) as string,
    });
  });

  it('find a graph that is missing from the disk', async () => {
    const graph = { file: 'x.hnsw', metric: 'cosine', dimension: 4, count: 1, bytes: 1 } as const;
    const withGraph = { ...generation, graph: { ...graph, sha256: '0' } };
    const settings = settingsWith({});
    const { finding } = await checkGraph({ settings, generation: withGraph, hnsw: null });
    expect(finding).toMatchObject({ ok: false, remedy: 'npm run build-index' });
  });

  it('know the oldest runtime', () => {
    const isFine = (version: string) => checkNode(version).finding.ok;
    expect(['20.19.0', '22.0.0', '20.18.9', '18.20.0'].map(isFine)).toEqual([
      ...[true, true, false, false],
    ]);
  });

  it('call a missing native index a warning, because exact search serves', () => {
    expect(checkHnsw(null).finding.ok).toBe('warning');
  });

  it('find a DATA_DIR that cannot be a folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const { finding } = await checkDataDir(join(folder, 'file'));
    expect(finding.ok).toBe(false);
  });
});
