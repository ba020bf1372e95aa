// In: a store that may not answer when this process starts. Out: a reader of it that is opened by the first call that
// reaches it, so that a process can start, and answer otherwise, while the store is away.

import { ReadableError } from '../shared/errors.js';
import type { KnowledgeReader } from './knowledge-store.js';
import type { ReadableStore } from './stores.js';

/** What each call gives. */
const CALLS: Readonly<Record<keyof KnowledgeReader, 'promise' | 'stream'>> = {
  current: 'promise',
  collections: 'promise',
  entryHashes: 'promise',
  entrySources: 'promise',
  leftOut: 'promise',
  facts: 'promise',
  listDocuments: 'promise',
  document: 'promise',
  cleaningReports: 'promise',
  paragraphs: 'promise',
  lexical: 'promise',
  termFrequencies: 'promise',
  termPresence: 'promise',
  labelsOf: 'promise',
  labelsMatching: 'promise',
  passages: 'promise',
  pastPassages: 'promise',
  pastParagraphs: 'promise',
  copiesOf: 'promise',
  vectors: 'promise',
  sentenceVectors: 'promise',
  neighbourVectors: 'promise',
  allVectors: 'stream',
  sampleTexts: 'stream',
  exportEmbeddings: 'stream',
};

/**
 * Opens the store at the first call, and again at the next where that failed.
 *
 * @throws ReadableError `index_missing` from every call while nothing was ever built
 */
export function lateReader(open: () => Promise<ReadableStore | null>): ReadableStore {
  let opened: Promise<ReadableStore> | null = null;
  const opening = (): Promise<ReadableStore> => {
    opened ??= openOrTell(open).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
  const calls = Object.entries(CALLS).map(([name, gives]) => [
    name,
    gives === 'stream'
      ? (...args: unknown[]) => streamed(opening, name, args)
      : async (...args: unknown[]) => callOn(await opening(), name, args),
  ]);
  return {
    // Made of the very names of the interface, each handing its arguments on.
    ...(Object.fromEntries(calls) as KnowledgeReader),
    close: async () => {
      if (opened !== null) await (await opened).close();
    },
  };
}

async function openOrTell(open: () => Promise<ReadableStore | null>): Promise<ReadableStore> {
  const store = await open();
  if (store !== null) return store;
  throw new ReadableError({
    code: 'index_missing',
    text: 'There is no index in the database yet.',
    remedy: 'Build it with: npm run build-index',
  });
}

async function* streamed(
  opening: () => Promise<ReadableStore>,
  name: string,
  args: readonly unknown[],
): AsyncIterable<unknown> {
  yield* callOn(await opening(), name, args) as AsyncIterable<unknown>;
}

function callOn(store: ReadableStore, name: string, args: readonly unknown[]): unknown {
  const call = Reflect.get(store, name) as (...given: readonly unknown[]) => unknown;
  return call(...args);
}
