// The doctor's checks of the corpus and of the index that was built from it.

import { join } from 'node:path';
import { DEFAULT_COLLECTION } from '../answering/answerer.js';
import { showChanges, type IndexState } from '../check-index.js';
import { dataFiles } from '../data-files.js';
import type { ModelDescription } from '../embeddings/model-files.js';
import { only, sound, type Examined } from './finding.js';
import { openStores } from '../open-stores.js';
import type { Settings } from '../settings.js';
import { ReadableError } from '../shared/errors.js';
import type { Generation } from '../store/knowledge-store.js';
import type { ReadableStore } from '../store/stores.js';
import { verifyGraphFile } from '../vector-index/graph-files.js';
import type { HnswModule } from '../vector-index/hnsw-module.js';

const BUILD = 'npm run build-index';

/** Files named before the rest is counted. */
const MOST_NAMED = 3;

/** Whether there is an index, and whether all of it can be read. */
export async function checkStore(settings: Settings): Promise<Examined<Generation>> {
  const stores = openStores(settings);
  const missing = {
    ok: false,
    text: `There is no index in ${stores.place} yet.`,
    remedy: BUILD,
  };
  const reader = await stores.openReader();
  if (reader === null) return only(missing);
  try {
    const generation = await reader.current(DEFAULT_COLLECTION);
    if (generation === null) return only(missing);
    await readAll(reader, generation);
    const { number, documents, passages, builtAt } = generation;
    const text = `Generation ${number}: ${documents} documents, ${passages} passages, built ${builtAt}.`;
    return { finding: sound(text), result: generation };
  } finally {
    await reader.close();
  }
}

/** Reads every vector and the texts of every document, which are checked against their hashes. */
async function readAll(reader: ReadableStore, generation: Generation): Promise<void> {
  let vectors = 0;
  for await (const { vector } of reader.allVectors(generation)) {
    vectors += vector.length === generation.model.dimension ? 1 : 0;
  }
  let passages = 0;
  await reader.cleaningReports(generation);
  for (const { id } of await reader.listDocuments(generation)) {
    await reader.paragraphs(generation, id);
    passages += (await reader.passages(await reader.labelsOf(generation, id))).length;
  }
  if (vectors === generation.passages && passages === generation.passages) return;
  throw new ReadableError({
    code: 'index_corrupt',
    text: `The index names ${generation.passages} passages, but holds ${passages} texts and ${vectors} vectors.`,
    remedy: `${BUILD} -- --force`,
  });
}

/** Whether there is a corpus, and which files of it are left out. */
export function checkCorpus(state: IndexState): Examined<IndexState> {
  if (state.corpusError !== null) throw state.corpusError;
  const { documents, rejections } = state;
  const read = documents === 1 ? '1 file can be read' : `${documents} files can be read`;
  if (rejections.length === 0) return { finding: sound(`${read}.`), result: state };
  const more = rejections.length > MOST_NAMED ? ` and ${rejections.length - MOST_NAMED} more` : '';
  const named = rejections.slice(0, MOST_NAMED).join(' ');
  const finding = {
    ok: 'warning' as const,
    text: `${read}; left out: ${named}${more}`,
    remedy:
      'Mend or remove these files, or give them a name that begins with "_"; npm run build-index -- --report shows all.',
  };
  return { finding, result: state };
}

/** Whether the index is that of the corpus as it is now. */
export function checkFreshness(state: IndexState): Examined<null> {
  if (state.changes === null) {
    return only({
      ok: 'warning',
      text: 'Index and corpus were not compared: DATA_DIR cannot be written, so nothing can be built.',
      remedy: 'Check that DATA_DIR is a folder this user may write to.',
    });
  }
  const changes = showChanges(state.changes);
  if (changes === null) return only(sound('The index is that of the corpus as it is now.'));
  return only({ ok: false, text: `The index is stale: ${changes}.`, remedy: BUILD });
}

/** Whether the settings name the model that the index was built with. */
export function checkIndexModel(generation: Generation, model: ModelDescription): Examined<null> {
  const { name, fingerprint } = generation.model;
  if (fingerprint === model.identity.fingerprint) {
    return only(sound(`The index was built with ${name}, as it is now.`));
  }
  return only({
    ok: false,
    text: `The index was built with ${show(generation.model)}, the settings name ${show(model.identity)}: their vectors do not compare.`,
    remedy: `${BUILD}, or set EMBEDDING_MODEL back`,
  });
}

function show(model: Generation['model']): string {
  return `${model.name} (${model.fingerprint.slice(0, 8)})`;
}

export interface GraphExamination {
  readonly settings: Settings;
  readonly generation: Generation;
  readonly hnsw: HnswModule | null;
}

/** Whether the graph file is the one that was written. */
export async function checkGraph(examination: GraphExamination): Promise<Examined<null>> {
  const { settings, hnsw } = examination;
  const { graph } = examination.generation;
  if (graph === null) {
    return only({
      ok: hnsw === null ? true : 'warning',
      text: 'The index has no graph: exact search serves.',
      remedy: hnsw === null ? null : BUILD,
    });
  }
  const path = join(dataFiles(settings.dataDir).graphs, graph.file);
  try {
    await verifyGraphFile(path, graph);
    return only(sound(`${graph.file} is what was written: ${graph.count} vectors.`));
  } catch (error) {
    if (!(error instanceof ReadableError)) throw error;
    const text = `${error.message} Exact search serves meanwhile.`;
    return only({ ok: false, text, remedy: BUILD });
  }
}
