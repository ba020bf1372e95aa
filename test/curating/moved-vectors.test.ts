// A collection that moves to another machine with its vectors: real stores, a real archive, and a model that counts
// what it is asked to embed.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ARCHIVE_LIMITS } from '../../src/curating/archive-format.js';
import { exportCollection, type ExportParts } from '../../src/curating/export-collection.js';
import { importArchive, type ImportParts } from '../../src/curating/import-archive.js';
import { readVectors, writeVectors } from '../../src/curating/vector-bytes.js';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import { indexCorpus } from '../../src/indexing/index-corpus.js';
import { readDocument } from '../../src/corpus/read-document.js';
import { openOriginals } from '../../src/sources/open-originals.js';
import type { SourceStore } from '../../src/sources/source-store.js';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { openSqliteSourceStore } from '../../src/store/sqlite/sqlite-source-store.js';
import { openOver } from '../support/answering-site.js';
import { failureOf } from '../support/failure-of.js';
import { countWords, FAKE_MODEL, fakeEmbedder } from '../support/fake-embedder.js';
import { originalOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOME = 'g-123456789012345678';
const AWAY = 'g-223456789012345678';
const NOW = (): Date => new Date('2026-08-05T09:00:00.000Z');

const TEXTS = {
  'bagram.md': 'The last soldiers left the air base of Bagram. They left at night.',
  'harvest.md': 'The harvest was good. Apples were cheap that year.',
  'mazar.md': 'Russia closed its consulate in Mazar.\n\nTrains went on as before.',
};

/** A machine: a data folder with its two stores. */
interface Machine {
  readonly folder: string;
  readonly sources: SourceStore;
  readonly store: KnowledgeStore;
}

function machine(): Machine {
  const folder = temporaryFolder();
  const store = openSqliteStore(join(folder, 'store.sqlite'));
  const sources = openSqliteSourceStore({ path: join(folder, 'sources.sqlite') });
  onTestFinished(async () => {
    await store.close();
    await sources.close();
  });
  return { folder, sources, store };
}

/** Builds a collection; gives the report and every text that was embedded. */
async function build({ folder, sources, store }: Machine, collection = HOME) {
  const embedder = fakeEmbedder();
  const source = openOriginals({
    collection,
    withStore: (work) => work(sources),
    read: (file) => Promise.resolve(readDocument(file)),
  });
  const report = await indexCorpus(
    {
      source,
      store,
      model: FAKE_MODEL,
      openCounter: () => Promise.resolve(countWords),
      openEmbedder: () => Promise.resolve(embedder),
      hnsw: null,
      graphsDir: join(folder, 'graphs'),
      now: NOW,
      onProgress: () => undefined,
    },
    { collection, force: false },
  );
  return { report, embedded: embedder.texts };
}

async function filled(): Promise<Machine> {
  const made = machine();
  for (const [name, text] of Object.entries(TEXTS)) {
    const facts = { collection: HOME, url: null, name, addedBy: 'command' };
    await made.sources.putOriginal(originalOf(text, facts));
  }
  await build(made);
  return made;
}

const vectorsOf =
  ({ store }: Machine): ExportParts['exportVectors'] =>
  async (collection) => {
    const generation = await store.current(collection);
    if (generation === null) return null;
    const { dimension, fingerprint } = generation.model;
    const bytes = await writeVectors(store.exportEmbeddings(generation), dimension);
    return { model: fingerprint, bytes };
  };

async function exported(
  of: Machine,
  exportVectors: ExportParts['exportVectors'] = vectorsOf(of),
): Promise<{ readonly bytes: Buffer; readonly hasVectors: boolean }> {
  const folder = {
    list: () => Promise.resolve({ entries: [], rejections: [] }),
    read: () => Promise.reject(new Error('there are no files')),
  };
  const folderBytes = (): Promise<Uint8Array> => Promise.reject(new Error('there are no files'));
  const parts = { sources: of.sources, now: NOW, folder, folderBytes, exportVectors };
  const path = join(temporaryFolder(), 'out.zip');
  const { hasVectors } = await exportCollection(parts, HOME, path);
  return { bytes: await readFile(path), hasVectors };
}

const importing = ({ sources, store }: Machine): ImportParts => ({
  sources,
  quotasOf: () => null,
  now: NOW,
  importVectors: (_collection, { bytes }) =>
    store.importEmbeddings(FAKE_MODEL, readVectors(bytes, FAKE_MODEL.dimension)),
});

const request = (bytes: Buffer, collection = HOME, fromAnother = false) => ({
  collection,
  bytes,
  fromAnother,
  addedBy: 'command',
});

async function answersOf({ folder }: Machine, collection = HOME) {
  const answerer = openOver(folder);
  const asked = ['Which soldiers left Bagram?', 'What did Russia close?', 'Were apples cheap?'];
  const answers = [];
  for (const question of asked) {
    const { outcome, citations } = await answerer.answer({ question, collection });
    answers.push([outcome, citations.map(({ text, score }) => [text, score])]);
  }
  return answers;
}

describe('a collection that moves with its vectors', () => {
  it('answers alike without a passage being embedded again', async () => {
    const home = await filled();
    const { bytes, hasVectors } = await exported(home);
    expect(hasVectors).toBe(true);
    const elsewhere = machine();
    const imported = await importArchive(importing(elsewhere), request(bytes));
    expect(imported).toMatchObject({ documents: 3, vectors: 3 });
    const { report, embedded } = await build(elsewhere);
    expect(report).toMatchObject({ new: 3, documents: 3, embeddedPassages: 0 });
    expect(embedded).toEqual([CANARY_TEXT]);
    const answers = await answersOf(elsewhere);
    expect(JSON.stringify(answers)).toContain('The last soldiers left the air base of Bagram.');
    expect(answers).toEqual(await answersOf(home));
  });

  it('comes into another server’s collection where that is said, and only then', async () => {
    const home = await filled();
    const { bytes } = await exported(home);
    const elsewhere = machine();
    const parts = importing(elsewhere);
    const refused = await failureOf(() => importArchive(parts, request(bytes, AWAY)));
    expect(refused.code).toBe('archive_refused');
    expect(await elsewhere.sources.originals(AWAY)).toEqual([]);
    await importArchive(parts, request(bytes, AWAY, true));
    const { report } = await build(elsewhere, AWAY);
    expect(report).toMatchObject({ documents: 3, embeddedPassages: 0 });
    expect(await elsewhere.store.current(HOME)).toBeNull();
    expect(await answersOf(elsewhere, AWAY)).toEqual(await answersOf(home));
  });

  it('is not taken by half where its vectors are none', async () => {
    const damaged = { model: FAKE_MODEL.fingerprint, bytes: Buffer.from('no vectors at all') };
    const { bytes } = await exported(await filled(), () => Promise.resolve(damaged));
    const elsewhere = machine();
    const refused = await failureOf(() => importArchive(importing(elsewhere), request(bytes)));
    expect(refused.code).toBe('archive_refused');
    expect(await elsewhere.sources.originals(HOME)).toEqual([]);
  });

  it('leaves vectors of a moderator’s archive alone', async () => {
    const { bytes } = await exported(await filled());
    const elsewhere = machine();
    const theirs = { ...request(bytes), addedBy: '123456789012345678' };
    expect(await importArchive(importing(elsewhere), theirs)).toMatchObject({ vectors: 0 });
    expect((await build(elsewhere)).report).toMatchObject({ embeddedPassages: 3 });
  });

  it('goes without vectors that no import would take', async () => {
    const many = new Uint8Array(ARCHIVE_LIMITS.fileBytes + 1);
    const home = await filled();
    const of = () => Promise.resolve({ model: FAKE_MODEL.fingerprint, bytes: many });
    const { bytes, hasVectors } = await exported(home, of);
    expect(hasVectors).toBe(false);
    expect(await importArchive(importing(machine()), request(bytes))).toMatchObject({ vectors: 0 });
  });
});
