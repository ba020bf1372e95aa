// In: settings. Out: how the index stands to the corpus and the model. The corpus is listed and hashed and never
// parsed: what the last build left out is remembered, and what is new a build will see. Used before a start and by
// the doctor.

import { DEFAULT_COLLECTION } from './answering/answerer.js';
import type { Rejection } from './corpus/document.js';
import {
  NOTHING_KNOWN,
  planBuild,
  readKnownCorpus,
  type KnownCorpus,
} from './indexing/plan-build.js';
import type { ChangePlan } from './indexing/plan-changes.js';
import { openCorpus } from './open-corpus.js';
import { openStores } from './open-stores.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import type { Generation } from './store/knowledge-store.js';

export interface ChangeCounts {
  readonly new: number;
  readonly changed: number;
  readonly removed: number;
}

export interface IndexState {
  /** What serves now, or null where nothing was built yet. */
  readonly generation: Generation | null;
  /** What a build would do; null where that cannot be told. */
  readonly changes: ChangeCounts | null;
  /** Documents that the corpus lists. */
  readonly documents: number;
  /** Files that are left out, each as one line. */
  readonly rejections: readonly string[];
  /** Why the corpus cannot be indexed, or null. */
  readonly corpusError: ReadableError | null;
}

/** What the store knows of the corpus it was built from. */
export interface IndexedCorpus extends KnownCorpus {
  readonly generation: Generation | null;
}

/**
 * Compares corpus and index.
 *
 * @throws ReadableError where the store cannot be read
 */
export async function checkIndex(settings: Settings): Promise<IndexState> {
  return compareCorpus(settings, await readIndexedCorpus(settings));
}

/** Compares the corpus with what is indexed. */
export async function compareCorpus(settings: Settings, index: IndexedCorpus): Promise<IndexState> {
  const { generation } = index;
  try {
    const listing = await (await openCorpus({ settings })).list();
    const planned = planBuild({ listing, known: index, everything: false, now: new Date() });
    const { plan, kept, rejections } = planned;
    const retried = plan.changes.filter(({ isRetry }) => isRetry === true);
    const documents = plan.unchanged.length + plan.changes.length - retried.length + kept.ids.size;
    const isEmpty = documents === 0;
    return {
      generation,
      changes: isEmpty ? null : countChanges(plan),
      documents,
      rejections: [...rejections, ...told(index, retried)].map(({ text }) => text),
      corpusError: isEmpty ? emptyCorpus(settings) : null,
    };
  } catch (error) {
    if (!(error instanceof ReadableError)) throw error;
    return { generation, changes: null, documents: 0, rejections: [], corpusError: error };
  }
}

/** @throws ReadableError where there is a store that cannot be read */
export async function readIndexedCorpus(settings: Settings): Promise<IndexedCorpus> {
  const reader = await openStores(settings).openReader();
  if (reader === null) return { generation: null, ...NOTHING_KNOWN };
  try {
    const generation = await reader.current(DEFAULT_COLLECTION);
    return { generation, ...(await readKnownCorpus(reader, DEFAULT_COLLECTION)) };
  } finally {
    await reader.close();
  }
}

/** `2 new, 1 changed, 0 removed`, or null where corpus and index agree. */
export function showChanges(changes: ChangeCounts | null): string | null {
  if (changes === null || changes.new + changes.changed + changes.removed === 0) return null;
  return `${changes.new} new, ${changes.changed} changed, ${changes.removed} removed`;
}

/** What is known of entries that a build will try again. */
function told({ leftOut }: IndexedCorpus, retried: ChangePlan['changes']): readonly Rejection[] {
  const ids = new Set(retried.map(({ entry }) => entry.id));
  return leftOut.flatMap(({ entry, rejections }) => (ids.has(entry) ? rejections : []));
}

function countChanges({ changes, removedIds }: ChangePlan): ChangeCounts {
  const count = (kind: 'new' | 'changed'): number =>
    changes.filter((change) => change.kind === kind && change.isRetry !== true).length;
  return { new: count('new'), changed: count('changed'), removed: removedIds.length };
}

function emptyCorpus(settings: Settings): ReadableError {
  return new ReadableError({
    code: 'corpus_empty',
    text: `The corpus folder ${settings.corpusDir} holds no document that can be indexed.`,
    remedy:
      'Put texts, pages, PDFs or other documents into it, set CORPUS_DIR to where they are, or fetch what sources.yaml lists with: npm run corpus -- refresh',
  });
}
