// A published corpus in a store of its own, with an exact index over it.

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Document } from '../../src/corpus/document.js';
import type { Corpus } from '../../src/retrieval/retrieve.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { buildExactIndex } from '../../src/vector-index/exact-index.js';
import { versionOf } from './builders.js';
import { FAKE_DIMENSION } from './fake-embedder.js';
import { publish } from './published.js';
import { temporaryFolder } from './temporary-folder.js';

export async function indexedCorpus(documents: readonly Document[]): Promise<Corpus> {
  const store = openSqliteStore(join(temporaryFolder(), 'store.sqlite'));
  onTestFinished(() => store.close());
  const put = documents.map((document) => versionOf(document));
  const generation = await publish(store, { put });
  const labels: number[] = [];
  const vectors: Float32Array[] = [];
  for await (const { label, vector } of store.allVectors(generation)) {
    labels.push(label);
    vectors.push(vector);
  }
  const index = buildExactIndex(FAKE_DIMENSION, { labels, vectors });
  return { reader: store, generation, index };
}
