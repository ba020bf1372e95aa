// Builds of a corpus in memory with the fake model: what a test changes between two builds, and what it
// may look at afterwards.

import { join } from 'node:path';
import type { BulkEmbedder } from '../../src/embeddings/embedder.js';
import type { BuildProgress, BuildReport } from '../../src/indexing/build-report.js';
import { indexCorpus, type BuildParts } from '../../src/indexing/index-corpus.js';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { countWords, FAKE_MODEL, fakeEmbedder, type FakeEmbedder } from './fake-embedder.js';
import { memoryCorpus, type MemoryCorpus } from './memory-corpus.js';
import { temporaryFolder } from './temporary-folder.js';

export interface BuildSite {
  readonly folder: string;
  readonly graphsDir: string;
  readonly corpus: MemoryCorpus;
  readonly progress: readonly BuildProgress[];
  build(parts?: BuildChoices): Promise<BuildReport>;
  /** Opens the store for one look. */
  look<T>(read: (store: KnowledgeStore) => Promise<T>): Promise<T>;
}

export interface BuildChoices extends Partial<BuildParts> {
  readonly force?: boolean;
  readonly mayBeEmpty?: boolean;
  readonly embedder?: FakeEmbedder;
}

export function buildSite(files: Readonly<Record<string, string>>): BuildSite {
  const folder = temporaryFolder();
  const corpus = memoryCorpus(files);
  const progress: BuildProgress[] = [];
  const graphsDir = join(folder, 'graphs');
  const look: BuildSite['look'] = async (read) => {
    const store = openSqliteStore(join(folder, 'store.sqlite'));
    return read(store).finally(() => store.close());
  };
  return {
    folder,
    graphsDir,
    corpus,
    progress,
    look,
    build: ({ force = false, mayBeEmpty = false, embedder = fakeEmbedder(), ...parts } = {}) =>
      look((store) =>
        indexCorpus(
          {
            source: corpus,
            store,
            model: FAKE_MODEL,
            openCounter: () => Promise.resolve(countWords),
            openEmbedder: () => Promise.resolve(embedder),
            hnsw: null,
            graphsDir,
            now: () => new Date('2024-05-01T00:00:00.000Z'),
            onProgress: (step) => progress.push(step),
            ...parts,
          },
          { collection: 'default', force, mayBeEmpty },
        ),
      ),
  };
}

/** For a build that must not need the model. */
export const noModel = (): Promise<BulkEmbedder> =>
  Promise.reject(new Error('the model was opened without need'));

/** A corpus of many one-sentence files. */
export function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`file-${i}.md`, `Sentence number ${i} stands alone.`]),
  );
}
