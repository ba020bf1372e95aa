// In: settings. Out: how the index stands to the corpus and the model. The corpus is listed and hashed but
// not parsed, so this costs little where nothing changed. Used before a start and by the doctor.

import { existsSync } from 'node:fs';
import { DEFAULT_COLLECTION } from './answering/answerer.js';
import type { CorpusSource } from './corpus/corpus-source.js';
import { dataFiles } from './data-files.js';
import { planChanges, type ChangePlan } from './indexing/plan-changes.js';
import { openCorpus } from './open-corpus.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import type { Generation } from './store/knowledge-store.js';
import { openSqliteReader, type ReadableStore } from './store/sqlite/sqlite-knowledge-store.js';

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
export interface IndexedCorpus {
  readonly generation: Generation | null;
  /** Hash of every indexed entry, by id. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** New files that are read to see whether a build would take them; of more, all count as new. */
const MOST_READ = 50;

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
  const { generation, hashes } = index;
  try {
    const source = await openCorpus({ settings });
    const { entries, rejections } = await source.list();
    const plan = planChanges({ entries, indexed: hashes, everything: false });
    const unreadable = await readRejections(source, plan);
    const documents = entries.length - unreadable.entries;
    const isEmpty = documents === 0;
    return {
      generation,
      changes: isEmpty ? null : countChanges(plan, unreadable.entries),
      documents,
      rejections: [...rejections.map((rejection) => rejection.text), ...unreadable.texts],
      corpusError: isEmpty ? emptyCorpus(settings) : null,
    };
  } catch (error) {
    if (!(error instanceof ReadableError)) throw error;
    return { generation, changes: null, documents: 0, rejections: [], corpusError: error };
  }
}

/** @throws ReadableError where there is a store that cannot be read */
export async function readIndexedCorpus(settings: Settings): Promise<IndexedCorpus> {
  const reader = openIfPresent(dataFiles(settings.dataDir).store);
  if (reader === null) return { generation: null, hashes: new Map() };
  try {
    const generation = await reader.current(DEFAULT_COLLECTION);
    return { generation, hashes: await reader.entryHashes(DEFAULT_COLLECTION) };
  } finally {
    await reader.close();
  }
}

/** Null where there is no store, or one of an earlier version: a build brings it to the present form. */
function openIfPresent(path: string): ReadableStore | null {
  if (!existsSync(path)) return null;
  try {
    return openSqliteReader(path);
  } catch (error) {
    if (error instanceof ReadableError && error.code === 'index_missing') return null;
    throw error;
  }
}

/** `2 new, 1 changed, 0 removed`, or null where corpus and index agree. */
export function showChanges(changes: ChangeCounts | null): string | null {
  if (changes === null || changes.new + changes.changed + changes.removed === 0) return null;
  return `${changes.new} new, ${changes.changed} changed, ${changes.removed} removed`;
}

/** Entries that give nothing, and why: an archive has a line for each of its members. */
interface Unreadable {
  readonly entries: number;
  readonly texts: readonly string[];
}

/** A file that no build can read is never indexed, and so never a reason to build. */
async function readRejections(source: CorpusSource, plan: ChangePlan): Promise<Unreadable> {
  const added = plan.changes.filter((change) => change.kind === 'new');
  if (added.length > MOST_READ) return { entries: 0, texts: [] };
  const texts: string[] = [];
  let entries = 0;
  for (const { entry } of added) {
    const read = await source.read(entry);
    // Of an entry that gives several documents, those that are left out make it no less new.
    if (read.documents.length > 0) continue;
    entries += 1;
    texts.push(...read.rejections.map(({ text }) => text));
  }
  return { entries, texts };
}

function countChanges(plan: ChangePlan, unreadable: number): ChangeCounts {
  const count = (kind: 'new' | 'changed'): number =>
    plan.changes.filter((change) => change.kind === kind).length;
  return {
    new: count('new') - unreadable,
    changed: count('changed'),
    removed: plan.removedIds.length,
  };
}

function emptyCorpus(settings: Settings): ReadableError {
  return new ReadableError({
    code: 'corpus_empty',
    text: `The corpus folder ${settings.corpusDir} holds no document that can be indexed.`,
    remedy:
      'Put texts, pages, PDFs or other documents into it, set CORPUS_DIR to where they are, or fetch what sources.yaml lists with: npm run corpus -- refresh',
  });
}
