// A small corpus in a folder, built and opened with the fake model: what answerers of every kind are tested on.

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Answerer } from '../../src/answering/answerer.js';
import {
  openInProcessAnswerer,
  type AnswererParts,
  type WarmableAnswerer,
} from '../../src/answering/in-process-answerer.js';
import { indexCorpus } from '../../src/indexing/index-corpus.js';
import {
  openSqliteReader,
  openSqliteStore,
} from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { buildExactIndex } from '../../src/vector-index/exact-index.js';
import { countWords, FAKE_DIMENSION, FAKE_MODEL, fakeEmbedder } from './fake-embedder.js';
import { memoryCorpus } from './memory-corpus.js';

export const TEXTS = {
  'bagram.md': 'The last soldiers left the air base of Bagram. They left at night.',
  'consulate.md': 'Russia closed its consulate in Mazar.\n\nTrains went on as before.',
  'harvest.md': 'The harvest was good. Apples were cheap that year.',
};

export const QUESTION = { question: 'Which soldiers left the air base of Bagram?' };

export const BUILT_AT = '2024-05-01T00:00:00.000Z';

/** Builds a collection in a folder; what was built there before is its generation before. */
export async function buildInto(
  folder: string,
  texts: Readonly<Record<string, string>>,
  collection = 'default',
): Promise<void> {
  const store = openSqliteStore(join(folder, 'store.sqlite'));
  await indexCorpus(
    {
      source: memoryCorpus(texts),
      store,
      model: FAKE_MODEL,
      openCounter: () => Promise.resolve(countWords),
      openEmbedder: () => Promise.resolve(fakeEmbedder()),
      hnsw: null,
      graphsDir: join(folder, 'graphs'),
      now: () => new Date(BUILT_AT),
      onProgress: () => undefined,
    },
    { collection, force: false },
  );
  await store.close();
}

/** Opens what was built, in this process; closed when the test is over. */
export function openOver(folder: string, parts: Partial<AnswererParts> = {}): WarmableAnswerer {
  const answerer = openInProcessAnswerer({
    reader: openSqliteReader(join(folder, 'store.sqlite')),
    loadEmbedder: () => Promise.resolve(fakeEmbedder()),
    openIndex: async (reader, generation) => {
      const items = [];
      for await (const item of reader.allVectors(generation)) items.push(item);
      const labels = items.map((item) => item.label);
      const vectors = items.map((item) => item.vector);
      return { index: buildExactIndex(FAKE_DIMENSION, { labels, vectors }), notice: 'exact' };
    },
    onNotice: () => undefined,
    ...parts,
  });
  onTestFinished(() => answerer.close());
  return answerer;
}

/** Asks until a generation serves: a new one is opened beside the one before. */
export async function untilServing(
  answerer: Pick<Answerer, 'status'>,
  generation: number,
  scope?: string,
): Promise<void> {
  while ((await answerer.status(scope)).generation !== generation) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
