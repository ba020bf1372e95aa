// A build of the project over given texts, in a process of its own. In: a ComparedJob as the only argument. Out:
// ComparedFigures on stdout. It is the build of build-index.ts, over one document for each text.

import { readFileSync } from 'node:fs';
import { openBulkEmbedder } from '../embeddings/bulk-embedder.js';
import { loadTokenCounter } from '../embeddings/transformers-model.js';
import { openDataSetSource } from '../evaluation/data-set-source.js';
import { indexCorpus } from '../indexing/index-corpus.js';
import { dataFiles } from '../data-files.js';
import { modelFromSettings } from '../model-from-settings.js';
import { openStores } from '../open-stores.js';
import { kept } from '../shared/kept.js';
import type { KnowledgeStore } from '../store/knowledge-store.js';
import { loadHnswModule } from '../vector-index/hnsw-module.js';
import type { ComparedFigures, ComparedJob } from './compared-build.js';
import { peakMegabytes } from './peak-memory.js';

async function build({ settings, texts, hasSentences }: ComparedJob): Promise<number> {
  const given = JSON.parse(readFileSync(texts, 'utf8')) as readonly string[];
  const documents = given.map((text, number) => ({ _id: `${number}`, title: '', text }));
  const description = await modelFromSettings(settings);
  const store = await openStores(settings).openStore();
  if (!hasSentences) leaveSentencesOut(store);
  try {
    const { passages } = await indexCorpus(
      {
        source: openDataSetSource(documents),
        store,
        model: description.identity,
        openCounter: kept(() => loadTokenCounter(description)),
        openEmbedder: () => openBulkEmbedder(description),
        hnsw: await loadHnswModule(),
        graphsDir: dataFiles(settings.dataDir).graphs,
        now: () => new Date(),
        onProgress: () => undefined,
      },
      { collection: 'default', force: false },
    );
    return passages;
  } finally {
    await store.close();
  }
}

/** Every passage passes for one sentence, which shares its vector: no more is embedded than the other program does. */
function leaveSentencesOut(store: KnowledgeStore): void {
  const draftOf = store.draft.bind(store);
  store.draft = async (target) => {
    const draft = await draftOf(target);
    const pendingTexts = draft.pendingTexts.bind(draft);
    draft.pendingTexts = async () =>
      (await pendingTexts()).map((item) => ({ ...item, sentences: [] }));
    return draft;
  };
}

const started = performance.now();
const passages = await build(JSON.parse(process.argv[2] ?? '') as ComparedJob);
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage();
const figures: ComparedFigures = {
  passages,
  seconds,
  processorSeconds: (user + system) / 1e6,
  peakMegabytes: peakMegabytes(),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
