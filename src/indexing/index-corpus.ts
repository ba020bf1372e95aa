// The offline half. In: a corpus. Out: a published generation: changed documents are read, packed and
// embedded, removed ones leave, then the graph is written and the collection flips to it. Nothing is
// visible before the flip, and a build that is killed anywhere leaves the generation before it serving.

import type { CorpusSource } from '../corpus/corpus-source.js';
import type { Rejection } from '../corpus/document.js';
import type { BulkEmbedder, CountTokens, ModelIdentity } from '../embeddings/embedder.js';
import { ReadableError } from '../shared/errors.js';
import type { GenerationDraft } from '../store/generation-draft.js';
import type { Generation, KnowledgeStore } from '../store/knowledge-store.js';
import { sweepGraphFiles } from '../vector-index/graph-files.js';
import type { HnswModule } from '../vector-index/hnsw-module.js';
import { reportBuild, type BuildProgress, type BuildReport } from './build-report.js';
import { checkCanary, embedCanary } from './canary.js';
import { embedPending, type EmbeddedCounts } from './embed-pending.js';
import { fillDraft, type DocumentChanges } from './fill-draft.js';
import { findCopies, type CopyMeasure } from './find-copies.js';
import { measureCorpus } from './measure-corpus.js';
import { mendGraph } from './mend-graph.js';
import { endedRefusals, planBuild, readKnownCorpus, type BuildPlan } from './plan-build.js';
import { writeGraph, type GraphGrowth } from './write-graph.js';

/** The heavy parts, opened only when a build needs them. */
export interface BuildParts {
  readonly source: CorpusSource;
  readonly store: KnowledgeStore;
  readonly model: ModelIdentity;
  readonly openCounter: () => Promise<CountTokens>;
  readonly openEmbedder: () => Promise<BulkEmbedder>;
  readonly hnsw: HnswModule | null;
  readonly graphsDir: string;
  /** How near copies are told; absent where they are not looked for. */
  readonly copies?: CopyMeasure;
  readonly now: () => Date;
  readonly onProgress: (progress: BuildProgress) => void;
}

export interface BuildOptions {
  readonly collection: string;
  /** Read and embed everything again. */
  readonly force: boolean;
  /** True where somebody may have removed the last document: then nothing is what is published. */
  readonly mayBeEmpty?: boolean;
}

/**
 * Brings a collection up to date with its corpus.
 *
 * @throws ReadableError `corpus_empty` where no document is left to index and that is not meant; whatever a part throws
 */
export async function indexCorpus(parts: BuildParts, options: BuildOptions): Promise<BuildReport> {
  const started = performance.now();
  const { store, source } = parts;
  const { collection } = options;
  const current = await store.current(collection);
  const listing = await source.list();
  const otherModel = current !== null && current.model.fingerprint !== parts.model.fingerprint;
  const known = await readKnownCorpus(store, collection);
  const everything = options.force || otherModel;
  const planned = planBuild({ listing, known, everything, now: parts.now() });
  if (otherModel) requirePresent(planned);
  for (const refusal of planned.kept.refusals) await store.refuse(collection, refusal);
  const { draft, ...changes } = await fillDraft({
    ...parts,
    ...{ plan: planned.plan, collection, current, leftOut: known.leftOut },
    openDraft: () => store.draft({ collection, model: parts.model, reuseVectors: !options.force }),
    copies: parts.copies ?? null,
    onRead: (done, total) => {
      parts.onProgress({ stage: 'reading', done, total });
    },
  });
  const rejections = [...planned.rejections, ...changes.rejections];
  const work: Work = { parts, options, current, changes, rejections };
  const reading = (performance.now() - started) / 1000;
  const built = draft === null ? await keepCurrent(work) : await finish(work, draft);
  await store.liftRefusals(collection, endedRefusals(planned, known, changes.refused));
  const total = (performance.now() - started) / 1000;
  return reportBuild({ ...work, ...built, store, seconds: { reading, total } });
}

interface Work {
  readonly parts: BuildParts;
  readonly options: BuildOptions;
  readonly current: Generation | null;
  readonly changes: DocumentChanges;
  readonly rejections: readonly Rejection[];
}

interface Built {
  readonly generation: Generation;
  readonly published: boolean;
  readonly embedded: EmbeddedCounts;
  readonly embeddingSeconds: number;
}

async function keepCurrent(work: Work): Promise<Built> {
  const { current, parts } = work;
  if (current === null) throw emptyCorpus(work.rejections);
  const generation = await measured(parts, await mendGraph(parts, current));
  const embedded = { passages: 0, sentences: 0 };
  return { generation, published: false, embedded, embeddingSeconds: 0 };
}

async function finish(work: Work, draft: GenerationDraft): Promise<Built> {
  const { parts, current } = work;
  const counts = await draft.counts();
  const mayBeEmpty = work.options.mayBeEmpty === true && current !== null;
  if (counts.passages === 0 && !mayBeEmpty) throw emptyCorpus(work.rejections);
  const started = performance.now();
  const { canary, embedded } = await embedDraft(work, draft);
  if (parts.copies !== undefined) await findCopies(draft, parts.copies);
  const embeddingSeconds = (performance.now() - started) / 1000;
  const graph = await writeGraph({
    hnsw: parts.hnsw,
    folder: parts.graphsDir,
    collection: draft.collection,
    generation: draft.number,
    dimension: parts.model.dimension,
    count: counts.passages,
    vectors: () => draft.allVectors(),
    growth: growthOf(work, draft),
    onProgress: parts.onProgress,
  });
  const builtAt = parts.now().toISOString();
  const generation = await measured(parts, await draft.publish({ canary, graph, builtAt }));
  await parts.store.sweep(draft.collection, parts.now());
  // The generation before stays whole for readers that have not noticed the new one yet.
  const keep = [generation.graph, current?.graph ?? null].flatMap((kept) => kept?.file ?? []);
  await sweepGraphFiles({ folder: parts.graphsDir, collection: draft.collection, keep });
  return { generation, published: true, embedded, embeddingSeconds };
}

/** What cannot be read cannot be packed for another model, and vectors of two models do not compare. */
function requirePresent({ kept }: BuildPlan): void {
  const [first] = kept.rejections;
  if (kept.ids.size === 0 || first === undefined) return;
  throw new ReadableError({
    code: 'corpus_missing',
    text: `The index is of another model, and what it holds of a source that cannot be read now cannot be embedded again: ${first.text}`,
    remedy: 'Make the folder readable, take it out of sources.yaml, or set EMBEDDING_MODEL back.',
  });
}

/** What the graph that serves lacks; null where it is of other vectors or not there. */
function growthOf({ current, parts, options }: Work, draft: GenerationDraft): GraphGrowth | null {
  const isOfModel = current?.model.fingerprint === parts.model.fingerprint;
  const from = isOfModel && !options.force ? current.graph : null;
  if (from === null) return null;
  return { from, leaving: () => draft.leavingLabels(), fresh: () => draft.newVectors() };
}

/** Measured after the flip: a build that is killed between leaves answers as they are, and the next one mends it. */
async function measured({ store }: BuildParts, generation: Generation): Promise<Generation> {
  if (generation.measure !== null) return generation;
  return store.setMeasure(generation, await measureCorpus(store, generation));
}

/** Embeds what is pending; the model is not loaded where nothing is and the canary is known. */
async function embedDraft(
  work: Work,
  draft: GenerationDraft,
): Promise<{ readonly canary: Float32Array; readonly embedded: EmbeddedCounts }> {
  const { parts, current, options } = work;
  const pending = await draft.pendingTexts();
  const known = current?.model.fingerprint === parts.model.fingerprint ? current.canary : null;
  if (pending.length === 0 && known !== null) {
    return { canary: known, embedded: { passages: 0, sentences: 0 } };
  }
  const embedder = await parts.openEmbedder();
  try {
    const canary = await embedCanary(embedder);
    if (known !== null && !options.force) checkCanary(known, canary);
    const { onProgress } = parts;
    return { canary, embedded: await embedPending({ draft, embedder, pending, onProgress }) };
  } finally {
    await embedder.close();
  }
}

function emptyCorpus(rejections: readonly Rejection[]): ReadableError {
  const left = rejections.length === 0 ? '' : ` (${rejections.length} files were left out)`;
  return new ReadableError({
    code: 'corpus_empty',
    text: `The corpus holds no document that can be indexed${left}.`,
    remedy:
      'Put texts, pages, PDFs or other documents into CORPUS_DIR, or fetch what sources.yaml lists with: npm run corpus -- refresh',
  });
}
