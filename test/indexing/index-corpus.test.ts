// Builds: what is counted, what is embedded again and what is not, what a failed build leaves.

import { describe, expect, it } from 'vitest';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import { summaryLine } from '../../src/indexing/build-report.js';
import { buildSite, manyFiles, noModel } from '../support/build.js';
import { failureOf } from '../support/failure-of.js';
import { FAKE_MODEL, fakeEmbedder } from '../support/fake-embedder.js';
import { loadHnswModule } from '../../src/vector-index/hnsw-module.js';

const FILES = {
  'a.md': 'Alpha is here. It stays.',
  'b.md': 'Beta is there.',
  'c.md': 'Gamma was gone.\n\nIt came back.',
};

const files = (site: ReturnType<typeof buildSite>): Promise<string[]> =>
  site.look(async (store) => {
    const generation = await store.current('default');
    if (generation === null) return [];
    return (await store.listDocuments(generation)).map((document) => document.file);
  });

describe('indexCorpus', () => {
  it('builds a first generation and reports what it did', async () => {
    const site = buildSite(FILES);
    const report = await site.build();
    expect(report).toMatchObject({
      collection: 'default',
      generation: 1,
      published: true,
      new: 3,
      changed: 0,
      removed: 0,
      unchanged: 0,
      rejected: [],
      documents: 3,
      passages: 3,
      embeddedPassages: 3,
      embeddedSentences: 4,
      index: 'exact',
    });
    expect(report.files.map(({ file, status }) => [file, status])).toEqual([
      ['a.md', 'new'],
      ['b.md', 'new'],
      ['c.md', 'new'],
    ]);
    expect(summaryLine(report)).toBe(
      '3 new, 0 changed, 0 removed, 0 unchanged: 3 documents, 3 passages.',
    );
  });

  it('tells its progress to the end of each stage', async () => {
    const site = buildSite(FILES);
    await site.build();
    for (const stage of ['reading', 'embedding'] as const) {
      const steps = site.progress.filter((step) => step.stage === stage);
      expect(steps.map(({ done }) => done)).toEqual([1, 2, 3]);
      expect(steps.every(({ total }) => total === 3)).toBe(true);
    }
  });

  it('embeds every passage and the sentences of those that have several, each once', async () => {
    const site = buildSite(FILES);
    const embedder = fakeEmbedder();
    await site.build({ embedder });
    expect(embedder.texts).toEqual([
      CANARY_TEXT,
      'Alpha is here. It stays.',
      'Alpha is here.',
      'It stays.',
      'Beta is there.',
      'Gamma was gone.\n\nIt came back.',
      'Gamma was gone.',
      'It came back.',
    ]);
    expect(embedder.closed).toBe(true);
  });

  it('reads, embeds and publishes nothing the second time, and opens no model', async () => {
    const site = buildSite(FILES);
    await site.build();
    site.corpus.readFiles.length = 0;
    const report = await site.build({ openEmbedder: noModel, openCounter: noModel as never });
    expect(report).toMatchObject({ generation: 1, published: false, unchanged: 3, new: 0 });
    expect(report).toMatchObject({ embeddedPassages: 0, embeddedSentences: 0 });
    expect(site.corpus.readFiles).toEqual([]);
  });

  it('counts new, changed, removed and unchanged documents, and embeds what is new to it', async () => {
    const site = buildSite(FILES);
    await site.build();
    site.corpus.files.set('b.md', 'Beta has moved.');
    site.corpus.files.set('d.md', 'Delta is new.');
    site.corpus.files.delete('c.md');
    const embedder = fakeEmbedder();
    const report = await site.build({ embedder });
    expect(report).toMatchObject({ new: 1, changed: 1, removed: 1, unchanged: 1, generation: 2 });
    expect(embedder.texts).toEqual([CANARY_TEXT, 'Beta has moved.', 'Delta is new.']);
    expect(await files(site)).toEqual(['a.md', 'b.md', 'd.md']);
  });

  it('opens no model where documents only leave', async () => {
    const site = buildSite(FILES);
    await site.build();
    site.corpus.files.delete('b.md');
    const report = await site.build({ openEmbedder: noModel });
    expect(report).toMatchObject({ removed: 1, unchanged: 2, documents: 2, published: true });
  });

  it('opens no model where a text comes back that it still knows', async () => {
    const site = buildSite(FILES);
    await site.build();
    site.corpus.files.delete('b.md');
    await site.build();
    site.corpus.files.set('moved/b.md', FILES['b.md']);
    const report = await site.build({ openEmbedder: noModel });
    expect(report).toMatchObject({ new: 1, unchanged: 2, embeddedPassages: 0 });
  });

  it('is empty where its last document was removed and that may be, and fills again', async () => {
    const site = buildSite({ 'a.md': FILES['a.md'] });
    await site.build();
    site.corpus.files.clear();
    expect((await failureOf(() => site.build())).code).toBe('corpus_empty');
    expect(await files(site)).toEqual(['a.md']);
    const hnsw = await loadHnswModule();
    expect(await site.build({ mayBeEmpty: true, hnsw })).toMatchObject({
      published: true,
      removed: 1,
      documents: 0,
      passages: 0,
    });
    expect(await files(site)).toEqual([]);
    expect(await site.build({ mayBeEmpty: true, hnsw })).toMatchObject({ published: false });
    site.corpus.files.set('a.md', FILES['a.md']);
    expect(await site.build({ mayBeEmpty: true, hnsw })).toMatchObject({ documents: 1, new: 1 });
  });

  it('reads and embeds everything again when forced', async () => {
    const site = buildSite(FILES);
    await site.build();
    const embedder = fakeEmbedder();
    const report = await site.build({ force: true, embedder });
    expect(report).toMatchObject({ generation: 2, changed: 3, unchanged: 0, embeddedPassages: 3 });
    expect(embedder.texts).toHaveLength(8);
  });

  it('embeds everything again for another model', async () => {
    const site = buildSite(FILES);
    await site.build();
    const model = { ...FAKE_MODEL, fingerprint: 'fake-2' };
    const embedder = fakeEmbedder({ identity: model, salt: '2' });
    const report = await site.build({ model, embedder });
    expect(report).toMatchObject({ generation: 2, changed: 3, embeddedPassages: 3 });
    const generation = await site.look((store) => store.current('default'));
    expect(generation?.model.fingerprint).toBe('fake-2');
  });

  it('refuses a model whose canary comes out differently, and keeps what was there', async () => {
    const site = buildSite(FILES);
    await site.build();
    site.corpus.files.set('b.md', 'Beta has moved.');
    const failure = await failureOf(() => site.build({ embedder: fakeEmbedder({ salt: 'x' }) }));
    expect(failure.code).toBe('model_mismatch');
    expect(failure.remedy).toContain('--force');
    expect((await site.look((store) => store.current('default')))?.number).toBe(1);
    const forced = await site.build({ embedder: fakeEmbedder({ salt: 'x' }), force: true });
    expect(forced.generation).toBe(2);
  });

  it('goes on past a document that cannot be read, and names it', async () => {
    const site = buildSite({ ...FILES, 'empty.md': '' });
    const report = await site.build();
    expect(report.rejected.map(({ file, code }) => [file, code])).toEqual([
      ['empty.md', 'empty_document'],
    ]);
    expect(report).toMatchObject({ new: 3, documents: 3 });
    expect(summaryLine(report)).toContain('1 left out');
    expect(await site.build({ openEmbedder: noModel })).toMatchObject({ published: false });
  });

  it('takes a document out that can no longer be read', async () => {
    const site = buildSite(FILES);
    await site.build();
    site.corpus.files.set('b.md', '');
    const report = await site.build();
    expect(report).toMatchObject({ removed: 1, changed: 0, unchanged: 2, documents: 2 });
    expect(await files(site)).toEqual(['a.md', 'c.md']);
  });

  it('refuses a corpus without documents and keeps what was there', async () => {
    expect((await failureOf(() => buildSite({}).build())).code).toBe('corpus_empty');
    const site = buildSite(FILES);
    await site.build();
    site.corpus.files.clear();
    expect((await failureOf(() => site.build())).code).toBe('corpus_empty');
    expect(await files(site)).toEqual(Object.keys(FILES));
  });

  it('goes on where a killed build stopped: no stored text is embedded again', async () => {
    const site = buildSite(manyFiles(50));
    const killed = fakeEmbedder({ failAt: 45 });
    await expect(site.build({ embedder: killed })).rejects.toThrow('killed');
    expect(await site.look((store) => store.current('default'))).toBeNull();
    const resumed = fakeEmbedder();
    const report = await site.build({ embedder: resumed });
    expect(report).toMatchObject({ generation: 1, documents: 50, embeddedPassages: 50 - 32 });
    const [canary, ...texts] = resumed.texts;
    expect(canary).toBe(CANARY_TEXT);
    expect(texts.filter((text) => killed.texts.slice(0, 33).includes(text))).toEqual([]);
  });

  it('closes the model where embedding fails', async () => {
    const site = buildSite(FILES);
    const embedder = fakeEmbedder({ failAt: 2 });
    await expect(site.build({ embedder })).rejects.toThrow('killed');
    expect(embedder.closed).toBe(true);
  });

  it('leaves the generation before serving where a build fails, and no trace in the next', async () => {
    const site = buildSite(FILES);
    await site.build();
    site.corpus.files.set('b.md', 'Beta has moved.');
    site.corpus.files.delete('a.md');
    await expect(site.build({ embedder: fakeEmbedder({ failAt: 1 }) })).rejects.toThrow();
    expect(await files(site)).toEqual(Object.keys(FILES));
    site.corpus.files.set('a.md', FILES['a.md']);
    site.corpus.files.set('b.md', FILES['b.md']);
    const report = await site.build({ openEmbedder: noModel });
    expect(report).toMatchObject({ published: false, unchanged: 3, generation: 1 });
  });
});
