// A collection that moves from the embedded files into a database and back: real stores, real archives, and a model that
// counts what it is asked to embed.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readDocument } from '../../src/corpus/read-document.js';
import { exportCollection } from '../../src/curating/export-collection.js';
import { importArchive } from '../../src/curating/import-archive.js';
import { readVectors, writeVectors } from '../../src/curating/vector-bytes.js';
import { dataFiles } from '../../src/data-files.js';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import { indexCorpus } from '../../src/indexing/index-corpus.js';
import { openOriginals } from '../../src/sources/open-originals.js';
import type { SourceStore } from '../../src/sources/source-store.js';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { openPostgresStores } from '../../src/store/postgres/postgres-stores.js';
import { openSqliteStores } from '../../src/store/sqlite/sqlite-stores.js';
import type { Stores } from '../../src/store/stores.js';
import { countWords, FAKE_MODEL, fakeEmbedder } from '../support/fake-embedder.js';
import { ownSchema } from '../support/own-schema.js';
import { postgresEngine } from '../support/postgres-engine.js';
import { originalOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const engine = postgresEngine();
const HOME = 'g-123456789012345678';
const NOW = (): Date => new Date('2026-08-05T09:00:00.000Z');

const TEXTS = {
  'bagram.md': 'The last soldiers left the air base of Bagram. They left at night.',
  'harvest.md': 'The harvest was good. Apples were cheap that year.',
  'mazar.md': 'Russia closed its consulate in Mazar.\n\nTrains went on as before: 漢字 “and so on”.',
};

interface Machine {
  readonly sources: SourceStore;
  readonly store: KnowledgeStore;
}

async function machine(stores: Stores): Promise<Machine> {
  const [sources, store] = [await stores.openSources(), await stores.openStore()];
  onTestFinished(async () => {
    await store.close();
    await sources.close();
  });
  return { sources, store };
}

function embeddedMachine(): Promise<Machine> {
  const dataDir = temporaryFolder();
  return machine(openSqliteStores({ dataDir, ...dataFiles(dataDir) }));
}

async function build({ sources, store }: Machine) {
  const embedder = fakeEmbedder();
  const report = await indexCorpus(
    {
      source: openOriginals({
        collection: HOME,
        withStore: (work) => work(sources),
        read: (file) => Promise.resolve(readDocument(file)),
      }),
      store,
      model: FAKE_MODEL,
      openCounter: () => Promise.resolve(countWords),
      openEmbedder: () => Promise.resolve(embedder),
      hnsw: null,
      graphsDir: temporaryFolder(),
      now: NOW,
      onProgress: () => undefined,
    },
    { collection: HOME, force: false },
  );
  return { report, embedded: embedder.texts };
}

async function exported({ sources, store }: Machine): Promise<Buffer> {
  const path = join(temporaryFolder(), 'out.zip');
  await exportCollection(
    {
      sources,
      now: NOW,
      folder: {
        list: () => Promise.resolve({ entries: [], rejections: [] }),
        read: () => Promise.reject(new Error('there are no files')),
      },
      folderBytes: () => Promise.reject(new Error('there are no files')),
      exportVectors: async (collection) => {
        const generation = await store.current(collection);
        if (generation === null) return null;
        const { dimension, fingerprint } = generation.model;
        const bytes = await writeVectors(store.exportEmbeddings(generation), dimension);
        return { model: fingerprint, bytes };
      },
    },
    HOME,
    path,
  );
  return readFile(path);
}

async function imported({ sources, store }: Machine, bytes: Buffer): Promise<void> {
  await importArchive(
    {
      sources,
      quotasOf: () => null,
      now: NOW,
      importVectors: (_collection, vectors) =>
        store.importEmbeddings(FAKE_MODEL, readVectors(vectors.bytes, FAKE_MODEL.dimension)),
    },
    { collection: HOME, bytes, fromAnother: false, addedBy: 'command' },
  );
}

/** Every passage with its vector, as it would be quoted. */
async function contentOf({ store }: Machine): Promise<readonly string[]> {
  const generation = await store.current(HOME);
  if (generation === null) throw new Error('nothing was published');
  const found: string[] = [];
  for await (const { label, vector } of store.allVectors(generation)) {
    const [passage] = await store.passages([label]);
    found.push(JSON.stringify([passage?.text, [...vector]]));
  }
  return found.sort();
}

describe.skipIf(engine === null)('a collection that moves into a database and back', () => {
  it('is the same on the way and at the end, and no passage is embedded again', async () => {
    const home = await embeddedMachine();
    for (const [name, text] of Object.entries(TEXTS)) {
      const facts = { collection: HOME, url: null, name, addedBy: 'command' };
      await home.sources.putOriginal(originalOf(text, facts));
    }
    await build(home);
    const before = await contentOf(home);
    const database = await machine(openPostgresStores(ownSchema(engine?.url ?? '')));
    await imported(database, await exported(home));
    const there = await build(database);
    expect(there.report).toMatchObject({ new: 3, documents: 3, embeddedPassages: 0 });
    expect(there.embedded).toEqual([CANARY_TEXT]);
    expect(await contentOf(database)).toEqual(before);
    const back = await embeddedMachine();
    await imported(back, await exported(database));
    const again = await build(back);
    expect(again.report).toMatchObject({ new: 3, documents: 3, embeddedPassages: 0 });
    expect(again.embedded).toEqual([CANARY_TEXT]);
    expect(await contentOf(back)).toEqual(before);
  });
});
