// A process to be killed: builds one version of a small corpus with a fake embedder, through the compiled
// code. Arguments: the data folder and the version, a word that stands in every sentence.

import { join } from 'node:path';
import { createHash } from 'node:crypto';

const compiled = new URL('../../dist/src/', import.meta.url);
const { indexCorpus } = await import(new URL('indexing/index-corpus.js', compiled).href);
const { openSqliteStore } = await import(
  new URL('store/sqlite/sqlite-knowledge-store.js', compiled).href
);
const { takeBuildLock } = await import(new URL('store/sqlite/build-lock.js', compiled).href);
const { loadHnswModule } = await import(new URL('vector-index/hnsw-module.js', compiled).href);

const [, , dataDir, version] = process.argv;
const DOCUMENTS = 30;
const DIMENSION = 64;
const model = { name: 'fake', fingerprint: 'fake-1', dimension: DIMENSION };

function vectorOf(text) {
  const bytes = createHash('sha512').update(text).digest();
  const vector = Float32Array.from(bytes.subarray(0, DIMENSION), (byte) => byte - 127.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

const embedder = {
  identity: model,
  async *embedAll(texts) {
    let position = 0;
    for (const text of texts) {
      // As long as a real text takes on a fast machine, so that kills fall inside the embedding too.
      if (position % 8 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      yield { position, vector: vectorOf(text) };
      position += 1;
    }
  },
  close: () => Promise.resolve(),
};

function documentOf(id) {
  const text = `This is document ${id} in ${version}. It says ${version} again. And once more ${version}.`;
  const paragraph = { id: `${id}:1`, n: 1, headings: [], text, start: 0, end: text.length, run: 0 };
  const cleaning = {
    encoding: 'utf-8',
    keptParagraphs: 1,
    keptCharacters: text.length,
    removals: [],
  };
  const facts = { outlet: null, author: null, date: null, url: null, language: null };
  return { id, file: `${id}.md`, title: version, ...facts, paragraphs: [paragraph], cleaning };
}

const ids = Array.from({ length: DOCUMENTS }, (_, i) => `d${i}`);
const source = {
  list: () =>
    Promise.resolve({
      entries: ids.map((id) => ({ id, file: `${id}.md`, hash: `${id}-${version}` })),
      rejections: [],
    }),
  read: (entry) => Promise.resolve({ documents: [documentOf(entry.id)], rejections: [] }),
};

process.send?.('started');
const lock = takeBuildLock(dataDir);
const store = openSqliteStore(join(dataDir, 'store.sqlite'));
await indexCorpus(
  {
    source,
    store,
    model,
    openCounter: () => Promise.resolve((text) => text.split(' ').length),
    openEmbedder: () => Promise.resolve(embedder),
    hnsw: await loadHnswModule(),
    graphsDir: join(dataDir, 'graphs'),
    now: () => new Date(),
    onProgress: () => undefined,
  },
  { collection: 'default', force: false },
);
await store.close();
lock.release();
process.send?.('built');
process.disconnect?.();
